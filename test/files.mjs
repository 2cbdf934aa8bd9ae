// The test files, listed from their sources: build keeps what tsc compiled from deleted ones.

import { readdirSync } from "node:fs";
import { sep } from "node:path";

/**
 * Files that run one at a time, after the others, each with the reason. Keys are prefixes of paths in this folder.
 *
 * @type {Readonly<Record<string, string>>}
 */
const ALONE = {
  "js/promises/crowd":
    "20,000 sockets in two processes use up the kernel's memory for socket buffers and backlogs",
  "lua/tasks/crowd": "the same",
  "soak/": "compares the memory of rounds of equal time; other load makes the rounds differ",
};

/**
 * Files that `npm run test:quick` leaves out, each with the reason.
 *
 * @type {Readonly<Record<string, string>>}
 */
const SLOW = {
  ...ALONE,
  "cli/cli": "starts our command and native Lua two hundred times",
  "cli/interactive": "starts our command in a terminal, again and again",
  "examples/": "runs programs, web servers and compilers",
  "faults/network": "programs that talk through a slow and lossy network",
  "faults/storms": "runs the conformance suite five times with interrupted calls",
  "fuzz/": "child processes that make random calls",
  "lua/socket/crossings": "makes a million errors",
  "oracle/lua-": "starts 1,700 programs",
  "package/": "packs, installs and bundles the package",
  "peers/": "daemons",
  "programs/": "runs Debian's Lua programs, some with daemons",
  "reference/": "builds the reference",
};

/**
 * Files that need the modules in dist which tsc compiles.
 *
 * @type {readonly string[]}
 */
const OF_DIST = ["package/"];

const has = (paths, file) => paths.some((path) => file.startsWith(path));
export const runsAlone = (file) => has(Object.keys(ALONE), file);
export const isSlow = (file) => has(Object.keys(SLOW), file);
export const needsDist = (file) => has(OF_DIST, file);

/** The paths of all test files, relative to this folder, with slashes. */
export const testFiles = () =>
  readdirSync(import.meta.dirname, { recursive: true })
    .map((file) => String(file).split(sep).join("/"))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
