import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { Worker } from "node:worker_threads";
import { createLua, type Lua, type LuaFunction } from "#src/lua.ts";
import { collectUntil } from "../../support/collect.ts";
import { openSockets } from "../../support/open-sockets.ts";
import { Program } from "../../support/program.ts";

/** Counts what a weak table of Lua still holds. */
function aliveIn(lua: Lua, name: string): number {
  return lua.run(
    `collectgarbage() collectgarbage() local n = 0 for _ in pairs(${name}) do n = n + 1 end return n`,
  )[0] as number;
}

for (const version of ["5.4", "5.1"] as const) {
  test(`Lua keeps a value as long as JavaScript does, and no longer (Lua ${version})`, async () => {
    using lua = createLua({ version });
    lua.run("weak = setmetatable({}, { __mode = 'k' })");
    const use = () => {
      const held = lua.table({ kept: true });
      lua.run("weak[...] = true", held);
      assert.equal(aliveIn(lua, "weak"), 1);
      assert.equal(held.get("kept"), true);
    };
    use();
    await collectUntil(() => aliveIn(lua, "weak") === 0);
  });

  test(`JavaScript keeps a function as long as Lua does, and no longer (Lua ${version})`, async () => {
    using lua = createLua({ version });
    const weak = ((): WeakRef<object> => {
      const captured = { big: true };
      lua.set("f", () => captured.big);
      return new WeakRef(captured);
    })();
    lua.collectGarbage();
    assert.deepEqual(lua.run("return f()"), [true]);
    lua.run("f = nil");
    await collectUntil(() => {
      lua.collectGarbage();
      return weak.deref() === undefined;
    });
  });

  test(`many references and functions come and go without growing the registry (Lua ${version})`, async () => {
    using lua = createLua({ version });
    const size = () =>
      lua.run("collectgarbage() collectgarbage() return collectgarbage('count')")[0] as number;
    const use = lua.load("local t, f = ... return f(t)") as LuaFunction;
    for (let round = 0; round < 2000; round += 1) use(lua.table({ round }), () => undefined);
    await collectUntil(() => size() < 1000);
  });

  test(`closing a VM closes its sockets (Lua ${version})`, () => {
    const before = openSockets();
    const lua = createLua({ version });
    lua.run("local socket = require 'socket' a = assert(socket.bind('127.0.0.1', 0)) b = socket.udp4()");
    assert.equal(openSockets(), before + 2);
    lua.close();
    assert.equal(openSockets(), before);
  });
}

test("several VMs of both versions live side by side and share nothing", () => {
  using first = createLua();
  using second = createLua({ version: "5.1" });
  using third = createLua({ dialect: "defold" });
  first.set("x", 1);
  second.set("x", 2);
  assert.deepEqual(
    [first, second, third].map((lua) => lua.get("x")),
    [1, 2, undefined],
  );
  assert.deepEqual(
    [first, second, third].map((lua) => lua.run("return _VERSION")[0]),
    ["Lua 5.4", "Lua 5.1", "Lua 5.1"],
  );
  assert.deepEqual(third.run("return socket._VERSION"), ["LuaSocket 3.0-rc1"]);
  // One serves the other, within one thread: the kernel holds the bytes between them.
  const [port] = first.run(`
    server = assert(require("socket").bind("127.0.0.1", 0))
    return (select(2, server:getsockname()))`);
  second.run(
    `client = assert(require("socket").connect("127.0.0.1", ...)) client:send("across\\n")`,
    port as number,
  );
  assert.deepEqual(first.run("return (assert(server:accept()):receive())"), ["across"]);
});

test("a file sees its arguments as under lua", () => {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-file-"));
  try {
    const path = join(folder, "script.lua");
    writeFileSync(path, "#!/usr/bin/lua\nreturn arg[0], arg[1], #arg, ...");
    using lua = createLua();
    assert.deepEqual(lua.runFile(path, "one", "two"), [path, "one", 2, "one", "two"]);
    assert.deepEqual(lua.loadFile(path)("three"), [path, "one", 2, "three"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("what Lua prints comes in its turn, also through a pipe", async (t) => {
  const program = `
    import { createLua } from "luasocket/lua";
    const lua = createLua();
    lua.run("print('one') io.write('two ')");
    console.log("three");
    lua.set("say", () => console.log("five"));
    lua.run("print('four') io.stdout:flush() say() print('six')");
    try { lua.run("print('seven') error()"); } catch { console.log("eight"); }
    lua.close();`;
  const run = new Program(t, [process.execPath, "--input-type=module", "-e", program]);
  assert.equal(await run.ends(), 0, run.stderr);
  assert.equal(run.stdout.toString(), "one\ntwo three\nfour\nfive\nsix\nseven\neight\n");
});

test("the environment is what it was given", () => {
  using lua = createLua({ env: { GREETING: "hello", LUA_PATH: "/nowhere/?.lua" } });
  assert.deepEqual(lua.run("return os.getenv('GREETING'), os.getenv('HOME'), package.path"), [
    "hello",
    undefined,
    "/nowhere/?.lua",
  ]);
});

test("a VM in a worker thread blocks that thread only", async () => {
  using lua = createLua();
  const [port] = lua.run(`
    server = assert(require("socket").bind("127.0.0.1", 0))
    server:settimeout(10)
    return (select(2, server:getsockname()))`);
  const worker = new Worker(
    `import { createLua } from "luasocket/lua";
     import { parentPort, workerData } from "node:worker_threads";
     const lua = createLua({ version: "5.1" });
     const [line] = lua.run(\`
       local client = assert(require("socket").connect("127.0.0.1", ...))
       client:settimeout(10)
       client:send("ready\\\\n")
       return client:receive()\`, workerData);
     lua.close();
     parentPort.postMessage(line);`,
    { eval: true, workerData: port, execArgv: ["--input-type=module"] },
  );
  const answer = new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  assert.deepEqual(
    lua.run("client = assert(server:accept()) client:settimeout(10) return (client:receive())"),
    ["ready"],
  );
  lua.run("client:send('from the main thread\\n')");
  assert.equal(await answer, "from the main thread");
  await worker.terminate();
});
