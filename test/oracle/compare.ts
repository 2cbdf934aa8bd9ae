// One test per snippet: the same Lua file under C LuaSocket and under our command must show the same.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { faultEnvironment, skipWithoutFaults } from "../support/faults.ts";
import { CLI } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import { type Deviation, deviations } from "./deviations.ts";
import { oracleFolder, readSnippets, type Snippet, snippetPath } from "./snippets.ts";
import {
  type Difference,
  describeDifferences,
  differences,
  type Ending,
  run,
  transcript,
  withPeer,
} from "./transcript.ts";

export interface Pass {
  readonly lua: string;
  /** The Lua interpreter that has C LuaSocket. */
  readonly native: string;
  /** What makes our command run this Lua version. */
  readonly options: readonly string[];
}

const {
  /** Chooses snippets by a part of their path: LUASOCKET_SNIPPET=receive/line */
  LUASOCKET_SNIPPET: wanted = "",
  /** "1" compares native Lua with itself: a snippet must give the same twice before it can judge anything. */
  LUASOCKET_ORACLE_ITSELF: itself,
} = process.env;
const compareWithItself = itself === "1";

function runSnippet(snippet: Snippet, pass: Pass, command: string, args: readonly string[]): Promise<Ending> {
  const all = [...args, snippetPath(snippet.name)];
  if (!snippet.peer) return run(command, all, oracleFolder, snippet.faults ? faultEnvironment() : {});
  return withPeer(pass.native, oracleFolder, (port) => run(command, [...all, port], oracleFolder));
}

function runNative(snippet: Snippet, pass: Pass): Promise<Ending> {
  return runSnippet(snippet, pass, pass.native, []);
}

function runOurs(snippet: Snippet, pass: Pass): Promise<Ending> {
  if (compareWithItself) return runNative(snippet, pass);
  return runSnippet(snippet, pass, process.execPath, [CLI, ...pass.options, ...snippet.options]);
}

/** Takes the listed deviations away from the differences; each must be among them. */
export function withoutDeviations(found: readonly Difference[], listed: readonly Deviation[]): Difference[] {
  const left = [...found];
  for (const { pairs, reason } of listed) {
    for (const { native, ours } of pairs) {
      const at = left.findIndex((difference) => difference.native === native && difference.ours === ours);
      assert.ok(
        at >= 0,
        `a listed deviation does not occur (${reason}):\nnative  ${native}\nours    ${ours}`,
      );
      left.splice(at, 1);
    }
  }
  return left;
}

async function compareSnippet(snippet: Snippet, pass: Pass, ending: Promise<Ending>): Promise<void> {
  const native = await ending;
  assert.ok(!native.timedOut, `native ${pass.native} did not end:\n${native.stdout}${native.stderr}`);
  // A snippet that fails by mistake would agree with us about nothing.
  const failed = native.code !== 0;
  assert.equal(failed, snippet.fails, `native ${pass.native} ends with ${native.code}:\n${native.stderr}`);

  const nativeLines = transcript(native);
  const found = differences(nativeLines, transcript(await runOurs(snippet, pass)));
  const listed = deviations.filter(
    ({ snippet: name, lua = pass.lua, inEventLoop }) =>
      name === snippet.name &&
      lua === pass.lua &&
      (inEventLoop === undefined || pass.options.includes("--event-loop")),
  );
  const left = compareWithItself ? found : withoutDeviations(found, listed);
  if (left.length > 0) {
    assert.fail(
      `${snippetPath(snippet.name)} under Lua ${pass.lua}\n${describeDifferences(left, nativeLines)}`,
    );
  }
}

/** How our command runs a snippet, as the tests' name has it, and the options that make it do so. */
const WAYS: Readonly<Record<string, readonly string[]>> = { "": [], " in the event loop": ["--event-loop"] };

/** Compares each snippet once with calls that block, and once in the event loop, with one run under C LuaSocket. */
export function compareAll(pass: Pass): void {
  const skip = skipWithout(pass.native, ["-e", 'require "socket"']);
  const snippets = readSnippets()
    .filter(({ only }) => only.length === 0 || only.includes(pass.lua))
    .filter(({ name }) => name.includes(wanted));
  const endings = new Map<Snippet, Promise<Ending>>();
  const native = (snippet: Snippet): Promise<Ending> => {
    const known = endings.get(snippet);
    if (known !== undefined) return known;
    const ending = runNative(snippet, pass);
    endings.set(snippet, ending);
    return ending;
  };
  for (const [way, options] of Object.entries(WAYS)) {
    const inThisWay = { ...pass, options: [...pass.options, ...options] };
    describe(`Lua ${pass.lua}${way}, against C LuaSocket`, { concurrency: 2, skip }, () => {
      for (const snippet of snippets) {
        if (snippet.blocking && options.includes("--event-loop")) continue;
        const skip = snippet.faults ? skipWithoutFaults : false;
        test(`${snippet.name}: ${snippet.behaviour}`, { skip }, () =>
          compareSnippet(snippet, inThisWay, native(snippet)),
        );
      }
    });
  }
}
