// What the namespace and its objects have, beside what the C LuaSocket's have.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import test from "node:test";
import socket, * as everything from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { skipWithout } from "../../support/oracle.ts";

const interpreter = "lua5.4";
const skip = skipWithout(interpreter, ["-e", 'require "socket.unix"']);

/** The names in a table of Lua or among the methods of an object, sorted. */
function nativeNames(expression: string): string[] {
  const script = `
    local socket = require "socket"
    socket.unix = require "socket.unix"
    local value = ${expression}
    local names = {}
    for name in pairs(type(value) == "userdata" and getmetatable(value).__index or value) do
      if type(name) == "string" then names[#names + 1] = name end
    end
    table.sort(names)
    print(table.concat(names, " "))`;
  return execFileSync(interpreter, ["-e", script], { encoding: "utf8" }).trim().split(" ");
}

/** The names of the methods and properties that an object's classes give it, sorted. */
function ourNames(object: object): string[] {
  const names = new Set<string>();
  for (let at = Object.getPrototypeOf(object); at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
  }
  return [...names].sort();
}

interface Difference {
  /** What we have beyond LuaSocket. */
  readonly more?: readonly string[];
  /** What LuaSocket has and we have not. */
  readonly less?: readonly string[];
}

function assertSame(
  ours: readonly string[],
  native: readonly string[],
  { more = [], less = [] }: Difference,
): void {
  assert.deepEqual(
    ours.filter((name) => !native.includes(name)),
    more,
    "what only we have",
  );
  assert.deepEqual(
    native.filter((name) => !ours.includes(name)),
    less,
    "what only LuaSocket has",
  );
}

test("the namespace has LuaSocket's names", { skip }, () => {
  assertSame(Object.keys(socket).sort(), nativeNames("socket"), {
    more: ["adopt", "configure"],
    less: ["__unload"],
  });
  for (const name of ["dns", "unix", "sinkt", "sourcet"] as const) {
    const native = nativeNames(`socket.${name}`).filter((key) => !key.startsWith("__"));
    assertSame(Object.keys(socket[name]).sort(), native, {});
  }
});

test("what can be imported by name is in the namespace, and is the same", () => {
  const { default: namespace, TryError, ...named } = everything;
  assert.equal(namespace, socket);
  assert.equal(typeof TryError, "function");
  for (const [name, value] of Object.entries(named)) {
    assert.equal(value, (socket as unknown as Record<string, unknown>)[name], name);
  }
  // What a program may change is only where the functions look for it.
  const missing = Object.keys(socket).filter((name) => !(name in named));
  assert.deepEqual(missing.sort(), ["BLOCKSIZE", "sinkt", "sourcet"]);
});

test("constants", { skip }, () => {
  const script = 'local s = require "socket" print(s._DATAGRAMSIZE, s._SOCKETINVALID, s.BLOCKSIZE, s._DEBUG)';
  const native = execFileSync(interpreter, ["-e", script], { encoding: "utf8" }).trim();
  const { _DATAGRAMSIZE, _SOCKETINVALID, BLOCKSIZE, _VERSION, _SETSIZE } = socket;
  assert.equal([_DATAGRAMSIZE, _SOCKETINVALID, BLOCKSIZE, "nil"].join("\t"), native);
  assert.equal(_VERSION, "LuaSocket 3.1.0");
  assert.ok(Number.isInteger(_SETSIZE) && _SETSIZE > 0);
});

const METHODS_OF_ALL = ["constructor", "hasRef", "receiveinto", "ref", "setencoding", "toString", "unref"];
const METHODS_OF_OURS = [
  ...METHODS_OF_ALL,
  "clients",
  "getlimits",
  "lines",
  "receivechunk",
  "setlimits",
  "tonodeserver",
  "tonodesocket",
].sort();
const DATAGRAM_METHODS_OF_OURS = [...METHODS_OF_ALL, "receivefrominto"].sort();

for (const [kind, make, difference] of [
  ["tcp4", () => must(socket.tcp4()), { more: METHODS_OF_OURS }],
  ["udp4", () => must(socket.udp4()), { more: DATAGRAM_METHODS_OF_OURS }],
  ["unix.stream", () => must(socket.unix.stream()), { more: ["gettimeout", ...METHODS_OF_OURS].sort() }],
  ["unix.dgram", () => must(socket.unix.dgram()), { more: DATAGRAM_METHODS_OF_OURS }],
] as const) {
  test(`${kind} has LuaSocket's methods`, { skip }, (t) => {
    const object = make();
    t.after(() => object.close());
    const internals = [
      "accepted",
      "bindAs",
      "changeEncoding",
      "held",
      "clientOver",
      "connectAs",
      "bufferedLine",
      "require",
      "requireOpen",
      "sendOutgoing",
      "sender",
      "takeDatagram",
      "takeFilledFrom",
      "takeReceived",
      "takeReceivedFrom",
      "wait",
    ];
    const ours = ourNames(object).filter((name) => !internals.includes(name));
    assertSame(ours, nativeNames(`assert(socket.${kind}())`), difference);
  });
}

test("functions work without their namespace", () => {
  const { tcp4, select, skip: drop, newtry, protect, gettime } = socket;
  const master = must(tcp4());
  assert.deepEqual(select([master], undefined, 10)[0], [master]);
  assert.equal(master.close(), 1);
  assert.deepEqual(drop(1, "a", "b"), ["b"]);
  assert.deepEqual(protect(() => newtry()(undefined, "m"))(), [undefined, "m"]);
  assert.ok(Math.abs(gettime() - Date.now() / 1000) < 60);
});
