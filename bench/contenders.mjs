// The contenders. Each entry: a description, and the command that runs one script of a workload; or the reason
// why it is left out. To add one: an entry here, and its scripts.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { finds } from "./needs.mjs";

const file = (...parts) => join(import.meta.dirname, ...parts);
const node = process.execPath;

export const usualContenders = ["c", "lua5.4", "luajit", "ts", "bytes", "promises", "cli"];

function output(...command) {
  try {
    return execFileSync(command[0], command.slice(1), { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}

const luaScript = (script) => file("lua", `${script}.lua`);

/** select(2) takes descriptors below FD_SETSIZE, 1024, and a few are in use already. */
const limitOfSelect = {
  connectionsMax: 1010,
  connectionsLimit: "LuaSocket's select takes no descriptor above 1023",
};

function cLuaSocket(interpreter) {
  if (!finds(interpreter)) return { leftOut: "not installed" };
  const version = output(interpreter, "-e", 'io.write(require("socket")._VERSION)');
  if (!version) return { leftOut: "LuaSocket is not installed for it" };
  return {
    what: `${version} in C on ${interpreter}`,
    command: (script) => [interpreter, luaScript(script)],
    ...limitOfSelect,
  };
}

/** One coroutine per client over LuaSocket's select. Debian installs copas where only older Luas search for it. */
function copas(interpreter) {
  const path = ["LUA_PATH=;;/usr/share/lua/5.1/?.lua"];
  if (!finds(interpreter)) return { leftOut: "lua5.4 is not installed" };
  const version = output("env", ...path, interpreter, "-e", 'io.write(require("copas")._VERSION)');
  if (!version) return { leftOut: "copas is not installed (Debian: lua-copas)" };
  return {
    what: `${version}: a coroutine per client, on LuaSocket in C on ${interpreter}`,
    command: (script) => ["env", ...path, interpreter, file("copas", `${script}.lua`)],
    scripts: ["echo-server"],
    ...limitOfSelect,
  };
}

function python() {
  // The interpreter itself: a version manager's wrapper would add its own start.
  const executable = finds("python3")
    ? output("python3", "-c", "import sys; print(sys.executable)")
    : undefined;
  if (!executable) return { leftOut: "not installed" };
  return {
    what: "Python's socket, select and selectors",
    command: (script) =>
      script === "startup"
        ? [executable, "-c", "import socket"]
        : [executable, file("python", "contender.py"), script],
  };
}

/** The only addon with plain blocking calls on npm that installs. To compare with it: npm i --no-save posix-socket */
function posixSocket() {
  try {
    createRequire(import.meta.url).resolve("posix-socket");
  } catch {
    return { leftOut: "not installed (npm i --no-save posix-socket, which compiles it)" };
  }
  return {
    what: "posix-socket, an addon with the plain system calls",
    command: (script) => [node, file("posix-socket", "contender.mjs"), script],
    scripts: ["pingpong", "connect", "udp-pingpong"],
  };
}

function built(path, contender) {
  return existsSync(file("..", path)) ? contender : { leftOut: `${path} is not built (npm run build)` };
}

/** @param programs  paths of the compiled C programs */
export function contenders(programs) {
  return {
    c: { what: "plain system calls, the kernel's limit", command: (script) => [programs.c, script] },
    "lua5.4": cLuaSocket("lua5.4"),
    "lua5.1": cLuaSocket("lua5.1"),
    luajit: cLuaSocket("luajit"),
    copas: copas("lua5.4"),
    python: python(),
    node: {
      what: "Node's own net, with events",
      command: (script) =>
        script === "startup"
          ? [node, file("node", "startup.mjs")]
          : [node, file("node", "contender.mjs"), script],
    },
    atomics: {
      what: "a worker thread and Atomics.wait: blocking in Node without native code",
      command: () => [node, file("node", "atomics.mjs")],
      scripts: ["pingpong"],
    },
    posix: posixSocket(),
    ts: built("dist/bundle/index.js", {
      what: "this package, blocking calls",
      command: (script) => [node, file("ts", `${script}.mjs`)],
    }),
    bytes: built("dist/bundle/index.js", {
      what: "this package, blocking calls, bytes instead of text: Buffers sent, receiveinto",
      command: (script) => [node, file("bytes", `${script}.mjs`)],
      scripts: ["recv", "send"],
    }),
    promises: built("dist/bundle/promises.js", {
      what: "this package, promises on Node's event loop",
      command: (script) => [node, file("promises", `${script}.mjs`)],
    }),
    "event-loop": built("dist/bundle/cli.js", {
      what: "this package, Lua on Node in its event loop: luasocket --event-loop",
      command: (script) => [
        node,
        file("..", "dist", "bundle", "cli.js"),
        "--event-loop",
        file("event-loop", `${script}.lua`),
      ],
      scripts: ["echo-server"],
    }),
    cli: built("dist/bundle/cli.js", {
      what: "this package, Lua on Node: the luasocket command",
      command: (script) => [node, file("..", "dist", "bundle", "cli.js"), luaScript(script)],
    }),
  };
}

/**
 * Returns the contenders of a workload by name; those that do not support its number of connections have the reason
 * as `leftOut`. Excludes contenders without a script for the workload.
 */
export function whoTakesPart(workload, names, everyone) {
  const { script, connections = 0 } = workload;
  const field = {};
  for (const name of names) {
    const contender = everyone[name];
    if (contender.scripts && !contender.scripts.includes(script)) continue;
    const isTooMuch = connections > (contender.connectionsMax ?? Number.POSITIVE_INFINITY);
    field[name] = isTooMuch ? { leftOut: contender.connectionsLimit } : contender;
  }
  return field;
}
