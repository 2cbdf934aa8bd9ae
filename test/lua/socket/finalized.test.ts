import assert from "node:assert/strict";
import test from "node:test";
import { createLua } from "luasocket/lua";
import { collectGarbage } from "../../support/collect.ts";

/** All at once, so that each has a place of its own in the VM's memory. */
const SOCKETS = `
  local socket, all = require "socket", {}
  for at = 1, 20000 do all[at] = socket.tcp() end
  all = nil
  collectgarbage() collectgarbage()`;

for (const version of ["5.4", "5.1"] as const) {
  test(`sockets that were closed and collected leave nothing behind (Lua ${version})`, () => {
    using lua = createLua({ version });
    const heap = (): number => {
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    lua.run('require "socket"');
    const before = heap();
    lua.run(SOCKETS);
    const growth = heap() - before;
    // Kept, they are ten millions and more.
    assert.ok(growth < 4e6, `${growth} bytes for 20,000 sockets`);
  });
}
