// What the types of "luasocket/lua" promise. Compiling is the test; that they can be called is another's.
import assert from "node:assert/strict";
import test from "node:test";
import { createLua, type Lua, type LuaFunction, LuaTable, type LuaValue, results } from "#src/lua.ts";

test("strings are what the encoding says", () => {
  using text = createLua();
  using bytes = createLua({ encoding: "buffer" });
  const asText: Lua<string> = text;
  const asBytes: Lua<Buffer> = bytes;
  const [value]: LuaValue<string>[] = asText.run("return 'x'");
  const [data]: LuaValue<Buffer>[] = asBytes.run("return 'x'");
  // @ts-expect-error under "buffer" a string of Lua is a Buffer
  const wrong: LuaValue<string>[] = asBytes.run("return 'x'");
  assert.ok(typeof value === "string" && Buffer.isBuffer(data) && wrong.length === 1);
});

test("only what Lua has values for can be given", () => {
  using lua = createLua();
  lua.set("all", {
    list: [1, 2n, "three", Uint8Array.of(4), new Map([[true, null]])],
    f: (n: number) => results(n, undefined),
  });
  // @ts-expect-error a Date is no value of Lua
  assert.throws(() => lua.set("date", new Date()));
  // @ts-expect-error a symbol is no value of Lua
  assert.throws(() => lua.run("", Symbol("s")));
});

test("values are told apart by their types", () => {
  using lua = createLua();
  const [table, fn] = lua.run("return { 1 }, print");
  if (table instanceof LuaTable) {
    const length: number = table.length;
    assert.equal(length, 1);
  }
  if (typeof fn === "function") {
    const callable: LuaFunction = fn;
    assert.equal(typeof callable, "function");
  }
});

test("options have their values", () => {
  // @ts-expect-error there is no such version
  assert.throws(() => createLua({ version: "5.2" }));
  // @ts-expect-error there is no such encoding
  assert.throws(() => createLua({ encoding: "ascii" }));
});
