// The files of tests. All are listed from their sources: what tsc compiled from a file that is gone is still in build.

import { readdirSync } from "node:fs";
import { sep } from "node:path";

/**
 * Files that run alone, after the others, and the reason. Paths are from this folder and may end early.
 *
 * @type {Readonly<Record<string, string>>}
 */
const ALONE = {
  "js/promises/crowd":
    "20,000 sockets in two processes take the memory that the kernel has for buffers and backlogs",
  "lua/tasks/crowd": "the same",
  "soak/": "measures memory and descriptors between rounds of load, and the rounds have a time",
};

/**
 * Files that `npm run test:quick` leaves out, and the reason.
 *
 * @type {Readonly<Record<string, string>>}
 */
const SLOW = {
  ...ALONE,
  "cli/cli": "starts our command and native Lua two hundred times",
  "cli/interactive": "the same, in a terminal",
  "examples/": "runs programs, web servers and compilers",
  "faults/network": "a network that loses and delays",
  "faults/storms": "the conformance suite five times, with interrupted calls",
  "fuzz/": "processes that get random calls",
  "lua/socket/crossings": "a million errors",
  "oracle/lua-": "seventeen hundred programs",
  "package/": "packs, installs and bundles the package",
  "peers/": "daemons",
  "programs/": "programs of Debian's, with daemons",
  "reference/": "builds the reference",
};

/**
 * Files that look at what tsc makes of the sources in dist.
 *
 * @type {readonly string[]}
 */
const OF_DIST = ["package/"];

const has = (paths, file) => paths.some((path) => file.startsWith(path));
export const runsAlone = (file) => has(Object.keys(ALONE), file);
export const isSlow = (file) => has(Object.keys(SLOW), file);
export const needsDist = (file) => has(OF_DIST, file);

/** The paths of all files of tests, from this folder, with slashes. */
export const testFiles = () =>
  readdirSync(import.meta.dirname, { recursive: true })
    .map((file) => String(file).split(sep).join("/"))
    .filter((file) => file.endsWith(".test.ts"))
    .sort();
