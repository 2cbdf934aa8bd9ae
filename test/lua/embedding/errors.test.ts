import assert from "node:assert/strict";
import test from "node:test";
import { createLua, LuaError, LuaExit, LuaTable } from "#src/lua.ts";

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (thrown) {
    return thrown;
  }
  return assert.fail("nothing was thrown");
}

for (const version of ["5.4", "5.1"] as const) {
  test(`an error has its message, object and traceback (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.load("function fail() error('größer') end fail()", "@script.lua");
    const error = thrownBy(lua.load("function fail() error('größer') end fail()", "@script.lua"));
    assert.ok(error instanceof LuaError);
    assert.equal(error.message, "script.lua:1: größer");
    assert.equal(error.value, "script.lua:1: größer");
    assert.match(error.traceback, /^stack traceback:\n.*script\.lua:1: in/s);
  });

  test(`an error object comes out as it is, and goes back into Lua as it is (Lua ${version})`, () => {
    using lua = createLua({ version });
    const error = thrownBy(() => lua.run("error({ code = 7 })"));
    assert.ok(error instanceof LuaError && error.value instanceof LuaTable);
    assert.equal(error.value.get("code"), 7);
    assert.equal(error.message, "(error object is a table value)");
    lua.set("fail", () => lua.run("error({ code = 8 })"));
    assert.deepEqual(lua.run("local ok, e = pcall(fail) return ok, e.code"), [false, 8]);
    const named = thrownBy(() =>
      lua.run("error(setmetatable({}, { __tostring = function() return 'mine' end }))"),
    );
    assert.equal((named as Error).message, "mine");
  });

  test(`an exception of JavaScript is an error in Lua, and comes out as the cause (Lua ${version})`, () => {
    using lua = createLua({ version });
    const cause = new RangeError("too far");
    lua.set("go", () => {
      throw cause;
    });
    assert.deepEqual(lua.run("return pcall(go)"), [false, "too far"]);
    const error = thrownBy(() => lua.run("go()"));
    assert.ok(error instanceof LuaError);
    assert.equal(error.message, "(run):1: too far");
    assert.equal(error.cause, cause);
    // Only where it is that exception.
    assert.equal((thrownBy(() => lua.run("pcall(go) error('other')")) as Error).cause, undefined);
  });

  test(`an error whose message is not UTF-8 comes out (Lua ${version})`, () => {
    using lua = createLua({ version });
    const error = thrownBy(() => lua.run("error('a\\255', 0)"));
    assert.ok(error instanceof LuaError);
    assert.deepEqual(error.value, Buffer.from([0x61, 0xff]));
  });

  test(`what does not compile says where (Lua ${version})`, () => {
    using lua = createLua({ version });
    assert.throws(() => lua.load("x = = 1", "@config.lua"), {
      name: "LuaError",
      message: /^config\.lua:1: /,
    });
    assert.throws(() => lua.runFile("/nowhere.lua"), { name: "LuaError", message: /cannot open/ });
  });

  test(`Lua and JavaScript call each other without end only until Lua says so (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.set("back", () => lua.run("back()"));
    assert.throws(() => lua.run("back()"), { name: "LuaError", message: /overflow/ });
    assert.deepEqual(lua.run("return 'still here'"), ["still here"]);
  });

  test(`errors inside a coroutine that calls JavaScript stay inside it (Lua ${version})`, () => {
    using lua = createLua({ version });
    lua.set("inner", () => lua.run("error('deep', 0)"));
    assert.deepEqual(
      lua.run("local co = coroutine.create(function() inner() end) return coroutine.resume(co)"),
      [false, "deep"],
    );
    // What the nested code sees as its thread is the coroutine.
    lua.set("thread", () => lua.run("return coroutine.running() ~= nil")[0]);
    assert.deepEqual(lua.run("return coroutine.wrap(function() return thread() end)()"), [true]);
  });

  test(`os.exit ends the program and not the process (Lua ${version})`, () => {
    using lua = createLua({ version });
    const exit = thrownBy(() => lua.run("pcall(os.exit, 3)"));
    assert.ok(exit instanceof LuaExit);
    assert.equal(exit.code, 3);
    assert.throws(() => lua.run("return 1"), /ended with os\.exit/);
  });

  test(`after close everything says so, and closing again does nothing (Lua ${version})`, () => {
    const lua = createLua({ version });
    const table = lua.table({ a: 1 });
    const fn = lua.load("return 1");
    lua.close();
    lua.close();
    for (const use of [() => lua.run("return 1"), () => table.get("a"), fn, () => String(table)]) {
      assert.throws(use, /the Lua VM is closed/);
    }
  });

  test(`a memory limit is an error in Lua, and the VM goes on (Lua ${version})`, () => {
    using lua = createLua({ version, memoryLimitBytes: 24 * 1024 * 1024 });
    assert.throws(() => lua.run("return ('x'):rep(64 * 1024 * 1024)"), /not enough memory/);
    assert.throws(() => lua.set("s", Buffer.alloc(64 * 1024 * 1024)), /not enough memory/);
    assert.deepEqual(lua.run("return #('x'):rep(1024)"), [1024]);
  });
}

for (const version of ["5.4", "5.1"] as const) {
  test(`code that a VM runs cannot close it (Lua ${version})`, () => {
    const lua = createLua({ version });
    lua.set("close", () => lua.close());
    assert.throws(() => lua.run("close()"), /cannot close a Lua VM from code that it runs/);
    const trap = {
      get field(): number {
        lua.close();
        return 1;
      },
    };
    assert.throws(() => lua.set("x", trap), /cannot close a Lua VM from code that it runs/);
    assert.deepEqual(lua.run("return 1, x"), [1, undefined]);
    lua.close();
  });

  test(`hostile values throw at the call and leave the VM as it was (Lua ${version})`, () => {
    using lua = createLua({ version });
    let deep: unknown[] = [];
    for (let level = 0; level < 200_000; level += 1) deep = [deep];
    const detached = new Uint8Array(8);
    structuredClone(detached, { transfer: [detached.buffer] });
    class Odd extends Map<string, string> {
      override *[Symbol.iterator](): MapIterator<[string, string]> {
        yield 7 as never;
      }
    }
    const thrower = {
      get field(): never {
        throw new RangeError("from a getter");
      },
    };
    const lying = Object.defineProperty(new Uint8Array(4), "length", { value: 1e9 });
    for (const value of [deep, detached, new Odd([["a", "b"]]), thrower, new (class {})()]) {
      assert.throws(() => lua.set("x", value as never));
    }
    assert.throws(() => lua.set("x", thrower), { name: "RangeError", message: "from a getter" });
    lua.set("x", lying);
    assert.deepEqual(lua.run("return #x"), [4]);
    // A getter may use the VM meanwhile.
    lua.set("y", {
      get field() {
        return lua.run("return 'inside'")[0] as string;
      },
    });
    assert.deepEqual(lua.run("return y.field"), ["inside"]);
  });
}

test("options that are none are refused", () => {
  assert.throws(() => createLua({ version: "5.3" as never }), /"5\.4" or "5\.1"/);
  assert.throws(() => createLua({ dialect: "4" as never }), /dialect/);
  assert.throws(() => createLua({ encoding: "utf16" as never }), /encoding/);
});
