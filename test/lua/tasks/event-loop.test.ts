// Lua in Node's event loop: what waits, lets others run.
import assert from "node:assert/strict";
import test from "node:test";
import v8 from "node:v8";
import { createLua, type EventLoopLua, type EventLoopLuaOptions, LuaError, LuaExit } from "luasocket/lua";
import { SpawnedTask } from "#src/lua/tasks/spawned-tasks.ts";
import { LUA_VERSIONS } from "../../support/lua-commands.ts";
import { openSockets } from "../../support/open-sockets.ts";

/** `pair()` in Lua gives two ends of a connection, `pause()` waits for a moment. */
const PRELUDE = `
  socket = require "socket"
  tasks = require "luasocket.tasks"
  function pair()
    local server = assert(socket.bind("127.0.0.1", 0))
    local ip, port = server:getsockname()
    local accepting = tasks.spawn(function() return server:accept() end)
    local client = assert(socket.connect(ip, port))
    local peer = accepting:join()
    server:close()
    return client, peer
  end
`;

for (const version of LUA_VERSIONS) {
  const create = async (options: Partial<EventLoopLuaOptions> = {}): Promise<EventLoopLua> => {
    const lua = createLua({ ...options, version, eventLoop: true });
    await lua.run(PRELUDE);
    return lua as EventLoopLua;
  };
  const name = (behaviour: string): string => `${behaviour} (Lua ${version})`;

  test(name("programs wait side by side"), async () => {
    using lua = await create();
    const order: unknown[] = [];
    lua.set("note", (what: unknown) => void order.push(what));
    const waiting = [3, 1, 2].map((n) =>
      lua.run("local n = ... note(n) repeat socket.sleep(0.001) until may_end return n", n),
    );
    while (order.length < 3) await new Promise(setImmediate);
    assert.deepEqual(order, [3, 1, 2]);
    await lua.run("may_end = true");
    assert.deepEqual(await Promise.all(waiting), [[3], [1], [2]]);
  });

  test(name("a server and its client run in one thread"), async () => {
    using lua = await create();
    const [answer, err, partial] = await lua.run(`
      local client, peer = pair()
      local serving = tasks.spawn(function()
        local line = peer:receive()
        while line do
          peer:send(line:upper() .. "\\n")
          line = peer:receive()
        end
        peer:send("rest")
        peer:close()
        return "served"
      end)
      client:send("hello\\n")
      local answer = client:receive()
      client:shutdown("send")
      local _, err, partial = client:receive()
      assert(serving:join() == "served")
      client:close()
      return answer, err, partial
    `);
    assert.deepEqual([answer, err, partial], ["HELLO", "closed", "rest"]);
  });

  test(name("coroutines of a program give values while calls in them wait"), async () => {
    using lua = await create();
    const values = await lua.run(`
      local function numbers(n)
        return coroutine.wrap(function()
          for i = 1, n do
            socket.sleep(0.001)
            coroutine.yield(i, nil, i * i)
            socket.sleep(0.001)
          end
        end)
      end
      local function pairs_of(n)
        return coroutine.wrap(function()
          for a, none, b in numbers(n) do
            socket.sleep(0.001)
            assert(none == nil)
            coroutine.yield(a + b)
          end
        end)
      end
      local sum = 0
      for value in pairs_of(4) do sum = sum + value end
      local co = coroutine.create(function(...)
        local count = select("#", ...)
        socket.sleep(0.001)
        return count, ...
      end)
      return sum, coroutine.resume(co, nil, 2, nil)
    `);
    assert.deepEqual(values, [40, true, 3, undefined, 2, undefined]);
  });

  test(name("a coroutine that waits cannot be resumed by another task"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local co = coroutine.create(function() socket.sleep(0.05) return "done" end)
      local resuming = tasks.spawn(function() return coroutine.resume(co) end)
      socket.sleep(0.01)
      local status = coroutine.status(co)
      local ok, err = coroutine.resume(co, "intruder")
      return status, ok, err, resuming:join()
    `);
    const complaint = `cannot resume ${version === "5.1" ? "normal" : "non-suspended"} coroutine`;
    assert.deepEqual(results, ["normal", false, complaint, true, "done"]);
  });

  test(name("the main thread of a program looks like one"), async () => {
    using lua = await create();
    const [error] = await lua.run("return select(2, pcall(coroutine.yield, 1))");
    assert.match(
      String(error),
      /attempt to yield (from outside a coroutine|across metamethod\/C-call boundary)/,
    );
  });

  test(name("pcall, xpcall and protect work around calls that wait"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local client, peer = pair()
      local finalized = 0
      local try = socket.newtry(function() finalized = finalized + 1 client:close() end)
      local fetch = socket.protect(function()
        socket.sleep(0.001)
        return try(client:receive())
      end)
      tasks.spawn(function() socket.sleep(0.01) peer:send("one\\n") socket.sleep(0.01) peer:close() end)
      local line = fetch()
      local none, err = fetch()
      local ok, message = pcall(function() socket.sleep(0.001) error("raised") end)
      local caught, handled = xpcall(function() socket.sleep(0.001) error("inner") end, function(e)
        return "handled " .. e
      end)
      return line, none, err, finalized, ok, message, caught, handled
    `);
    assert.deepEqual(results, [
      "one",
      undefined,
      "closed",
      1,
      false,
      "(run):12: raised",
      false,
      "handled (run):13: inner",
    ]);
  });

  test(name("where Lua cannot yield a call blocks, and that can be told"), async () => {
    const told: string[] = [];
    using lua = await create({ onBlocking: (traceback) => void told.push(traceback) });
    const [sorted] = await lua.run(`
      local list = { 3, 1, 2 }
      table.sort(list, function(a, b) socket.sleep(0.001) return a < b end)
      return table.concat(list, " ")
    `);
    assert.equal(sorted, "1 2 3");
    assert.ok(told.length > 0);
    assert.match(told[0] as string, /^stack traceback:\n\t\(run\):3: in function <\(run\):3>/m);
    // Also where a coroutine could yield, but who resumes it cannot.
    told.length = 0;
    const [replaced] = await lua.run(`
      return (("a b"):gsub("%a", function(letter)
        return coroutine.wrap(function() socket.sleep(0.001) return letter:upper() end)()
      end))
    `);
    assert.equal(replaced, "A B");
  });

  test(name("a second receive of a socket that waits for one is an error"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local client, peer = pair()
      local isFirst
      local first = tasks.spawn(function()
        isFirst = true
        return client:receive()
      end)
      repeat socket.sleep(0) until isFirst
      local ok, err = pcall(client.receive, client)
      local sent = client:send("not held up\\n")
      local heard = peer:receive()
      peer:send("for the first\\n")
      return ok, err, sent, heard, first:join()
    `);
    assert.deepEqual(results, [
      false,
      "another receive of this socket is waiting",
      12,
      "not held up",
      "for the first",
      undefined,
      undefined,
    ]);
  });

  test(name("closing a socket ends what another task waits for on it"), async () => {
    using lua = await create();
    const before = openSockets();
    const results = await lua.run(`
      local client, peer = pair()
      local server = assert(socket.bind("127.0.0.1", 0))
      local receiving = tasks.spawn(function() return client:receive() end)
      local accepting = tasks.spawn(function() return server:accept() end)
      local selecting = tasks.spawn(function() return #(socket.select({ peer })) end)
      socket.sleep(0.01)
      client:close() server:close()
      local a, b, c = receiving:join()
      local d, e = accepting:join()
      local ready = selecting:join()
      peer:close()
      return a, b, c, d, e, ready
    `);
    assert.deepEqual(results, [undefined, "closed", "", undefined, "closed", 1]);
    assert.equal(openSockets(), before);
  });

  test(name("timeouts leave the rest for the next call"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local client, peer = pair()
      client:settimeout(0.02)
      peer:send("begun ")
      local none, err, partial = client:receive()
      peer:send("and ended\\n")
      return none, err, partial, (client:receive("*l", partial))
    `);
    assert.deepEqual(results, [undefined, "timeout", "begun ", "begun and ended"]);
  });

  test(name("a send of more than the kernel takes goes on while the peer reads"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local client, peer = pair()
      local data = ("0123456789abcdef"):rep(256 * 1024)
      local sending = tasks.spawn(function() return client:send(data, 3, -2) end)
      local got = peer:receive(#data - 3)
      return sending:join(), got == data:sub(3, -2)
    `);
    assert.deepEqual(results, [4 * 1024 * 1024 - 1, true]);
  });

  test(name("a task gives its results or its error to who joins it"), async () => {
    using lua = await create();
    const results = await lua.run(`
      local may_end = false
      local slow = tasks.spawn(function(...)
        repeat socket.sleep(0) until may_end
        return select("#", ...), ...
      end, nil, "x", nil)
      local none, err = slow:join(0.001)
      local failing = tasks.spawn(function() error({ code = 7 }) end)
      local ok, raised = pcall(failing.join, failing)
      local was_done = slow:isdone()
      may_end = true
      return none, err, ok, raised.code, failing:isdone(), was_done, slow:join()
    `);
    assert.deepEqual(results, [undefined, "timeout", false, 7, true, false, 3, undefined, "x", undefined]);
  });

  test(name("an error comes with the traceback of its task"), async () => {
    using lua = await create();
    await assert.rejects(
      lua.run("local function fail() socket.sleep(0.001) error('late') end\nfail() return 1"),
      (error) => {
        assert.ok(error instanceof LuaError);
        assert.equal(error.message, "(run):1: late");
        assert.match(
          error.traceback,
          /in function 'error'\n.*\(run\):1: in .*fail.*\n.*\(run\):2: in main chunk/,
        );
        return true;
      },
    );
    await assert.rejects(lua.run("syntax error"), LuaError);
  });

  test(name("a function that gives a promise is waited for"), async () => {
    using lua = await create();
    lua.set("later", async (value: unknown) => {
      await new Promise(setImmediate);
      if (value === "bad") throw new RangeError("refused");
      return value;
    });
    assert.deepEqual(await lua.run("return later(42), later('x')"), [42, "x"]);
    assert.deepEqual(await lua.run("return pcall(function() return (later('bad')) end)"), [
      false,
      "(run):1: refused",
    ]);
    await assert.rejects(lua.run("return (later('bad'))"), (error) => {
      assert.ok(error instanceof LuaError && error.cause instanceof RangeError);
      return true;
    });
  });

  test(name("an abort ends what waits, at once"), async () => {
    using lua = await create();
    const before = openSockets();
    for (const waiting of [
      "socket.sleep(60)",
      "pair():receive()",
      "socket.select({ (pair()) })",
      "socket.bind('127.0.0.1', 0):accept()",
      "coroutine.wrap(function() pcall(socket.sleep, 60) end)()",
    ]) {
      const controller = new AbortController();
      const running = lua.with({ signal: controller.signal }).run(waiting);
      await lua.run("socket.sleep(0.01)");
      controller.abort(new Error(`aborted: ${waiting}`));
      await assert.rejects(running, { message: `aborted: ${waiting}` });
    }
    await assert.rejects(lua.with({ signal: AbortSignal.abort() }).run("unreached()"), {
      name: "AbortError",
    });
    lua.collectGarbage();
    lua.collectGarbage();
    assert.equal(openSockets(), before);
  });

  test(name("os.exit and close end all programs of a VM"), async () => {
    const exiting = await create();
    const waiting = exiting.run("socket.sleep(60)");
    await assert.rejects(exiting.run("socket.sleep(0.001) os.exit(7)"), (error) => {
      assert.ok(error instanceof LuaExit);
      assert.equal(error.code, 7);
      return true;
    });
    await assert.rejects(waiting, LuaExit);
    exiting.close();
    const closing = await create();
    const receiving = closing.run("pair():receive()");
    closing.set("close", () => closing.close());
    await assert.rejects(closing.run("close()"), /cannot close a Lua VM from code that it runs/);
    closing.close();
    await assert.rejects(receiving, { message: "the Lua VM was closed" });
  });

  test(name("two VMs talk to each other in one thread"), async () => {
    using here = await create();
    using there = await create();
    const [, port] = (await here.run("server = socket.bind('127.0.0.1', 0) return server:getsockname()")) as [
      string,
      number,
    ];
    const serving = here.run(
      "local c = server:accept() local l = c:receive() c:send(l .. l .. '\\n') c:close()",
    );
    const asking = there.run(
      "local c = socket.connect('127.0.0.1', ...) c:send('ab\\n') return c:receive()",
      port,
    );
    assert.equal((await asking)[0], "abab");
    await serving;
  });

  test(name("who always finds data lets others have their turn"), async () => {
    using lua = await create();
    const [rounds] = await lua.run(`
      local client, peer = pair()
      local isover = false
      local sleeping = tasks.spawn(function() socket.sleep(0.01) isover = true end)
      local rounds = 0
      while not isover do
        client:send("x\\n")
        assert(peer:receive() == "x")
        rounds = rounds + 1
      end
      sleeping:join()
      return rounds
    `);
    assert.ok((rounds as number) > 1);
  });

  test(name("thousands of tasks leave nothing behind"), async () => {
    using lua = await create();
    const round = async (): Promise<number> => {
      const [kilobytes] = await lua.run(`
        local all = {}
        for i = 1, 2000 do all[i] = tasks.spawn(function() socket.sleep(0) return i end) end
        local sum = 0
        for i = 1, 2000 do sum = sum + all[i]:join() end
        assert(sum == 2001000)
        all = nil
        collectgarbage() collectgarbage()
        return collectgarbage("count")
      `);
      return kilobytes as number;
    };
    await round();
    const first = await round();
    for (let repeats = 0; repeats < 5; repeats++) await round();
    assert.ok((await round()) < first + 100, "less than 100 KiB more");
  });

  test(name("what is kept of a task while it runs is dropped at its end, however it ends"), {
    skip: typeof v8.queryObjects !== "function" && "this runtime does not count objects",
  }, async () => {
    const count = () => v8.queryObjects(SpawnedTask, { format: "count" });
    using lua = await create();
    const before = count();
    await lua.run(`
      for i = 1, 50 do tasks.spawn(function() return i end):join() end
      for i = 1, 50 do
        local failing = tasks.spawn(function() error("failed") end)
        assert(not pcall(failing.join, failing))
      end
      waiting = tasks.spawn(function() socket.sleep(60) end)
      socket.sleep(0.001)
    `);
    assert.equal(count(), before + 1, "only the task that still waits is kept");
    lua.close();
    assert.equal(count(), before);
  });

  test(
    name("a task whose timeout closes the socket ends the other waits, each with its own result"),
    async (t) => {
      using lua = await create();
      // Both limits have passed by the clock when the event loop comes to the first of them, that of the receive.
      const now = performance.now.bind(performance);
      let ahead = 0;
      t.mock.method(performance, "now", () => now() + ahead);
      lua.set("turn_clock", () => {
        ahead = 60_000;
      });
      const results = await lua.run(`
      local client, peer = pair()
      local data = ("x"):rep(16 * 1024 * 1024)
      local receiving = tasks.spawn(function()
        client:settimeout(0.02)
        local _, err = client:receive()
        client:close()
        return err
      end)
      local sending = tasks.spawn(function()
        client:settimeout(50)
        local _, err = client:send(data)
        return err
      end)
      socket.sleep(0)
      turn_clock()
      return receiving:join(), sending:join()
    `);
      assert.deepEqual(results, ["timeout", "closed"]);
    },
  );
}
