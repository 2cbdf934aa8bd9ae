import assert from "node:assert/strict";
import { test } from "node:test";
import { LuaError } from "#src/vm/lua-error.ts";
import { LuaVm } from "#src/vm/lua-vm.ts";
import { LuaExit } from "#src/vm/runtime/unwind.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";
import { testSameAsNative } from "../../support/same-as-native.ts";

for (const version of LUA_VERSIONS) {
  test(`a JavaScript exception becomes a Lua error with its position (${version})`, () => {
    const vm = LuaVm.create({ version });
    setGlobal(vm, "fail", () => {
      throw new TypeError("cannot do that: ä");
    });
    assert.equal(
      evaluate(vm, `return select(2, pcall(function() fail() end))`),
      "chunk:1: cannot do that: Ã¤",
    );
    vm.close();
  });

  test(`100,000 caught errors leave no trace in memory (${version})`, () => {
    const vm = LuaVm.create({ version });
    setGlobal(vm, "fail", () => {
      throw new Error("no");
    });
    setGlobal(vm, "refuse", (L) => vm.api.argerror(L, 1, vm.api.cstring("refused")));
    const rounds = `for i = 1, 100000 do pcall(error, "x") pcall(fail) pcall(refuse, 1) end`;
    evaluate(vm, `for i = 1, 1000 do pcall(error, "x") pcall(fail) pcall(refuse, 1) end`);
    const before = { size: vm.api.memory.bytes.length, used: luaKilobytes(vm) };
    evaluate(vm, rounds);
    assert.equal(vm.api.memory.bytes.length, before.size);
    assert.ok(luaKilobytes(vm) - before.used < 1, "Lua's own count of memory grew");
    vm.close();
  });

  test(`finally runs when a Lua error leaves a JavaScript function (${version})`, () => {
    const vm = LuaVm.create({ version });
    let released = 0;
    setGlobal(vm, "guarded", (L) => {
      try {
        return vm.api.checknumber(L, 1);
      } finally {
        released += 1;
      }
    });
    assert.match(
      evaluate(vm, `return select(2, pcall(guarded, {}))`),
      /^bad argument #1 to '.*' \(number expected, got table\)$/,
    );
    assert.equal(released, 1);
    vm.close();
  });

  test(`endless nesting of Lua and JavaScript ends in a clean error (${version})`, () => {
    const vm = LuaVm.create({ version });
    setGlobal(vm, "again", (L) => {
      vm.api.getglobal(L, vm.api.cstring("nest"));
      vm.api.call(L, 0, 0);
      return 0;
    });
    const script = `
      function nest() again() end
      local ok, message = pcall(nest)
      return tostring(ok) .. " " .. tostring(message):match("[%a ]*stack overflow")`;
    for (let round = 0; round < 3; round += 1) {
      assert.match(evaluate(vm, script), /^false .*C stack overflow$/);
    }
    vm.close();
  });

  test(`an uncaught error is thrown with its traceback (${version})`, () => {
    const vm = LuaVm.create({ version });
    vm.loadString("local function f() error('deep') end f()", "=chunk");
    assert.throws(
      () => vm.call(0, 0),
      (thrown) =>
        thrown instanceof LuaError &&
        thrown.message === "chunk:1: deep" &&
        thrown.traceback.startsWith("stack traceback:\n\t[C]: in function 'error'\n\tchunk:1: in "),
    );
    assert.throws(() => vm.loadString("x = = 1", "=chunk"), {
      name: "LuaError",
      message: /^chunk:1: unexpected symbol/,
    });
    assert.equal(vm.api.gettop(vm.L), 0);
    vm.close();
  });

  test(`os.exit ends in LuaExit, past every pcall, when the host goes on (${version})`, () => {
    const codes: number[] = [];
    const vm = LuaVm.create({ version, onExit: (code) => codes.push(code) });
    vm.loadString("pcall(function() os.exit(9) end) error('not reached')");
    assert.throws(
      () => vm.call(0, 0),
      (thrown) => thrown instanceof LuaExit && thrown.code === 9,
    );
    assert.deepEqual(codes, [9]);
    vm.close();
  });
}

testSameAsNative([
  {
    name: "an error prints its traceback",
    script: `local function f() error("x") end local function g() f() end g()`,
  },
  { name: "an error at level 2", script: `local function f() error("x", 2) end\nf()` },
  { name: "a table as error object", script: `error({})` },
  {
    name: "an error object with __tostring",
    script: `error(setmetatable({}, { __tostring = function() return "text" end }))`,
  },
  { name: "nil as error object", script: `error()` },
  { name: "a number as error object", script: `error(42)` },
  { name: "a message is printed up to its zero byte", script: String.raw`error("a\0b")` },
  { name: "a syntax error", script: `x = = 1` },
  { name: "an error in a coroutine", script: `coroutine.wrap(function() error("inside") end)()` },
  { name: "an arithmetic error names the variable", script: `local t = {} print(t.x + 1)` },
  { name: "a C function names itself", script: `string.rep()` },
  {
    name: "runaway recursion is an error",
    script: `local function f() return 1 + f() end local ok, m = pcall(f) print(ok, (m:match("stack overflow")))`,
  },
  {
    name: "runaway pattern matching and sorting are errors",
    script: `
      print(pcall(string.match, ("a"):rep(300000), ("(a)"):rep(40)))
      print(pcall(table.sort, { 3, 1, 2, 5, 4 }, function() return true end))`,
  },
]);

function setGlobal(vm: LuaVm, name: string, fn: (L: number) => number): void {
  vm.api.pushcclosure(vm.L, vm.api.registerFunction(fn), 0);
  vm.api.setglobal(vm.L, vm.api.cstring(name));
}

function evaluate(vm: LuaVm, source: string): string {
  vm.loadString(source, "=chunk");
  vm.call(0, 1);
  const text = vm.api.toText(vm.L, -1) ?? "nil";
  vm.api.pop(vm.L, 1);
  return text;
}

function luaKilobytes(vm: LuaVm): number {
  vm.collectGarbage();
  vm.collectGarbage();
  return Number(evaluate(vm, `return collectgarbage("count")`));
}
