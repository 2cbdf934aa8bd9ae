// A server over promises under all kinds of clients at once, and when the system has nothing left to give.

import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createInterface } from "node:readline/promises";
import test, { type TestContext } from "node:test";
import { Program, testFile } from "../../support/program.ts";

const ECHO = testFile(import.meta.url, "echo-program");

interface Stats {
  readonly sockets: number;
  readonly memory: number;
  readonly ends: Record<string, number>;
}

/** A client of Node's, which sends lines and awaits them back. */
class Client {
  readonly connection: Socket;
  private readonly lines: AsyncIterator<string>;

  constructor(t: TestContext, port: number) {
    this.connection = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
    this.connection.setNoDelay(true);
    this.connection.on("error", () => {});
    t.after(() => this.connection.destroy());
    this.lines = createInterface(this.connection)[Symbol.asyncIterator]();
  }

  async echo(line: string): Promise<void> {
    this.connection.write(`${line}\n`);
    await this.gets(line);
  }

  async gets(line: string): Promise<void> {
    assert.deepEqual(await this.lines.next(), { value: line, done: false });
  }

  async getsEnd(): Promise<void> {
    assert.deepEqual(await this.lines.next(), { value: undefined, done: true });
  }

  async stats(): Promise<Stats> {
    this.connection.write("stats\n");
    return JSON.parse((await this.lines.next()).value);
  }

  async closes(): Promise<void> {
    if (this.connection.closed) return;
    this.connection.destroy();
    await once(this.connection, "close");
  }
}

/** Until the server has noticed that its clients are gone: a few sockets are its own. */
async function statsWhen(control: Client, isSo: (stats: Stats) => boolean): Promise<Stats> {
  for (;;) {
    const stats = await control.stats();
    if (isSo(stats)) return stats;
  }
}

type Role = (t: TestContext, port: number, control: Client, name: string) => Promise<void>;

const ROLES: Readonly<Record<string, Role>> = {
  async talks(t, port, _control, name) {
    const client = new Client(t, port);
    for (let count = 0; count < 40; count++) await client.echo(`${name} ${count}`);
    await client.closes();
  },
  async "sends much at once"(t, port, _control, name) {
    const client = new Client(t, port);
    const lines = Array.from({ length: 500 }, (_, at) => `${name} ${at} ${"x".repeat(at % 300)}`);
    client.connection.write(`${lines.join("\n")}\n`);
    for (const line of lines) await client.gets(line);
    await client.closes();
  },
  async "half-closes"(t, port, _control, name) {
    const client = new Client(t, port);
    client.connection.end(`${name} one\n${name} two\n`);
    await client.gets(`${name} one`);
    await client.gets(`${name} two`);
    await client.getsEnd();
    await client.closes();
  },
  async resets(t, port, _control, name) {
    const client = new Client(t, port);
    await client.echo(name);
    client.connection.resetAndDestroy();
    await once(client.connection, "close");
  },
  async "resets what it has not read"(t, port, _control, name) {
    const client = new Client(t, port);
    await client.echo(name);
    client.connection.pause();
    client.connection.write(`${"y".repeat(1000)}\n`.repeat(1000), () => client.connection.resetAndDestroy());
    await once(client.connection, "close");
  },
  async "stalls in the middle of a line"(t, port, _control, name) {
    const client = new Client(t, port);
    await client.echo(name);
    client.connection.write("the beginning of");
  },
  async "is closed by the server while its call waits"(t, port, control, name) {
    const client = new Client(t, port);
    await client.echo(`name ${name}`);
    control.connection.write(`close ${name}\n`);
    await client.getsEnd();
    await client.closes();
  },
};

test("a server serves hundreds of clients in order while others fail in every way", {
  timeout: 60_000,
}, async (t) => {
  const program = new Program(t, [process.execPath, ECHO]);
  const [, port] = await program.says(/port (\d+)\./);
  const control = new Client(t, Number(port));
  // Those who close others need no answer in order.
  const closer = new Client(t, Number(port));
  const before = await control.stats();

  let after: Stats | undefined;
  for (let round = 0; round < 3; round++) {
    const roles = Object.entries(ROLES);
    const all = Array.from({ length: 40 }, (_, at) =>
      roles.map(([role, play]) =>
        play(t, Number(port), closer, `${role} ${round} ${at}`).catch((error) => {
          throw new Error(`a client that ${role}`, { cause: error });
        }),
      ),
    ).flat();
    await Promise.all(all);
    // The ones that stall are there until we end them: 40 in each round.
    const stalled = 40 * (round + 1);
    const stats = await statsWhen(control, ({ sockets }) => sockets === before.sockets + stalled);
    after ??= stats;
    assert.ok(
      stats.memory < after.memory + 20e6,
      `memory grew from ${after.memory} to ${stats.memory} bytes in ${round} rounds`,
    );
  }
  assert.equal(program.stderr, "");
});

for (const way of ["iterates", "accept"]) {
  test(`a server that ${way === "accept" ? "calls accept" : way} goes on when descriptors that ran out are there again`, {
    timeout: 60_000,
  }, async (t) => {
    // Enough for Node to load its modules, many at a time; not enough for the clients.
    const program = new Program(t, [
      "sh",
      "-c",
      `ulimit -n 120; exec "$0" "$@"`,
      process.execPath,
      ECHO,
      way,
    ]);
    const [, port] = await program.says(/port (\d+)\./);
    const clients = Array.from({ length: 180 }, () => new Client(t, Number(port)));
    const served: Client[] = [];
    const echoes = clients.map(async (client, index) => {
      await client.echo(`client ${index}`);
      served.push(client);
    });
    if (way === "accept") await program.says(/Too many open files|too many open files/);
    // Those that are served make way for those that wait in the queue.
    let closed = 0;
    for (;;) {
      for (; closed < served.length - 10; closed++) await served[closed]?.closes();
      const waiting = echoes.filter((_, index) => !served.includes(clients[index] as Client));
      if (waiting.length === 0) break;
      await Promise.race(waiting);
    }
    await Promise.all(echoes);
    assert.equal(program.stderr, "");
    assert.equal(program.child.exitCode, null);
  });
}
