// A number of random calls spread over the targets, and a failure told so that it can be had again.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CALLS_PER_ROUND } from "./round.ts";
import { type Failure, runChild } from "./run-child.ts";
import { shrunk } from "./shrink.ts";
import { TARGETS } from "./targets.ts";

export interface Campaign {
  readonly seed: number;
  /** In all; each target has its part. */
  readonly calls: number;
  /** All unless given. */
  readonly targets?: readonly string[];
  /** So many rounds has a child process at most. */
  readonly roundsPerChild?: number;
  readonly says?: (line: string) => void;
}

/** Makes the calls. Gives what is to be said of the first failure, or undefined. */
export async function campaign(options: Campaign): Promise<string | undefined> {
  const { seed, calls, targets = Object.keys(TARGETS), roundsPerChild = 100, says = () => {} } = options;
  const rounds = Math.ceil(calls / targets.length / CALLS_PER_ROUND);
  for (let from = 0; from < rounds; from += roundsPerChild) {
    const to = Math.min(from + roundsPerChild, rounds);
    for (const target of targets) {
      const failure = await runChild({ target, seed, from, to });
      if (failure !== undefined) return described(target, seed, failure, says);
    }
    says(`${to * CALLS_PER_ROUND * targets.length} calls, seed ${seed}`);
  }
  return undefined;
}

/** Plays one round, or some calls of it, and tells of its failure. */
export async function replay(
  target: string,
  seed: number,
  round: number,
  only: readonly number[] | undefined,
  says: (line: string) => void,
): Promise<string | undefined> {
  const failure = await runChild({ target, seed, from: round, to: round + 1, ...(only && { only }) });
  if (failure === undefined) return undefined;
  if (only === undefined) return described(target, seed, failure, says);
  return `${failure.kind}: ${failure.message}\n${await wordsOf(target, seed, round, only)}`;
}

async function described(
  target: string,
  seed: number,
  failure: Failure,
  says: (line: string) => void,
): Promise<string> {
  const { kind, round, call, message } = failure;
  const told = `${target}, seed ${seed}, round ${round}, call ${call}: ${kind}: ${message}`;
  const again = `npm run fuzz -- --seed ${seed} --target ${target} --round ${round}`;
  says(`${told}\nlooking for the calls that it takes ...`);
  const fails = async (only: readonly number[]): Promise<boolean> => {
    const outcome = await runChild({ target, seed, from: round, to: round + 1, only, patience: 10 });
    // Another failure than this one may show on the way.
    return outcome?.kind === kind && outcome.message.slice(0, 40) === message.slice(0, 40);
  };
  const all = Array.from({ length: Math.min(call + 1, CALLS_PER_ROUND) }, (_, index) => index);
  if (!(await fails(all))) {
    const last = all.slice(-20);
    return `${told}\nIt needs more than its round, or luck; again: ${again}\nThe last calls of the round:\n${await wordsOf(target, seed, round, last)}`;
  }
  const few = await shrunk(all, fails);
  return `${told}\nagain: ${again} --only ${few.join(",")}\nthe calls:\n${await wordsOf(target, seed, round, few)}`;
}

/** What calls are made, in words. */
async function wordsOf(
  target: string,
  seed: number,
  round: number,
  only: readonly number[],
): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), "luasocket-fuzz-"));
  const trace = join(directory, "trace");
  try {
    await runChild({ target, seed, from: round, to: round + 1, only, trace, patience: 10 });
    return readFileSync(trace, "utf8");
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
