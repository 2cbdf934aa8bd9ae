// What can go wrong between a descriptor and those who wait for it in an event loop.

import assert from "node:assert/strict";
import { once } from "node:events";
import { closeSync, openSync, writeSync } from "node:fs";
import { type AddressInfo, createServer, Socket as NetSocket, type Server } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import blocking, { type TcpClient as BlockingClient } from "luasocket";
import socket, { type TcpClient } from "luasocket/promises";
import { openPipe } from "#src/os/process/child-process.ts";
import { type Stage, testInBothThreads } from "../../support/both-threads.ts";
import { must, reset } from "../../support/connected-pair.ts";
import { openSockets } from "../../support/open-sockets.ts";

interface Pair {
  readonly client: TcpClient;
  /** Calls of it do not wait here. */
  readonly peer: BlockingClient;
}

async function connectedPair(t: Stage): Promise<Pair> {
  const server = must(blocking.bind("127.0.0.1", 0));
  const client = must(await socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) t.after(() => end.close());
  return { client, peer };
}

/** Whether a promise is still to be settled some turns later. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  let isSettled = false;
  const settled = () => {
    isSettled = true;
  };
  void promise.then(settled, settled);
  for (let count = 0; count < 5; count++) await turn();
  return !isSettled;
}

/** Does something after readiness has been noticed, and before whoever waited for it goes on. */
function betweenReadinessAndTurn(act: () => void): void {
  // Immediates run in the order of their making. In the main thread readiness is noticed in the phase before
  // them, and has one of its own made; in a worker it comes any time, and soon enough.
  setImmediate(act);
}

