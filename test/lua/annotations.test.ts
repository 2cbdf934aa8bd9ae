// The annotations for editors say of every name what it is, and name nothing else.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { createLua } from "#src/lua.ts";
import { Annotations, luacatsFiles, luacatsFolder } from "../support/luacats.ts";

const moduleOf = (file: string): string => file.slice(0, -".lua".length).replaceAll("/", ".");

const annotations = new Annotations();
const named = (classes: readonly string[]): string[] =>
  [...new Set(classes.flatMap((name) => annotations.names(name)))].sort();

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
  ["mime", `require "mime"`, ["mime"]],
  ["ltn12", `require "ltn12"`, ["ltn12"]],
  ["ltn12.filter", `require("ltn12").filter`, ["ltn12.filters"]],
  ["ltn12.source", `require("ltn12").source`, ["ltn12.sources"]],
  ["ltn12.sink", `require("ltn12").sink`, ["ltn12.sinks"]],
  ["ltn12.pump", `require("ltn12").pump`, ["ltn12.pumps"]],
  ["TCP objects", methods(`require("socket").tcp()`), ["tcp.master", "tcp.server", "tcp.client"]],
  ["UDP objects", methods(`require("socket").udp()`), ["udp.unconnected", "udp.connected"]],
  [
    "stream objects over paths",
    methods(`require("socket.unix").stream()`),
    ["unixstream.master", "unixstream.server", "unixstream.client"],
  ],
  [
    "datagram objects over paths",
    methods(`require("socket.unix").dgram()`),
    ["unixdgram.unconnected", "unixdgram.connected"],
  ],
];

for (const [subject, expression, classes] of SUBJECTS) {
  test(`the annotations name everything of ${subject}, and nothing else`, () => {
    assert.deepEqual(named(classes), liveNames(expression));
  });
}

test("every annotation file is Lua, is for a module that can be required, and gives it", () => {
  for (const file of luacatsFiles) {
    using lua = createLua({ eventLoop: true });
    const text = readFileSync(join(luacatsFolder, file), "utf8");
    assert.ok(text.startsWith(`---@meta ${moduleOf(file)}\n`), file);
    lua.load(text);
    lua.require(moduleOf(file));
    assert.match(text, /\nreturn \w+\n$/, file);
  }
});
