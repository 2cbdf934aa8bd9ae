// A debugger leads a Lua program by the protocol of MobDebug: the program's sockets wait inside of its hooks.
import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket, { type TcpClient } from "luasocket/promises";
import { skipWithout } from "../support/oracle.ts";
import { Program, packageRoot } from "../support/program.ts";

const folder = join(packageRoot, "test", "lua");
const ours = (...options: string[]) => ({
  command: [process.execPath, "dist/bundle/cli.js", ...options],
  skip: false,
});
const native = (lua: string) => ({ command: [lua], skip: skipWithout(lua, ["-lsocket", "-e", ""]) });
const ways = {
  "Lua 5.4": ours(),
  "Lua 5.1": ours("--lua", "5.1"),
  "Lua 5.4 in an event loop": ours("--event-loop"),
  "Lua 5.1 in an event loop": ours("--lua", "5.1", "--event-loop"),
  "native lua5.4": native("lua5.4"),
  "native lua5.1": native("lua5.1"),
};

/** The debugger's end. */
class Debugger {
  private readonly client: TcpClient;

  constructor(client: TcpClient) {
    this.client = client;
  }

  async tell(command: string): Promise<string | undefined> {
    await this.client.send(`${command}\n`);
    return this.hear();
  }

  async hear(): Promise<string | undefined> {
    const [line] = await this.client.receive("*l");
    return line;
  }

  /** What a chunk gives, as text. */
  async evaluate(chunk: string): Promise<string | undefined> {
    const answer = await this.tell(`EXEC ${chunk}`);
    const [, size] = /(\d+)$/.exec(answer ?? "") ?? [];
    const [result] = await this.client.receive(Number(size));
    return result;
  }
}

async function debug(
  t: TestContext,
  command: readonly string[],
): Promise<{ program: Program; debug: Debugger }> {
  const [server] = socket.try(...(await socket.bind("127.0.0.1", 0)));
  t.after(() => server.close());
  const [, port] = server.getsockname();
  const run = ["env", `LUA_PATH=${folder}/?.lua;;`, ...command, join(folder, "debugged.lua"), String(port)];
  const program = new Program(t, run);
  const [client] = socket.try(...(await server.accept()));
  t.after(() => client.close());
  return { program, debug: new Debugger(client) };
}

for (const [way, { command, skip }] of Object.entries(ways)) {
  test(`a debugger steps through a program under ${way}`, { skip }, async (t) => {
    const { program, debug: led } = await debug(t, command);
    assert.equal(await led.tell("SETB debugged.lua 6"), "200 OK");
    assert.equal(await led.tell("SETB debugged.lua 17"), "200 OK");

    // Breakpoint after breakpoint, with a look at what the function has, and a change of it.
    for (const n of [1, 2, 3]) {
      assert.equal(await led.tell("RUN"), "200 OK");
      assert.equal(await led.hear(), "202 Paused debugged.lua 6");
      assert.equal(await led.evaluate("return n .. ' ' .. result"), `${n} ${n * 2}`);
    }

    // Line by line out of the function, the loop and the main chunk's definitions.
    for (const line of [10, 14]) {
      assert.equal(await led.tell("STEP"), "200 OK");
      assert.equal(await led.hear(), `202 Paused debugged.lua ${line}`);
    }
    assert.match((await led.evaluate("return no.such.thing")) ?? "", /attempt to index/);

    // Into a coroutine.
    assert.equal(await led.tell("RUN"), "200 OK");
    assert.equal(await led.hear(), "202 Paused debugged.lua 17");
    assert.equal(await led.evaluate("return a"), "41");
    assert.equal(await led.tell("RUN"), "200 OK");
    assert.equal(await program.ends(), 0, program.stderr);
    assert.equal(program.stdout.toString(), "12\t42\n");
  });

  test(`a debugger ends a program under ${way}`, { skip }, async (t) => {
    const { program, debug: led } = await debug(t, command);
    assert.equal(await led.tell("SETB debugged.lua 6"), "200 OK");
    assert.equal(await led.tell("RUN"), "200 OK");
    assert.equal(await led.hear(), "202 Paused debugged.lua 6");
    assert.equal(await led.tell("EXIT"), "200 OK");
    assert.equal(await program.ends(), 0, program.stderr);
    assert.equal(program.stdout.toString(), "");
  });
}
