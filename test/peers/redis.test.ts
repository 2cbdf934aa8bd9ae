// redis, over TCP and over its unix-domain socket, with one client.

import assert from "node:assert/strict";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket, { type TcpClient, type UnixStreamObject } from "luasocket";
import { must } from "../support/connected-pair.ts";
import { freePort } from "../support/free-port.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";

const skip = skipWithout("redis-server", ["--version"]);

type Connection = TcpClient | UnixStreamObject;
type Reply = string | number | Buffer | undefined | Reply[] | { error: string };

/** RESP, the protocol of redis: lines and counted bytes. */
class Redis {
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
    connection.settimeout(20);
  }

  send(...words: (string | Uint8Array)[]): void {
    const parts = words.flatMap((word) => {
      const bytes = Buffer.from(word);
      return [Buffer.from(`$${bytes.length}\r\n`), bytes, Buffer.from("\r\n")];
    });
    must(this.connection.send(Buffer.concat([Buffer.from(`*${words.length}\r\n`), ...parts])));
  }

  read(): Reply {
    const line = must(this.connection.receive("*l"));
    const [kind, rest] = [line[0], line.slice(1)];
    if (kind === "+") return rest;
    if (kind === "-") return { error: rest };
    if (kind === ":") return Number(rest);
    const count = Number(rest);
    if (count < 0) return undefined;
    if (kind === "*") return Array.from({ length: count }, () => this.read());
    const bytes = Buffer.alloc(count);
    assert.deepEqual(this.connection.receiveinto(bytes), [count]);
    assert.equal(must(this.connection.receive(2)), "\r\n");
    return bytes;
  }

  ask(...words: (string | Uint8Array)[]): Reply {
    this.send(...words);
    return this.read();
  }
}

interface Server {
  readonly port: number;
  readonly path: string;
}

async function redisServer(t: TestContext): Promise<Server> {
  const folder = folderWith(t, {});
  const server = { port: freePort(), path: join(folder, "socket") };
  const program = new Program(t, [
    ...["redis-server", "--bind", "127.0.0.1", "--port", String(server.port), "--save", ""],
    ...["--unixsocket", server.path, "--dir", folder],
  ]);
  await program.says(/ready to accept connections at/);
  return server;
}

const ways: readonly [name: string, connect: (server: Server) => Connection][] = [
  ["TCP", ({ port }) => must(socket.connect("127.0.0.1", port))],
  [
    "its unix-domain socket",
    ({ path }) => {
      const client = must(socket.unix.stream());
      assert.deepEqual(client.connect(path), [1]);
      return client;
    },
  ],
];

for (const [name, connect] of ways) {
  test(`redis talks over ${name}`, { skip }, async (t) => {
    const connection = connect(await redisServer(t));
    t.after(() => connection.close());
    const redis = new Redis(connection);
    assert.equal(redis.ask("PING"), "PONG");
    assert.ok("error" in (redis.ask("NOSUCHCOMMAND", "x") as object));

    const binary = Buffer.from(Array.from({ length: 100_000 }, (_, at) => at % 256));
    assert.equal(redis.ask("SET", "binary", binary), "OK");
    assert.deepEqual(redis.ask("GET", "binary"), binary);
    assert.equal(redis.ask("GET", "nothing"), undefined);
    assert.equal(redis.ask("SET", "größe", "1 €"), "OK");
    assert.deepEqual(redis.ask("MGET", "größe", "nothing"), [Buffer.from("1 €"), undefined]);

    const count = 1000;
    for (let at = 0; at < count; at++) redis.send("INCR", "counter");
    const replies = Array.from({ length: count }, () => redis.read());
    assert.deepEqual(
      replies,
      Array.from({ length: count }, (_, at) => at + 1),
    );

    assert.equal(redis.ask("QUIT"), "OK");
    assert.deepEqual(connection.receive("*l"), [undefined, "closed", ""]);
  });
}

test("what one connection publishes, another hears", { skip }, async (t) => {
  const server = await redisServer(t);
  const [publisher, subscriber] = ways.map(([, connect]) => connect(server)) as [Connection, Connection];
  for (const connection of [publisher, subscriber]) t.after(() => connection.close());
  const heard = new Redis(subscriber);
  heard.ask("SUBSCRIBE", "news");
  assert.deepEqual(socket.select([subscriber], undefined, 0)[0], []);
  assert.equal(new Redis(publisher).ask("PUBLISH", "news", "hello"), 1);
  assert.ok(socket.select([subscriber, publisher], undefined, 10)[0].has(subscriber));
  assert.deepEqual(heard.read(), [Buffer.from("message"), Buffer.from("news"), Buffer.from("hello")]);
});
