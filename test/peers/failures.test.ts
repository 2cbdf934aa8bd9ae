// What fails, with the right words and without a descriptor lost.

import assert from "node:assert/strict";
import test from "node:test";
import socket, { type TcpClient } from "luasocket";
import { connectedPair, must, reset } from "../support/connected-pair.ts";
import { freePort } from "../support/free-port.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";
import { Program } from "../support/program.ts";

leavesNoSocketOpen();

test("a port where nobody listens refuses", () => {
  const port = freePort();
  assert.deepEqual(socket.connect("127.0.0.1", port), [undefined, "connection refused"]);
  assert.deepEqual(socket.connect("localhost", port), [undefined, "connection refused"]);
  const tcp = must(socket.tcp4());
  tcp.settimeout(10);
  assert.deepEqual(tcp.connect("127.0.0.1", port), [undefined, "connection refused"]);
  tcp.close();
});

test("an address that no route leads to is unreachable: one of IPv4 from a socket of IPv6 only", () => {
  const tcp6 = must(socket.tcp6());
  assert.deepEqual(tcp6.connect("::ffff:127.0.0.1", 9), [undefined, "Network is unreachable"]);
  tcp6.close();
  const udp6 = must(socket.udp6());
  assert.deepEqual(udp6.sendto("x", "::ffff:127.0.0.1", 9), [undefined, "Network is unreachable"]);
  udp6.close();
});

test("a reset ends receives and sends, after what had come before it", (t) => {
  const { client, peer } = connectedPair(t);
  peer.send("before");
  socket.select([client], undefined, 10);
  client.settimeout(0);
  assert.deepEqual(client.receive(1), ["b"]);
  client.settimeout(10);
  reset(peer);
  assert.deepEqual(client.receive("*a"), [undefined, "closed", "efore"]);
  assert.deepEqual(client.send("x"), [undefined, "closed", 0]);
});

test("either end may stop sending and go on receiving", (t) => {
  const { client, peer } = connectedPair(t);
  client.send("the question");
  client.shutdown("send");
  assert.deepEqual(peer.receive("*a"), ["the question"]);
  assert.deepEqual(client.send("more"), [undefined, "closed", 0]);
  peer.send("the answer");
  peer.shutdown("send");
  assert.deepEqual(client.receive("*a"), ["the answer"]);
});

test("connections beyond the backlog have to wait", (t) => {
  const server = must(socket.bind("127.0.0.1", 0, 1));
  t.after(() => server.close());
  const [, port] = server.getsockname();
  const clients: { close(): unknown }[] = [];
  t.after(() => {
    for (const client of clients) client.close();
  });
  let outcome: unknown;
  for (let at = 0; at < 10 && outcome === undefined; at++) {
    const [client] = socket.tcp();
    clients.push(client);
    client.settimeout(0.1);
    [, outcome] = client.connect("127.0.0.1", port as number);
  }
  assert.equal(outcome, "timeout");
  // Who has been let in is served all the same.
  const first: TcpClient = must(server.accept());
  clients.push(first);
  assert.deepEqual(first.send("hello"), [5]);
});

test("names that nobody knows fail for every kind of socket", () => {
  const unknown = "host or service not provided, or not known";
  const name = "no.such.host.invalid";
  const [udp] = socket.udp();
  const outcomes = [
    socket.connect(name, 80),
    socket.bind(name, 0),
    socket.tcp()[0].connect(name, 80),
    socket.tcp()[0].bind(name, 0),
    udp.setpeername(name, 80),
    udp.setsockname(name, 0),
    socket.dns.getaddrinfo(name),
  ];
  // Without a network, the resolver may say that it could not ask anybody.
  for (const [value, err] of outcomes) {
    assert.equal(value, undefined);
    assert.ok([unknown, "temporary failure in name resolution"].includes(err as string), String(err));
  }
  const service = "service not supported for socket type";
  assert.deepEqual(socket.connect("127.0.0.1", "no-such-service"), [undefined, service]);
  assert.deepEqual(udp.setpeername("127.0.0.1", "no-such-service"), [undefined, service]);
  assert.deepEqual(udp.sendto("x", "127.0.0.1", "http"), [undefined, "Name or service not known"]);
});

const FULL = `
  import assert from "node:assert/strict";
  import socket from "luasocket";
  const [server] = socket.bind("127.0.0.1", 0);
  const port = server.getsockname()[1];
  const waiting = socket.connect("127.0.0.1", port)[0];
  const open = [];
  let last;
  do {
    last = socket.udp4();
    open.push(last[0]);
  } while (last[0] !== undefined);
  const full = [undefined, "Too many open files"];
  assert.deepEqual(last, full);
  assert.deepEqual(socket.tcp4(), full);
  assert.deepEqual(socket.tcp6(), full);
  assert.deepEqual(socket.udp6(), full);
  assert.deepEqual(socket.unix.stream(), full);
  assert.deepEqual(socket.unix.dgram(), full);
  assert.deepEqual(socket.connect("127.0.0.1", port), full);
  assert.deepEqual(socket.bind("127.0.0.1", 0), full);
  assert.deepEqual(socket.tcp()[0].bind("127.0.0.1", 0), full);
  assert.deepEqual(socket.udp()[0].sendto("x", "127.0.0.1", 9), full);
  assert.deepEqual(server.accept(), full);
  open.pop();
  open.pop().close();
  const [client] = server.accept();
  assert.ok(client, "the connection still waits");
  waiting.send("hello");
  assert.deepEqual(client.receive(5), ["hello"]);
  console.log("recovered after", open.length);
`;

test("a process that may open no more descriptors is told so, and recovers", async (t) => {
  const limited = `ulimit -n 160; exec "$@"`;
  const command = [process.execPath, "--input-type=module", "-e", FULL];
  const program = new Program(t, ["bash", "-c", limited, "bash", ...command]);
  assert.equal(await program.ends(), 0, program.stderr);
  assert.match(program.stdout.toString(), /recovered after \d+/);
});
