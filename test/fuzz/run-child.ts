// One child process that makes calls at random, watched by its parent.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MODULES, testFile } from "../support/program.ts";
import type { Finding, Order } from "./round.ts";

const CHILD = testFile(import.meta.url, "child");

/** How often the parent looks, and after how many looks without a call a child hangs. */
const LOOK_MS = 1000;
const HANGS_AFTER = 60;

/** What went wrong in a child, and at which call. */
export interface Failure extends Finding {
  readonly kind: "ended" | "hangs" | "found";
}

export interface ChildOrder extends Omit<Order, "progress" | "directory"> {
  /** After how many looks without a call a child hangs. */
  readonly patience?: number;
}

/** Plays rounds in a process of its own. Gives what went wrong, or undefined. */
export async function runChild(order: ChildOrder): Promise<Failure | undefined> {
  const directory = mkdtempSync(join(tmpdir(), "luasocket-fuzz-"));
  const progress = join(directory, "progress");
  const full: Order = { ...order, progress, directory };
  const { patience = HANGS_AFTER } = order;
  const child = spawn(process.execPath, [MODULES, CHILD, JSON.stringify(full)], {
    stdio: ["ignore", "pipe", "pipe"],
    cwd: directory,
    // Names that are nobody's are asked of no server for long.
    env: { ...process.env, RES_OPTIONS: "timeout:1 attempts:1" },
  });
  let output = "";
  child.stdout.on("data", (data) => {
    output += data;
  });
  child.stderr.on("data", (data) => {
    output += data;
  });

  let isHanging = false;
  let last = "";
  let idle = 0;
  const looking = setInterval(() => {
    const now = placeOf(progress).join();
    idle = now === last ? idle + 1 : 0;
    last = now;
    if (idle < patience) return;
    isHanging = true;
    child.kill("SIGKILL");
  }, LOOK_MS);
  try {
    const [code, signal] = await once(child, "close");
    const [round, call] = placeOf(progress);
    if (isHanging) return { kind: "hangs", round, call, message: `made no call for ${patience} s` };
    const report = /^\{"findings":.*\}$/m.exec(output)?.[0];
    if (code !== 0 || report === undefined) {
      const end = signal === null ? `exit code ${code}` : signal;
      return { kind: "ended", round, call, message: `ended by ${end}\n${output.slice(-4000)}` };
    }
    const { findings } = JSON.parse(report) as { findings: Finding[] };
    return findings[0] && { kind: "found", ...findings[0] };
  } finally {
    clearInterval(looking);
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The round and the call that a child has begun last. */
function placeOf(progress: string): [round: number, call: number] {
  if (!existsSync(progress)) return [0, 0];
  const bytes = readFileSync(progress);
  return bytes.length < 16 ? [0, 0] : [bytes.readDoubleLE(0), bytes.readDoubleLE(8)];
}
