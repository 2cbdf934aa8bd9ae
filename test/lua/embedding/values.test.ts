import assert from "node:assert/strict";
import test from "node:test";
import { createLua, type LuaFunction, LuaObject, LuaTable, results } from "#src/lua.ts";

const VERSIONS = ["5.4", "5.1"] as const;

for (const version of VERSIONS) {
  test(`plain values go in and come out (Lua ${version})`, () => {
    using lua = createLua({ version });
    const values = [undefined, true, false, 0, -7, 1.5, 1e300, "", "text", "größer ☂ 🜁", "\0 and \0"];
    assert.deepEqual(lua.run("return ...", ...values), values);
    assert.deepEqual(lua.run("return select('#', ...)", null, undefined), [2]);
    assert.deepEqual(lua.run(""), []);
  });

  test(`whole numbers are integers where Lua has them (Lua ${version})`, () => {
    using lua = createLua({ version });
    assert.deepEqual(lua.run("return tostring(...)", 5), ["5"]);
    assert.deepEqual(lua.run("return 5.0, 2^53"), [5, 2 ** 53]);
    assert.ok(Object.is(lua.run("return ...", -0)[0], -0));
    assert.ok(Number.isNaN(lua.run("return 0/0")[0]));
  });

  test(`bytes go in as a string of these bytes, and come out under "buffer" (Lua ${version})`, () => {
    using lua = createLua({ version, encoding: "buffer" });
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const [size, same] = lua.run("return #..., ...", bytes);
    assert.equal(size, 256);
    assert.deepEqual(same, Buffer.from(bytes));
    assert.deepEqual(lua.run("return ...", "é"), [Buffer.from("é")]);
  });

  test(`under "latin1" a character is a byte (Lua ${version})`, () => {
    using lua = createLua({ version, encoding: "latin1" });
    assert.deepEqual(lua.run("return #..., ...", "\u00ff\0é"), [3, "\u00ff\0é"]);
    assert.throws(() => lua.run("return ...", "☂"), /characters beyond Latin-1/);
  });

  test(`text that is not UTF-8 throws instead of being changed (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.run(`s = "a\\255b"`);
    assert.throws(() => lua.get("s"), /not UTF-8/);
    assert.throws(() => lua.run("return ...", "\ud800"), /lone surrogate/);
    assert.deepEqual(lua.run("return #s"), [3]);
  });

  test(`arrays, Maps and plain objects are copied into tables (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.set("config", {
      ports: [80, 443],
      names: new Map<number | boolean, string>([
        [7, "seven"],
        [true, "yes"],
      ]),
      nested: { deep: { empty: [] } },
    });
    assert.deepEqual(
      lua.run(
        "return #config.ports, config.ports[2], config.names[7], config.names[true], #config.nested.deep.empty",
      ),
      [2, 443, "seven", "yes", 0],
    );
  });

  test(`a value without a Lua equivalent is refused, and nothing is left on the stack (Lua ${version})`, () => {
    using lua = createLua({ version });
    const around: unknown[] = [];
    around.push(around);
    for (let round = 0; round < 1000; round += 1) {
      for (const value of [
        new Date(),
        Symbol("s"),
        around,
        { in: { it: new Set() } },
        new Map([[undefined, 1]]),
      ]) {
        assert.throws(() => lua.set("x", value as never));
      }
    }
    assert.throws(() => lua.set("x", new Date() as never), { name: "TypeError", message: /class Date/ });
    assert.throws(() => lua.set("x", around as never), /cyclic/);
    assert.deepEqual(lua.run("return x"), [undefined]);
  });

  test(`a table is a reference, and the same one each time (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.run("t = { 10, 20, name = 'n' }");
    const t = lua.get("t");
    assert.ok(t instanceof LuaTable);
    assert.equal(lua.get("t"), t);
    t.set(3, 30);
    t.set("name", undefined);
    assert.deepEqual(lua.run("return t[3], t.name, t == ..., #t", t), [30, undefined, true, 3]);
    assert.deepEqual(t.toArray(), [10, 20, 30]);
    assert.deepEqual(Object.fromEntries(t), { 1: 10, 2: 20, 3: 30 });
    assert.match(String(t), /^table: 0x/);
  });

  test(`a table can be made JSON (Lua ${version})`, () => {
    using lua = createLua({ version });
    const [t] = lua.run("return { list = { 1, 'two', { 3 } }, empty = {}, [5] = true, fraction = 0.5 }");
    assert.deepEqual(JSON.parse(JSON.stringify(t)), {
      list: [1, "two", [3]],
      empty: {},
      5: true,
      fraction: 0.5,
    });
    // Which of them it meets first, the seed of the hashes decides.
    assert.throws(() => JSON.stringify(lua.globals), /cannot convert .* to JSON|not UTF-8/);
  });

  test(`indexing asks metamethods, and their errors come out (Lua ${version})`, () => {
    using lua = createLua({ version });
    const [t] = lua.run(`return setmetatable({}, {
      __index = function(_, key) if key == "bad" then error("no " .. key, 0) end return key .. "!" end,
      __newindex = function(_, key, value) log = key .. "=" .. tostring(value) end,
      __tostring = function() return "mine" end,
    })`);
    assert.ok(t instanceof LuaTable);
    assert.equal(t.get("x"), "x!");
    t.set("y", 1);
    assert.equal(lua.get("log"), "y=1");
    assert.equal(String(t), "mine");
    assert.throws(() => t.get("bad"), { name: "LuaError", message: "no bad" });
  });

  test(`functions of Lua can be called, with all their results (Lua ${version})`, () => {
    using lua = createLua({ version });
    const [format] = lua.run("return string.format") as [LuaFunction];
    assert.deepEqual(format("%s-%d", "a", 7), ["a-7"]);
    const unpack = lua.load("return ...");
    assert.deepEqual(unpack(1, undefined, "z"), [1, undefined, "z"]);
    assert.deepEqual(lua.run("return ... == string.format", format), [true]);
  });

  test(`functions of JavaScript can be called from Lua (Lua ${version})`, () => {
    using lua = createLua({ version });
    const add = (a: number, b: number) => a + b;
    lua.set("add", add);
    lua.set("both", () => results(undefined, "no"));
    lua.set("none", () => results());
    lua.set("nothing", () => {});
    assert.deepEqual(lua.run("return add(1, 2), add == ...", add), [3, true]);
    assert.deepEqual(lua.run("return both()"), [undefined, "no"]);
    assert.deepEqual(lua.run("return select('#', none()), select('#', nothing())"), [0, 1]);
  });

  test(`userdata is an object with methods (Lua ${version})`, () => {
    using lua = createLua({ version });
    const socket = lua.require("socket") as LuaTable;
    const [server] = (socket.get("bind") as LuaFunction)("127.0.0.1", 0) as [LuaObject];
    assert.ok(server instanceof LuaObject);
    const [ip, port] = server.invoke("getsockname");
    assert.equal(ip, "127.0.0.1");
    assert.ok(typeof port === "number" && port > 0);
    assert.equal(server.get("class"), "tcp{server}");
    assert.throws(() => server.invoke("send", "x"), /tcp\{client\} expected/);
    assert.deepEqual(server.invoke("close"), [1]);
  });

  test(`a value cannot be given to another VM (Lua ${version})`, () => {
    using one = createLua({ version });
    using other = createLua({ version });
    assert.throws(() => other.set("t", one.table()), /another Lua VM/);
    // A function can: to the other VM it is one of JavaScript.
    one.run("count = 0");
    other.set("increase", one.load("count = count + 1 return count"));
    assert.deepEqual(other.run("increase() return increase()"), [2]);
    assert.equal(one.get("count"), 2);
  });

  test(`a module can be written in JavaScript (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.preload("greeting", { hello: (name: string) => `Hello, ${name}` });
    assert.deepEqual(lua.run("return require('greeting').hello('you')"), ["Hello, you"]);
  });
}

test("64-bit integers are bigints where a number would not be exact", () => {
  using lua = createLua();
  assert.deepEqual(lua.run("return math.maxinteger, math.mininteger, 2^53 | 0, 1 << 53 | 1"), [
    2n ** 63n - 1n,
    -(2n ** 63n),
    2n ** 53n,
    2n ** 53n + 1n,
  ]);
  assert.deepEqual(lua.run("return math.type(...), ...", 2n ** 60n), ["integer", 2n ** 60n]);
  assert.throws(() => lua.run("return ...", 2n ** 63n), /does not fit into 64 bits/);
  using old = createLua({ version: "5.1" });
  assert.deepEqual(old.run("return ...", 2n ** 60n), [2 ** 60]);
  assert.throws(() => old.run("return ...", 2n ** 60n + 1n), /not representable as a Lua 5\.1 number/);
});
