// The other LuaSockets, for Lua programs.
import assert from "node:assert/strict";
import test from "node:test";
import { createLua } from "#src/lua.ts";

const PAIR = `
  local function pair()
    local server = assert(socket.tcp())
    assert(server:bind("127.0.0.1", 0))
    assert(server:listen(1))
    local ip, port = server:getsockname()
    local client = assert(socket.tcp())
    assert(client:connect(ip, port))
    return client, assert(server:accept())
  end
  local client, peer = pair()`;

test("Defold's programs have a global socket on Lua 5.1, before they require anything", () => {
  using lua = createLua({ dialect: "defold" });
  assert.deepEqual(lua.run("return _VERSION, socket._VERSION, require('socket') == socket"), [
    "Lua 5.1",
    "LuaSocket 3.0-rc1",
    true,
  ]);
  assert.deepEqual(
    lua.run(
      `${PAIR} client:send("a line\\n") local line = peer:receive() return line, select("#", client:getsockname())`,
    ),
    ["a line", 3],
  );
});

test("Defold's own module adds sources, sinks and their like", () => {
  using lua = createLua({ dialect: "defold" });
  assert.deepEqual(
    lua.run(`
      local module = require "builtins.scripts.socket"
      ${PAIR}
      local sink = socket.sink("close-when-done", client)
      sink("through a sink")
      sink(nil)
      local source = module.source("until-closed", peer)
      return source(), source(), type(module.choose), type(socket.try)`),
    ["through a sink", undefined, "function", "function"],
  );
});

test("Defold has none of the modules above socket", () => {
  using lua = createLua({ dialect: "defold", env: { LUA_PATH: "" } });
  for (const name of ["mime", "ltn12", "socket.http", "socket.url"]) {
    assert.deepEqual(lua.run("return (pcall(require, ...))", name), [false], name);
  }
});

test("Defold's class errors tell the type, and protect catches tables", () => {
  using lua = createLua({ dialect: "defold" });
  const [message] = lua.run("return select(2, pcall(function() socket.tcp():send('x') end))");
  assert.match(message as string, /tcp\{client\} expected, got userdata/);
  assert.deepEqual(lua.run("return socket.protect(function() error({ 'caught' }) end)()"), [
    undefined,
    "caught",
  ]);
});

test("the first 2.0 receives several patterns and sends several strings", () => {
  for (const version of ["5.4", "5.1"] as const) {
    using lua = createLua({ version, dialect: "2.0" });
    assert.deepEqual(
      lua.run(`
        local socket = require "socket"
        ${PAIR}
        local total, err = client:send("one\\n", "two", 3)
        client:close()
        local line, three, rest, failure = peer:receive("*l", 3, "*l")
        return total, err, line, three, rest, failure`),
      [8, undefined, "one", "two", "3", "closed"],
    );
  }
});