testInBothThreads(import.meta.url, {
  "a receive whose socket is closed between readiness and its turn is told so": async (t) => {
    const { client, peer } = await connectedPair(t);
    const receiving = client.receive("*l");
    assert.ok(await isPending(receiving));
    peer.send("hello\n");
    betweenReadinessAndTurn(() => client.close());
    assert.deepEqual(await receiving, [undefined, "closed", ""]);
  },

  "a connect whose socket is closed between readiness and its turn is told so": async (t) => {
    const server = must(blocking.bind("127.0.0.1", 0));
    t.after(() => server.close());
    server.settimeout(20);
    for (let round = 0; round < 20; round++) {
      const tcp = must(socket.tcp());
      const connecting = tcp.connect("127.0.0.1", server.getsockname()[1] as number);
      betweenReadinessAndTurn(() => tcp.close());
      const [connected, err] = await connecting;
      assert.ok(connected === 1 || err === "closed", String(err));
      tcp.close();
      must(server.accept()).close();
    }
  },

  "a select whose socket is closed between readiness and its turn gives it as ready": async (t) => {
    const { client, peer } = await connectedPair(t);
    const { client: other } = await connectedPair(t);
    const selecting = socket.select([client, other], [], 20);
    assert.ok(await isPending(selecting));
    peer.send("hello\n");
    betweenReadinessAndTurn(() => client.close());
    const [readable] = await selecting;
    assert.deepEqual([...readable], [client]);
  },

  "a select one of whose sockets is closed when another is ready goes on without it": async (t) => {
    const { client, peer } = await connectedPair(t);
    const { client: other } = await connectedPair(t);
    const selecting = socket.select([client, other], [], 20);
    assert.ok(await isPending(selecting));
    peer.send("hello\n");
    betweenReadinessAndTurn(() => other.close());
    const [readable] = await selecting;
    assert.ok(readable.has(client) || readable.has(other));
    assert.deepEqual(await client.receive("*l"), ["hello"]);
  },

  "what closes a socket may open another one with its number, and nobody is mistaken": async (t) => {
    const { client, peer } = await connectedPair(t);
    const number = client.getfd();
    const receiving = client.receive("*l");
    assert.ok(await isPending(receiving));
    peer.send("for the first\n");
    let next: TcpClient | undefined;
    const server = must(blocking.bind("127.0.0.1", 0));
    t.after(() => server.close());
    client.close();
    const connecting = socket.connect("127.0.0.1", server.getsockname()[1] as number);
    assert.deepEqual(await receiving, [undefined, "closed", ""]);
    next = must(await connecting);
    t.after(() => next.close());
    assert.equal(next.getfd(), number);
    const second = must(server.accept());
    t.after(() => second.close());
    const waiting = next.receive("*l");
    assert.ok(await isPending(waiting));
    second.send("for the second\n");
    assert.deepEqual(await waiting, ["for the second"]);
  },

  "many calls of many sockets that are closed at once are all told so": async (t) => {
    const before = openSockets();
    const pairs = await Promise.all(Array.from({ length: 100 }, () => connectedPair(t)));
    const calls = pairs.flatMap(({ client }) => [
      client.receive("*a"),
      client.send(Buffer.alloc(16 << 20)),
      socket.select([client], [], 20),
    ]);
    assert.ok(await isPending(Promise.race(calls)));
    for (const { client } of pairs) client.close();
    for (const [index, outcome] of (await Promise.all(calls)).entries()) {
      if (index % 3 === 2) assert.deepEqual([...(outcome[0] as unknown[])], [pairs[(index - 2) / 3]?.client]);
      else assert.equal(outcome[1], "closed");
    }
    for (const { peer } of pairs) peer.close();
    assert.equal(openSockets(), before);
  },

  "a descriptor may be given to net.Socket as soon as a socket has given it up": async (t) => {
    const { client, peer } = await connectedPair(t);
    const receiving = client.receive("*l");
    assert.ok(await isPending(receiving));
    const fd = client.getfd();
    client.setfd(-1);
    const theirs = new NetSocket({ fd, readable: true, writable: true });
    t.after(() => theirs.destroy());
    assert.deepEqual(await receiving, [undefined, "closed", ""]);
    peer.send("hello");
    const [data] = await once(theirs, "data");
    assert.equal(String(data), "hello");
    theirs.end("goodbye");
    await once(theirs, "finish");
    assert.deepEqual(peer.receive("*a"), ["goodbye"]);
    theirs.destroy();
    await once(theirs, "close");
  },

  "a descriptor that another socket of ours takes over can be waited for by that one": async (t) => {
    const { client, peer } = await connectedPair(t);
    const { client: other } = await connectedPair(t);
    const receiving = client.receive("*l");
    assert.ok(await isPending(receiving));
    const fd = client.getfd();
    client.setfd(-1);
    closeSync(other.getfd());
    other.setfd(fd);
    assert.deepEqual(await receiving, [undefined, "closed", ""]);
    const next = other.receive("*l");
    assert.ok(await isPending(next));
    peer.send("hello\n");
    assert.deepEqual(await next, ["hello"]);
  },

  "a regular file in a select is always ready, beside a socket that is not": async (t) => {
    const { client } = await connectedPair(t);
    const fd = openSync("/proc/self/status", "r");
    t.after(() => closeSync(fd));
    const file = { getfd: () => fd };
    const [readable, writable] = await socket.select([client, file], [], 20);
    assert.deepEqual([[...readable], [...writable]], [[file], []]);
  },

  "a descriptor that Node watches can be waited for beside it": async (t) => {
    const server = await netServer(t);
    const theirs = new NetSocket().connect((server.address() as AddressInfo).port, "127.0.0.1");
    t.after(() => theirs.destroy());
    await once(theirs, "connect");
    const { client, peer } = await connectedPair(t);
    client.close();
    peer.close();
    client.setfd((theirs as unknown as { _handle: { fd: number } })._handle.fd);
    const receiving = client.receive("*l");
    assert.ok(await isPending(receiving));
    client.setfd(-1);
    await receiving;
    theirs.write("echo");
    const [data] = await once(theirs, "data");
    assert.equal(String(data), "echo");
  },

  "a descriptor that somebody else has closed says so": async (t) => {
    const { client, peer } = await connectedPair(t);
    closeSync(client.getfd());
    const [, err] = await client.receive("*l");
    assert.equal(err, "Bad file descriptor");
    await assert.rejects(socket.select([client], [], 20), /^Error: select failed$/);
    client.setfd(-1);
    peer.close();
  },

  "a select over a descriptor that somebody else closes ends with its limit, and harms nobody who gets the number":
    async (t) => {
      const { client: helper, peer } = await connectedPair(t);
      const fd = must(blocking.udp4());
      must(fd.setsockname("127.0.0.1", 0));
      const number = fd.getfd();
      fd.setfd(-1); // ours no longer: a descriptor that somebody else has
      const selecting = socket.select([{ getfd: () => number }, helper], [], 20);
      assert.ok(await isPending(selecting));
      closeSync(number);
      // The lowest number that is free, as always (open(2)).
      const { client: heir, peer: heirsPeer } = await connectedPair(t);
      const heirs = [heir.getfd(), heirsPeer.getfd()];
      const receiving = heir.receive("*l");
      heirsPeer.send("mine\n");
      assert.deepEqual(await receiving, ["mine"]);
      peer.send("hello\n");
      const [readable] = await selecting;
      assert.ok(readable.length > 0);
      const next = heir.receive("*l");
      assert.ok(await isPending(next));
      heirsPeer.send("still mine\n");
      assert.deepEqual(await next, ["still mine"]);
      assert.ok(heirs.every((one) => one >= 0));
    },

  "a net.Socket that gets the number of a foreign descriptor which is selected works on": async (t) => {
    const server = await netServer(t);
    const { client: helper, peer } = await connectedPair(t);
    const foreign = must(blocking.udp4());
    must(foreign.setsockname("127.0.0.1", 0));
    const number = foreign.getfd();
    foreign.setfd(-1);
    const selecting = socket.select([{ getfd: () => number }, helper], [], 20);
    assert.ok(await isPending(selecting));
    // A select that ends gives up what it watches; then the number may be anybody's.
    peer.send("hello\n");
    const [readable] = await selecting;
    assert.deepEqual([...readable], [helper]);
    closeSync(number);
    const theirs = new NetSocket().connect((server.address() as AddressInfo).port, "127.0.0.1");
    t.after(() => theirs.destroy());
    await once(theirs, "connect");
    theirs.write("echo");
    const [data] = await once(theirs, "data");
    assert.equal(String(data), "echo");
  },

  "two selects over the same foreign descriptor do not end with each other": async (t) => {
    const { client, peer } = await connectedPair(t);
    const foreign = { getfd: () => client.getfd() };
    const strange = must(blocking.udp4());
    must(strange.setsockname("127.0.0.1", 0));
    const number = strange.getfd();
    const theirs = { getfd: () => number };
    strange.setfd(-1);
    t.after(() => closeSync(number));
    const long = socket.select([theirs, foreign], [], 20);
    const short = await socket.select([theirs], [], 0.03);
    assert.deepEqual([[...short[0]], [...short[1]], short[2]], [[], [], "timeout"]);
    assert.ok(await isPending(long), "it has ended, too");
    peer.send("hello\n");
    const [readable] = await long;
    assert.deepEqual([...readable], [foreign]);
  },

  "a pipe of somebody else's can be selected": async (t) => {
    const { client } = await connectedPair(t);
    const { readFd, writeFd } = pipeOf(t);
    const reader = { getfd: () => readFd };
    const selecting = socket.select([reader, client], [], 20);
    assert.ok(await isPending(selecting));
    writeSync(writeFd, "x");
    const [readable] = await selecting;
    assert.deepEqual([...readable], [reader]);
  },

  "a reset wakes both who receives and who sends": async (t) => {
    const { client, peer } = await connectedPair(t);
    const receiving = client.receive("*a");
    const sending = client.send(Buffer.alloc(32 << 20));
    assert.ok(await isPending(Promise.race([receiving, sending])));
    reset(peer);
    const [, receiveError] = await receiving;
    const [, sendError] = await sending;
    assert.deepEqual([receiveError, sendError], ["closed", "closed"]);
  },

  "receive and send of one socket wait side by side, again and again": async (t) => {
    const { client, peer } = await connectedPair(t);
    peer.settimeout(0);
    const much = Buffer.alloc(8 << 20, "x");
    const lines: string[] = [];
    const receiving = (async () => {
      for (let count = 0; count < 50; count++) lines.push(must(await client.receive("*l")));
    })();
    const sending = client.send(much);
    let got = 0;
    for (let count = 0; got < much.length || count < 50; count++) {
      if (count < 50) peer.send(`${count}\n`);
      const [all, , some] = peer.receive(1 << 20);
      got += ((all ?? some) as string).length;
      await turn();
    }
    assert.deepEqual(await sending, [much.length]);
    await receiving;
    assert.deepEqual(
      lines,
      Array.from({ length: 50 }, (_, at) => `${at}`),
    );
  },

  "a signal may serve many calls at once, and forgets those that have ended": async (t) => {
    const controller = new AbortController();
    const { signal } = controller;
    const { client, peer } = await connectedPair(t);
    for (let count = 0; count < 50; count++) {
      const receiving = client.receive("*l", undefined, { signal });
      peer.send(`${count}\n`);
      assert.deepEqual(await receiving, [`${count}`]);
    }
    const pairs = await Promise.all(Array.from({ length: 20 }, () => connectedPair(t)));
    const calls = pairs.map(({ client: one }) => one.receive("*l", undefined, { signal }));
    const reason = new Error("all of you");
    controller.abort(reason);
    for (const outcome of await Promise.allSettled(calls)) {
      assert.equal(outcome.status, "rejected");
      assert.equal((outcome as PromiseRejectedResult).reason, reason);
    }
  },
});

function pipeOf(t: Stage): { readFd: number; writeFd: number } {
  const ends = openPipe();
  if (typeof ends === "number") throw new Error("there is no pipe");
  t.after(() => closeSync(ends.readEnd));
  t.after(() => closeSync(ends.writeEnd));
  return { readFd: ends.readEnd, writeFd: ends.writeEnd };
}

async function netServer(t: Stage): Promise<Server> {
  const server = createServer((connection) => connection.pipe(connection));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  return server;
}
