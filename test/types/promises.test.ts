// What the types of the promise binding say. The compiler is the test: what is wrong here does not build, and a line
// that should be wrong and is not does not build either. Nothing of it is called.

import assert from "node:assert/strict";
import test from "node:test";
import blocking, { type TcpClient as BlockingClient } from "luasocket";
import { createLua, type EventLoopLua, type LuaValue } from "luasocket/lua";
import socket, {
  type connect,
  type Failure,
  type LuaSocket,
  type Received,
  type Result,
  type TcpClient,
  type TcpServer,
  type UdpUnconnected,
  type UnixStreamObject,
  type WaitOptions,
} from "luasocket/promises";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where both types are the same. */
function same<A, B>(_: Equal<A, B>): void {}

export async function whatWaitsGivesPromises(client: TcpClient, server: TcpServer): Promise<void> {
  const receiving = client.receive("*l");
  same<typeof receiving, Promise<Received<string>>>(true);
  const [line, err, partial] = await receiving;
  if (err === undefined) same<typeof line, string>(true);
  else {
    same<typeof partial, string>(true);
    same<typeof err, Failure>(true);
  }
  const [accepted, failure] = await server.accept();
  if (failure === undefined) same<typeof accepted, TcpClient>(true);
  const [made] = await socket.connect("localhost", 80);
  same<typeof made, TcpClient | undefined>(true);
  same<typeof socket, LuaSocket>(true);
  same<typeof connect, typeof socket.connect>(true);
  const [master] = socket.tcp();
  const bound = master.bind("*", 0);
  same<typeof bound, Promise<Result<1>>>(true);
  const slept = socket.sleep(1);
  same<typeof slept, Promise<void>>(true);
}

export function whatDoesNotWaitGivesItsResult(client: TcpClient, stream: UnixStreamObject): void {
  const closed: 1 = client.close();
  const [received, sent, age]: readonly [number, number, number] = client.getstats();
  const bound = stream.bind("/tmp/x");
  same<typeof bound, Result<1>>(true);
  const time: number = socket.gettime();
  void [closed, received, sent, age, time];
}

export async function iteration(client: TcpClient, server: TcpServer): Promise<void> {
  for await (const line of client.lines()) same<typeof line, string>(true);
  for await (const each of server) same<typeof each, TcpClient>(true);
  for await (const each of server.clients({ signal: AbortSignal.timeout(1) })) void each.close();
  // @ts-expect-error what waits cannot be had without await
  for (const line of client.lines()) void line;
}

export function blockingIteration(client: BlockingClient): void {
  for (const line of client.lines()) same<typeof line, string>(true);
  // @ts-expect-error a call that blocks cannot be given up
  client.receive("*l", undefined, { signal: AbortSignal.timeout(1) });
}

export async function encodings(client: TcpClient): Promise<void> {
  const bytes = socket.configure({ encoding: "buffer" });
  const [udp] = bytes.udp();
  const [datagram] = await udp.receivefrom();
  same<typeof datagram, Buffer | undefined>(true);
  const unconnected: UdpUnconnected<Buffer> = udp;
  void unconnected;
  const old = socket.configure({ dialect: "2.0" });
  const [server] = await old.bind("*", 0);
  if (server !== undefined) {
    const [peer] = await server.accept();
    const [status, header, err] = (await peer?.receive("*l", "*l")) ?? [];
    same<typeof status, string | undefined>(true);
    void [header, err];
  }
  const options: WaitOptions = { signal: new AbortController().signal };
  await client.send("x", 1, -1, options);
  await using closing = client;
  void closing;
}

export async function protection(): Promise<void> {
  const fetch = socket.protect(async (host: string) => {
    const [client] = socket.try(...(await socket.connect(host, 80)));
    return [client] as const;
  });
  const [client, reason] = await fetch("localhost");
  void [client, reason];
}

export async function lua(): Promise<void> {
  const loop = createLua({ eventLoop: true });
  same<typeof loop, EventLoopLua<string>>(true);
  const results: LuaValue[] = await loop.run("return 1");
  const bytes = createLua({ eventLoop: true, encoding: "buffer" });
  same<typeof bytes, EventLoopLua<Buffer>>(true);
  // @ts-expect-error the results are a promise
  const wrong: LuaValue[] = loop.run("return 1");
  void [results, wrong];
}

test("the types of the promise binding are as expected: this file has been compiled", () => {
  assert.notEqual(blocking, socket as unknown);
});
