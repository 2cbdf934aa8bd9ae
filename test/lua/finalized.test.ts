import assert from "node:assert/strict";
import test from "node:test";
import { createLua } from "luasocket/lua";
import { collectGarbage } from "../support/collect.js";

const SOCKETS = `
  local socket = require "socket"
  for _ = 1, 5000 do socket.tcp():close() end
  collectgarbage() collectgarbage()`;

for (const version of ["5.4", "5.1"] as const) {
  test(`sockets that were closed and collected leave nothing behind (Lua ${version})`, () => {
    using lua = createLua({ version });
    const heapAfter = (times: number): number => {
      for (let time = 0; time < times; time++) lua.run(SOCKETS);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heapAfter(2);
    // A hundred bytes for each would be five millions.
    const growth = heapAfter(10) - before;
    assert.ok(growth < 2.5e6, `${growth} bytes for 50,000 sockets`);
  });
}
