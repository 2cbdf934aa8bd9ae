// Engines that a program has made with the packages themselves.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import test from "node:test";
import { type Engine, install } from "#src/lua.ts";
import { openSockets } from "../../support/open-sockets.ts";

interface RunningEngine extends Engine {
  readonly global: Engine["global"] & { close(): void };
  doStringSync(code: string): unknown;
  doString(code: string): Promise<unknown>;
}

interface Wasmoon {
  readonly LuaFactory: new () => { createEngine(options?: object): Promise<RunningEngine> };
}

interface Wasmoon51 {
  readonly Lua: { create(): Promise<RunningEngine> };
}

const require = createRequire(import.meta.url);
const { LuaFactory } = require("wasmoon") as Wasmoon;
const { Lua } = require("wasmoon-lua5.1") as Wasmoon51;

const ENGINES = [
  ["wasmoon", () => new LuaFactory().createEngine()],
  ["wasmoon-lua5.1", () => Lua.create()],
] as const;

const EXCHANGE = `
  local socket = require "socket"
  local server = assert(socket.bind("127.0.0.1", 0))
  local ip, port = server:getsockname()
  local client = assert(socket.connect(ip, port))
  local peer = assert(server:accept())
  assert(client:send(("x"):rep(100000) .. "\\r\\n\\0\\255"))
  local line = assert(peer:receive("*l"))
  local binary = assert(peer:receive(2))
  client:close()
  local _, ended = peer:receive()
  return table.concat({ #line, binary:byte(1), binary:byte(2), ended }, " ")`;

for (const [name, create] of ENGINES) {
  test(`LuaSocket works in an engine of ${name}, bytes exact`, async () => {
    const engine = await create();
    install(engine);
    assert.equal(engine.doStringSync(EXCHANGE), "100000 0 255 closed");
    assert.equal(await engine.doString(EXCHANGE), "100000 0 255 closed");
    engine.global.close();
  });

  test(`the memory of an engine of ${name} may grow between and during calls`, async () => {
    const engine = await create();
    install(engine);
    engine.doStringSync(`big = ("y"):rep(40 * 1024 * 1024)`);
    assert.equal(engine.doStringSync(EXCHANGE), "100000 0 255 closed");
    assert.equal(
      engine.doStringSync(`
        local socket = require "socket"
        local server = assert(socket.bind("127.0.0.1", 0))
        local ip, port = server:getsockname()
        local client = assert(socket.connect(ip, port))
        local peer = assert(server:accept())
        client:settimeout(0)
        peer:settimeout(0)
        local block, sent, parts = ("0123456789abcdef"):rep(65536), 0, {}
        while sent < 48 * 1024 * 1024 do
          local last, err, partial = client:send(block)
          sent = sent + (last or partial)
          local all, err, some = peer:receive("*a")
          parts[#parts + 1] = all or some
        end
        client:close()
        peer:settimeout(10)
        parts[#parts + 1] = peer:receive("*a")
        return #table.concat(parts) == sent`),
      true,
    );
    engine.global.close();
  });

  test(`errors in an engine of ${name} are Lua's, and closing it closes its sockets`, async () => {
    const before = openSockets();
    const engine = await create();
    install(engine);
    assert.equal(
      engine.doStringSync(`
        local socket = require "socket"
        kept = assert(socket.bind("127.0.0.1", 0))
        local ok, message = pcall(function() kept:settimeout({}) end)
        local f = socket.protect(function() socket.try(nil, "refused") end)
        return message:match("bad argument.*") .. ", " .. select(2, f())`),
      "bad argument #1 to 'settimeout' (number expected, got table), refused",
    );
    assert.equal(openSockets(), before + 1);
    engine.global.close();
    assert.equal(openSockets(), before);
  });

  test(`a dialect can be installed in an engine of ${name}`, async () => {
    const engine = await create();
    install(engine, { dialect: "defold" });
    assert.equal(engine.doStringSync("return socket._VERSION"), "LuaSocket 3.0-rc1");
    engine.global.close();
  });
}

test("what is no engine, or has no package library, is refused", async () => {
  for (const value of [undefined, {}, { global: {} }, { global: { address: 1, lua: { module: {} } } }]) {
    assert.throws(() => install(value as never), { name: "TypeError", message: /not an engine of wasmoon/ });
  }
  const engine = await new LuaFactory().createEngine({ openStandardLibs: false });
  assert.throws(() => install(engine), /package library/);
});
