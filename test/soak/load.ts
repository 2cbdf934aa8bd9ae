// Mixed load: connections that are used and ended in every way, in every binding. Each piece leaves nothing open.

import assert from "node:assert/strict";
import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import blocking, { type TcpClient as BlockingClient } from "luasocket";
import { createLua, type EventLoopLua, type Lua } from "luasocket/lua";
import promises, { type TcpClient } from "luasocket/promises";
import { must, reset } from "../support/connected-pair.ts";

const TEXT = `${"a line of some length ".repeat(20)}\n`;

/** Two connected ends that block. */
function pair(): [BlockingClient, BlockingClient] {
  const server = must(blocking.bind("127.0.0.1", 0));
  const client = must(blocking.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  server.close();
  return [client, peer];
}

export function blockingLoad(): void {
  const ends: ((one: BlockingClient, other: BlockingClient) => void)[] = [
    (one, other) => {
      one.close();
      other.close();
    },
    (one, other) => {
      // Killed with bytes on their way.
      one.send(TEXT);
      reset(other);
      one.receive("*a");
      one.close();
    },
    (one, other) => {
      one.send(TEXT.repeat(40));
      one.shutdown("send");
      assert.equal(other.receive("*a")[0]?.length, TEXT.length * 40);
      other.close();
      one.close();
    },
    (one, other) => {
      one.settimeout(0.0001);
      assert.equal(one.receive()[1], "timeout");
      other.close();
      one.close();
    },
    // Lost: the collector closes them.
    (one, other) => {
      other.send(TEXT);
      one.receive(5);
    },
  ];
  for (const end of ends) {
    const [one, other] = pair();
    one.setencoding("latin1").send(TEXT);
    other.receive();
    blocking.select([one, other], [one], 0);
    end(one, other);
  }
  const [udp] = blocking.udp();
  udp.setsockname("127.0.0.1", 0);
  udp.sendto("datagram", "127.0.0.1", udp.getsockname()[1] as number);
  assert.equal(udp.receivefrom()[0], "datagram");
  udp.close();
}

export async function promisesLoad(): Promise<void> {
  const server = must(await promises.bind("127.0.0.1", 0, 100));
  const port = server.getsockname()[1] as number;
  const serving = (async () => {
    const all: Promise<void>[] = [];
    for await (const client of server) all.push(echo(client));
    await Promise.all(all);
  })();
  const connect = async (): Promise<TcpClient> => must(await promises.connect("127.0.0.1", port));
  const talk = async (client: TcpClient): Promise<void> => {
    await client.send(TEXT);
    assert.equal((await client.receive())[0], TEXT.slice(0, -1));
  };
  const ends: ((client: TcpClient) => unknown)[] = [
    (client) => client.close(),
    (client) => {
      client.setoption("linger", { on: true, timeout: 0 });
      client.close();
    },
    async (client) => {
      client.shutdown("send");
      await client.receive("*a");
      client.close();
    },
    async (client) => {
      client.settimeout(0.001);
      assert.equal((await client.receive())[1], "timeout");
      client.close();
    },
    async (client) => {
      const controller = new AbortController();
      const given = client.receive("*l", undefined, { signal: controller.signal });
      controller.abort(new Error("given up"));
      await assert.rejects(given, /given up/);
      client.close();
    },
    async (client) => {
      // Closed while a call waits.
      const waiting = client.receive();
      client.close();
      await waiting;
    },
    async (client) => {
      const stream = client.tonodesocket();
      stream.write(TEXT);
      await once(stream, "data");
      stream.destroy();
      await once(stream, "close");
    },
    // Lost: the collector closes it.
    () => {},
  ];
  await Promise.all(
    Array.from({ length: 3 * ends.length }, async (_, index) => {
      const client = await connect();
      await talk(client);
      await ends[index % ends.length]?.(client);
    }),
  );
  await setImmediate();
  server.close();
  // Those that were lost are waited for by the echo until they are collected.
  pending.add(serving);
  void serving.finally(() => pending.delete(serving));
}

/** Servers that wait for the collector to close what was lost. */
export const pending: Set<Promise<void>> = new Set();

async function echo(client: TcpClient): Promise<void> {
  for (;;) {
    const [line] = await client.receive();
    if (line === undefined) break;
    await client.send(`${line}\n`);
  }
  client.close();
}

const LUA = `
  local socket = require "socket"
  local server = assert(socket.bind("127.0.0.1", 0))
  local _, port = server:getsockname()
  local text = ("a line of some length "):rep(20) .. "\\n"
  for round = 1, 8 do
    local client = assert(socket.connect("127.0.0.1", port))
    local peer = assert(server:accept())
    client:send(text:rep(10))
    for _ = 1, 10 do assert(peer:receive()) end
    socket.select({ client, peer }, { client }, 0)
    if round % 4 == 0 then
      -- Lost.
      client, peer = nil, nil
    elseif round % 4 == 1 then
      peer:setoption("linger", { on = true, timeout = 0 })
      peer:close()
      client:receive("*a")
      client:close()
    elseif round % 4 == 2 then
      client:settimeout(0.0001)
      assert(select(2, client:receive()) == "timeout")
      client:close() peer:close()
    else
      client:shutdown("send")
      peer:receive("*a")
      client:close() peer:close()
    end
  end
  local coroutines = {}
  for at = 1, 10 do
    coroutines[at] = coroutine.wrap(function() socket.udp():sendto("x", "127.0.0.1", port) coroutine.yield(1) end)
    coroutines[at]()
  end
  server:close()
`;

export class LuaLoad {
  private readonly blocking: readonly Lua[] = (["5.4", "5.1"] as const).map((version) =>
    createLua({ version }),
  );
  private readonly looping: readonly EventLoopLua[] = (["5.4", "5.1"] as const).map((version) =>
    createLua({ version, eventLoop: true }),
  );

  async run(): Promise<void> {
    for (const lua of this.blocking) lua.run(LUA);
    await Promise.all(this.looping.flatMap((lua) => [lua.run(LUA), lua.run(LUA)]));
    // One that comes and goes.
    using lua = createLua();
    lua.run(LUA);
  }

  collect(): void {
    for (const lua of [...this.blocking, ...this.looping]) lua.collectGarbage();
  }

  /** What Lua itself says that it uses, in bytes. */
  get used(): number {
    const count = (lua: Lua | EventLoopLua): number =>
      1024 * ((lua.load("return collectgarbage('count')")() as number[])[0] as number);
    return [...this.blocking, ...this.looping].reduce((sum, lua) => sum + count(lua), 0);
  }

  close(): void {
    for (const lua of [...this.blocking, ...this.looping]) lua.close();
  }
}
