// Which sources are mutated, and which tests are asked.

/**
 * Folders and files below src. Left out of os/ is what foreign code trusts: declarations of C functions, layouts of
 * structures, sizes and addresses of memory. A mistake there damages the process in any way, and proves nothing. What
 * other systems have is left out, too.
 */
export const SOURCES = [
  "net",
  "wait",
  "os/clock.ts",
  "os/errno.ts",
  "os/permission.ts",
  "os/readiness/poll.ts",
  "os/socket/descriptor.ts",
  "os/socket/socket-info.ts",
];

/** Calls of these sources may go to foreign code: numbers in their arguments stay as they are. */
export const isForeign = (file) => file.startsWith("os/");

/** Parts of the paths of tests that are asked: what runs in one process, on loopback, in a minute. */
export const TESTS = ["conformance/", "js/", "lua/", "net/", "os/", "policy/", "trace/", "wait/"];
/** Parts of the paths of tests that take long for what they add here. */
export const NOT_ASKED = [
  "conformance/lua-5.1",
  "ctrl-c",
  "crowd",
  "receive-much",
  "js/bridges/",
  "js/promises/load",
  "lua/annotations",
  "lua/debugging",
  "lua/embedding/",
  "lua/socket/crossings",
];
