import assert from "node:assert/strict";
import { test } from "node:test";
import { LuaVm } from "#src/vm/lua-vm.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";

const MIB = 1024 * 1024;

for (const version of LUA_VERSIONS) {
  test(`views and listeners are refreshed when the memory grows (${version})`, () => {
    const vm = LuaVm.create({ version });
    const { api, L } = vm;
    const before = api.memory.bytes;
    let seenByListener = 0;
    api.memory.onGrow(() => {
      seenByListener = api.memory.bytes.length;
    });
    api.pushBytes(L, new Uint8Array(24 * MIB).fill(7));
    assert.equal(before.length, 0);
    assert.ok(seenByListener > 24 * MIB);
    const pointer = api.tolstring(L, -1, api.sizeOut);
    assert.equal(api.size(), 24 * MIB);
    assert.equal(api.memory.bytes[pointer], 7);
    assert.equal(api.memory.bytes[pointer + api.size() - 1], 7);
    vm.close();
  });

  test(`strings cross byte for byte, short and long (${version})`, () => {
    const vm = LuaVm.create({ version });
    const { api, L } = vm;
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    for (const repeat of [0, 1, 4, 5, 20_000]) {
      const text = Buffer.from(bytes).toString("latin1").repeat(repeat);
      api.pushText(L, text);
      assert.equal(api.toText(L, -1), text);
      api.pushBytes(L, Buffer.from(text, "latin1"));
      assert.equal(api.rawequal(L, -1, -2), 1);
      api.pop(L, 2);
    }
    vm.close();
  });

  test(`a memory limit is a Lua error that can be caught, and the VM stays usable (${version})`, () => {
    const vm = LuaVm.create({ version, memoryLimitBytes: 20 * MIB });
    vm.loadString(`
      local ok, message = pcall(string.rep, "x", 64 * 1024 * 1024)
      assert(not ok and message == "not enough memory", message)
      return #string.rep("x", 1024)`);
    vm.call(0, 1);
    assert.equal(vm.api.tonumber(vm.L, -1), 1024);
    vm.close();
  });

  test(`C strings are interned (${version})`, () => {
    const vm = LuaVm.create({ version });
    assert.equal(vm.api.cstring("name"), vm.api.cstring("name"));
    assert.equal(vm.api.memory.readCString(vm.api.cstring("näme")).toString(), "näme");
    vm.close();
  });
}
