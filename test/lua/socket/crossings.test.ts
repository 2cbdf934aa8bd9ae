// Nothing is left behind by what crosses between Lua and JavaScript, however often it does.
import assert from "node:assert/strict";
import test from "node:test";
import { createLua, type Lua } from "#src/lua.ts";
import { collectUntil } from "../../support/collect.ts";
import { openSockets } from "../../support/open-sockets.ts";
import { Program } from "../../support/program.ts";

const ERRORS = 1_000_000;
const SOCKETS = 100_000;

/** What Lua has allocated, in KiB, when all garbage is gone. */
const luaSize = (lua: Lua): number =>
  lua.run("collectgarbage() collectgarbage() return collectgarbage('count')")[0] as number;

/** Runs `script` many times; what Lua holds and which descriptors are open must be as before. */
async function leavesNothing(lua: Lua, script: string, rounds: number): Promise<void> {
  const run = lua.load(`local rounds = ... local socket = require "socket" ${script}`);
  run(rounds / 100);
  const [size, sockets] = [luaSize(lua), openSockets()];
  run(rounds);
  // What JavaScript has had is let go when its own garbage is collected.
  await collectUntil(() => luaSize(lua) < size + 64);
  assert.equal(openSockets(), sockets);
}

for (const version of ["5.4", "5.1"] as const) {
  test(`${ERRORS} errors of socket functions leave nothing (Lua ${version})`, async () => {
    using lua = createLua({ version });
    await leavesNothing(
      lua,
      `local udp, tcp, select = socket.udp4(), socket.tcp4(), socket.select
       local bad = { getfd = function() error("from Lua") end }
       local protected = socket.protect(function() socket.try(nil, "failed") end)
       for _ = 1, rounds / 5 do
         pcall(tcp.send, tcp, "x") -- wrong class
         pcall(tcp.receive) -- no object
         pcall(udp.settimeout, udp, {}) -- wrong argument
         pcall(select, { bad }) -- an error of Lua, through a function of ours
         protected() -- an exception of LuaSocket's
       end
       udp:close() tcp:close()`,
      ERRORS,
    );
  });

  test(`${ERRORS / 10} exceptions of JavaScript leave nothing (Lua ${version})`, async () => {
    using lua = createLua({ version });
    lua.set("fail", () => {
      throw new Error("from JavaScript");
    });
    lua.set("nested", () => lua.run("error('from Lua', 0)"));
    await leavesNothing(
      lua,
      `for _ = 1, rounds / 2 do
         assert(not pcall(fail))
         assert(not pcall(coroutine.wrap(function() nested() end)))
       end`,
      ERRORS / 10,
    );
  });

  test(`${SOCKETS} lost sockets are collected (Lua ${version})`, async () => {
    using lua = createLua({ version });
    await leavesNothing(
      lua,
      `for round = 1, rounds / 2 do
         assert(socket.tcp4()) assert(socket.udp4())
       end
       collectgarbage() collectgarbage()`,
      SOCKETS,
    );
  });

  test(`lost sockets do not use up the descriptors, beside many that are in use (Lua ${version})`, async (t) => {
    const script = `
      local socket, kept = require "socket", {}
      for index = 1, 60 do kept[index] = assert(socket.tcp4()) end
      for index = 1, 3000 do assert(socket.tcp4()) end
      print("done")`;
    const command = `ulimit -n 128 && exec "$0" dist/bundle/cli.js --lua ${version} -e "$1"`;
    const program = new Program(t, ["sh", "-c", command, process.execPath, script]);
    assert.equal(await program.ends(), 0, program.stderr);
    assert.equal(program.stdout.toString(), "done\n");
  });

  test(`memory that grows during a call moves nothing under it (Lua ${version})`, () => {
    using lua = createLua({ version });
    // Strings of the sizes at which buffers and memory grow, sent, received, and compared.
    assert.deepEqual(
      lua.run(`
        local socket = require "socket"
        local server = assert(socket.bind("127.0.0.1", 0))
        local ip, port = server:getsockname()
        local client = assert(socket.connect(ip, port))
        local peer = assert(server:accept())
        client:settimeout(0) peer:settimeout(0)
        local wrong, kept = 0, {}
        for round = 1, 40 do
          local text = ("%08d"):format(round):rep(40000 + round * 1000)
          local sent, parts = 0, {}
          while sent < #text do
            local last, err, partial = client:send(text, sent + 1)
            sent = last or partial
            repeat
              -- What is kept makes memory grow between receiving and pushing.
              local data, failure, some = peer:receive(65536)
              parts[#parts + 1] = data or some
              kept[#kept + 1] = ("k"):rep(30000 + #kept)
            until not data
          end
          local got = table.concat(parts)
          if #got < #text then
            peer:settimeout(5)
            got = got .. (peer:receive(#text - #got) or "")
            peer:settimeout(0)
          end
          if got ~= text then wrong = wrong + 1 end
        end
        return wrong`),
      [0],
    );
  });
}
