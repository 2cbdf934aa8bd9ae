// The annotations for editors say of every name what it is, and name nothing else.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { createLua } from "#src/lua.ts";
import { TCP_OPTIONS } from "#src/net/options/tcp-options.ts";
import { UDP_OPTIONS } from "#src/net/options/udp-options.ts";
import { packageRoot } from "../support/program.ts";

const folder = join(packageRoot, "luacats", "library");
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".lua"));
const moduleOf = (file: string): string => file.slice(0, -".lua".length).replaceAll("/", ".");

/** The names that a file declares for each of its classes: functions, fields that are always there, assignments. */
function annotatedNames(text: string): Map<string, Set<string>> {
  const classes = new Map<string, Set<string>>();
  const classOfVariable = new Map<string, string>();
  let current = "";
  for (const line of text.split("\n")) {
    const [, named] = /^---@class ([\w.]+)/.exec(line) ?? [];
    if (named !== undefined) {
      current = named;
      classes.set(named, new Set());
    }
    const [, field] = /^---@field (\w+) /.exec(line) ?? [];
    if (field !== undefined) classes.get(current)?.add(field);
    const [, variable] = /^local (\w+) = \{\}/.exec(line) ?? [];
    if (variable !== undefined) classOfVariable.set(variable, current);
    const [, owner, name] = /^(?:function )?(\w+)[.:](\w+)(?:\(| = )/.exec(line) ?? [];
    if (owner !== undefined) classes.get(classOfVariable.get(owner) ?? "")?.add(name as string);
  }
  return classes;
}

const annotated = new Map(
  files.flatMap((file) => [...annotatedNames(readFileSync(join(folder, file), "utf8"))]),
);
const named = (...classes: string[]): string[] =>
  [...new Set(classes.flatMap((name) => [...(annotated.get(name) ?? [])]))].sort();

/** What Lua has, as the names in a table that an expression gives. */
function liveNames(expression: string): string[] {
  // In an event loop there is all that there is without, and more.
  using lua = createLua({ eventLoop: true });
  const [names] = lua.load(`
    local names = {}
    for name in pairs(${expression}) do names[#names + 1] = name end
    table.sort(names)
    return table.concat(names, " ")`)();
  return (names as string).split(" ").sort();
}

const methods = (object: string): string => `getmetatable(${object}).__index`;

const SUBJECTS: readonly (readonly [string, string, readonly string[]])[] = [
  ["socket", `require "socket"`, ["socket"]],
  ["socket.dns", `require("socket").dns`, ["socketdns"]],
  ["socket.unix", `require "socket.unix"`, ["socket.unix"]],
  ["socket.url", `require "socket.url"`, ["socket.url"]],
  ["socket.headers", `require "socket.headers"`, ["socket.headers"]],
  ["socket.http", `require "socket.http"`, ["socket.http"]],
  ["socket.tp", `require "socket.tp"`, ["socket.tp"]],
  ["socket.smtp", `require "socket.smtp"`, ["socket.smtp"]],
  ["socket.ftp", `require "socket.ftp"`, ["socket.ftp"]],
  ["luasocket.tasks", `require "luasocket.tasks"`, ["luasocket.tasks"]],
  [
    "tasks",
    `(function()
       local methods = {}
       local task = require("luasocket.tasks").spawn(function() end)
       for name, method in pairs(getmetatable(task)) do
         if type(method) == "function" then methods[name] = method end
       end
       return methods
     end)()`,
    ["luasocket.task"],
  ],
  ["mime", `require "mime"`, ["mime", "mime.core"]],
  ["ltn12", `require "ltn12"`, ["ltn12"]],
  ["ltn12.filter", `require("ltn12").filter`, ["ltn12.filters"]],
  ["ltn12.source", `require("ltn12").source`, ["ltn12.sources"]],
  ["ltn12.sink", `require("ltn12").sink`, ["ltn12.sinks"]],
  ["ltn12.pump", `require("ltn12").pump`, ["ltn12.pumps"]],
  [
    "TCP objects",
    methods(`require("socket").tcp()`),
    ["socket.object", "tcp.any", "tcp.master", "tcp.server", "tcp.client"],
  ],
  [
    "UDP objects",
    methods(`require("socket").udp()`),
    ["socket.object", "udp.any", "udp.unconnected", "udp.connected"],
  ],
  [
    "stream objects over paths",
    methods(`require("socket.unix").stream()`),
    ["socket.object", "unixstream.any", "unixstream.master", "unixstream.server", "unixstream.client"],
  ],
  [
    "datagram objects over paths",
    methods(`require("socket.unix").dgram()`),
    ["socket.object", "unixdgram.any", "unixdgram.unconnected", "unixdgram.connected"],
  ],
];

for (const [subject, expression, classes] of SUBJECTS) {
  test(`the annotations name everything of ${subject}, and nothing else`, () => {
    assert.deepEqual(named(...classes), liveNames(expression));
  });
}

test("every annotation file is Lua, is for a module that can be required, and gives it", () => {
  for (const file of files) {
    using lua = createLua({ eventLoop: true });
    const text = readFileSync(join(folder, file), "utf8");
    assert.ok(text.startsWith(`---@meta ${moduleOf(file)}\n`), file);
    lua.load(text);
    lua.require(moduleOf(file));
    assert.match(text, /\nreturn \w+\n$/, file);
  }
});

/** The options that the methods getoption and setoption of a class name, in its annotations. */
function annotatedOptions(owner: string): string[] {
  const text = readFileSync(join(folder, "socket.lua"), "utf8");
  const [, block = ""] =
    new RegExp(`\n---Reads an option\\.((?:(?!\n---Reads).)*?)\nfunction ${owner}:setoption`, "s").exec(
      text,
    ) ?? [];
  const lines = block.split("\n").filter((line) => /@param option |option: /.test(line));
  const options = lines.flatMap((line) => [...line.replace(/, value.*/, "").matchAll(/"([a-z0-9-]+)"/g)]);
  return [...new Set(options.map(([, name]) => name as string))].sort();
}

test("the annotations name every option of TCP and UDP, and no other", () => {
  assert.deepEqual(annotatedOptions("tcp"), [...TCP_OPTIONS.keys()].sort());
  assert.deepEqual(annotatedOptions("udp"), [...UDP_OPTIONS.keys()].sort());
});
