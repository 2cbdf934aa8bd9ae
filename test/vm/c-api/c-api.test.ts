import assert from "node:assert/strict";
import { test } from "node:test";
import { LUA_OK, LUA_TNIL, LUA_TTABLE, LUA_YIELD } from "#src/vm/c-api/lua-api.ts";
import { LuaVm } from "#src/vm/lua-vm.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";

for (const version of LUA_VERSIONS) {
  test(`a module in preload is required once (${version})`, () => {
    const vm = LuaVm.create({ version });
    let opened = 0;
    vm.preload("answer", (L) => {
      opened += 1;
      vm.api.createtable(L, 0, 1);
      vm.api.pushinteger(L, 42);
      vm.api.setfield(L, -2, vm.api.cstring("value"));
      return 1;
    });
    vm.loadString(`assert(require("answer") == require("answer")) return require("answer").value`);
    vm.call(0, 1);
    assert.equal(vm.api.toText(vm.L, -1), "42");
    assert.equal(opened, 1);
    vm.close();
  });

  test(`full userdata have a type, methods and a finalizer (${version})`, () => {
    const vm = LuaVm.create({ version });
    const { api } = vm;
    const name = api.cstring("thing{open}");
    const finalized: number[] = [];
    vm.protect((L) => {
      assert.equal(api.newmetatable(L, name), 1);
      api.getfield(L, -1, api.cstring("__name"));
      assert.equal(api.toText(L, -1), version === "5.4" ? "thing{open}" : undefined);
      api.pop(L, 1);
      api.pushcclosure(
        L,
        api.registerFunction((thread) => {
          finalized.push(api.touserdata(thread, 1));
          return 0;
        }),
        0,
      );
      api.setfield(L, -2, api.cstring("__gc"));
      api.pop(L, 1);
      assert.equal(api.newmetatable(L, name), 0);
      const pointer = api.newuserdata(L, 4);
      api.insert(L, -2);
      api.setmetatable(L, -2);
      assert.equal(api.testudata(L, -1, name), pointer);
      assert.equal(api.testudata(L, -1, api.cstring("other")), 0);
      api.settop(L, 0);
      return 0;
    });
    vm.collectGarbage();
    assert.equal(finalized.length, 1);
    vm.close();
  });

  test(`the stack is moved as the manual says (${version})`, () => {
    const { api, L } = LuaVm.create({ version });
    for (const value of [1, 2, 3]) {
      api.pushinteger(L, value);
    }
    api.insert(L, 1);
    api.remove(L, 2);
    assert.deepEqual([api.tonumber(L, 1), api.tonumber(L, 2), api.gettop(L)], [3, 2, 2]);
    api.createtable(L, 0, 0);
    api.pushinteger(L, 7);
    api.rawseti(L, -2, 1);
    assert.equal(api.rawlen(L, -1), 1);
    api.rawgeti(L, -1, 1);
    assert.equal(api.tonumber(L, -1), 7);
    api.pop(L, 1);
    const ref = api.ref(L, api.registryIndex);
    api.rawgeti(L, api.registryIndex, ref);
    assert.equal(api.type(L, -1), LUA_TTABLE);
    api.unref(L, api.registryIndex, ref);
    api.getglobal(L, api.cstring("absent"));
    assert.equal(api.type(L, -1), LUA_TNIL);
  });

  test(`a function sees its upvalues (${version})`, () => {
    const { api, L } = LuaVm.create({ version });
    api.pushText(L, "first");
    api.pushText(L, "second");
    const fn = api.registerFunction((thread) => {
      api.pushvalue(thread, api.upvalueindex(2));
      return 1;
    });
    api.pushcclosure(L, fn, 2);
    assert.equal(api.pcall(L, 0, 1, 0), LUA_OK);
    assert.equal(api.toText(L, -1), "second");
  });

  test(`a thread yields from a function and is resumed with its results (${version})`, () => {
    const vm = LuaVm.create({ version });
    const { api, L } = vm;
    const wait = api.registerFunction((thread) => {
      assert.equal(api.isyieldable(thread), true);
      api.settop(thread, 1);
      return api.yield(thread, 1);
    });
    api.pushcclosure(L, wait, 0);
    api.setglobal(L, api.cstring("wait"));
    vm.protect((main) => {
      assert.equal(api.isyieldable(main), false);
      return 0;
    });
    const thread = api.newthread(L);
    vm.loadString(`return "got " .. wait("question")`);
    api.xmove(L, thread, 1);
    assert.equal(api.resume(thread, L, 0), LUA_YIELD);
    assert.equal(api.resumeResults(thread), 1);
    assert.equal(api.toText(thread, -1), "question");
    api.pop(thread, 1);
    api.pushText(thread, "answer");
    assert.equal(api.resume(thread, L, 1), LUA_OK);
    assert.equal(api.toText(thread, -1), "got answer");
    vm.close();
  });
}

test("the example of LuaVm works", () => {
  const vm = LuaVm.create({ version: "5.1" });
  vm.loadString("return ... * 2");
  vm.api.pushnumber(vm.L, 21);
  vm.call(1, 1);
  assert.equal(vm.api.tonumber(vm.L, -1), 42);
  vm.close();
});

test("several VMs live side by side, of one version and of both", () => {
  const vms = (["5.4", "5.1", "5.4"] as const).map((version) => LuaVm.create({ version }));
  for (const [index, vm] of vms.entries()) {
    vm.api.pushinteger(vm.L, index);
    vm.api.setglobal(vm.L, vm.api.cstring("index"));
  }
  const [first, second] = vms as [LuaVm, LuaVm, LuaVm];
  // An error in a VM that is called from another one's function stays inside it.
  const inner = first.api.registerFunction((L) => {
    second.loadString(`return _VERSION .. tostring(pcall(error, "inner"))`);
    second.call(0, 1);
    first.api.pushText(L, second.api.toText(second.L, -1) as string);
    return 1;
  });
  first.api.pushcclosure(first.L, inner, 0);
  first.api.setglobal(first.L, first.api.cstring("inner"));
  first.loadString(`return tostring(pcall(error, "outer")) .. inner()`);
  first.call(0, 1);
  assert.equal(first.api.toText(first.L, -1), "falseLua 5.1false");
  for (const [index, vm] of vms.entries()) {
    vm.loadString("return index");
    vm.call(0, 1);
    assert.equal(vm.api.tonumber(vm.L, -1), index);
    vm.close();
  }
});
