import assert from "node:assert/strict";
import test from "node:test";
import { createLua } from "luasocket/lua";

for (const version of ["5.4", "5.1"] as const) {
  test(`setfd refuses what no descriptor can be, rather than take 0, and close it (Lua ${version})`, () => {
    using lua = createLua({ version });
    const source = `
      local value = ...
      local object = require("socket").tcp()
      local ok, message = pcall(function() object:setfd(value) end)
      return ok, tostring(message), object:getfd()`;
    for (const value of [Number.NaN, 2 ** 31, 2 ** 32, 1e300, Number.POSITIVE_INFINITY]) {
      const [ok, message, fd] = lua.run(source, value);
      assert.equal(ok, false);
      assert.match(String(message), /bad argument #1 to 'setfd' \(descriptor expected\)/);
      assert.equal(fd, -1);
    }
    assert.deepEqual(lua.run(source, -1), [true, "nil", -1]);
  });

  test(`select passes over what says a number that no descriptor has (Lua ${version})`, () => {
    using lua = createLua({ version });
    const [, , reason] = lua.run(`
      local object = { getfd = function() return 2 ^ 32 end }
      return require("socket").select(nil, { object }, 0)`);
    assert.equal(reason, "timeout");
  });
}
