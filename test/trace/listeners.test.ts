import assert from "node:assert/strict";
import diagnostics from "node:diagnostics_channel";
import { once } from "node:events";
import test, { type TestContext } from "node:test";
import socket, { type TcpClient, type TracedCall } from "luasocket";
import { createLua } from "luasocket/lua";
import promises from "luasocket/promises";
import { must } from "../support/connected-pair.ts";
import { Program } from "../support/program.ts";

const NAME = "luasocket:call";

/** A listener, and what it has been told. */
function recorder(): { readonly calls: TracedCall[]; readonly trace: (call: TracedCall) => void } {
  const calls: TracedCall[] = [];
  return { calls, trace: (call) => calls.push(call) };
}

/** A traced end of a connection whose other end is not traced. */
function tracedPair(
  t: TestContext,
  trace: (call: TracedCall) => void,
): { client: TcpClient; peer: TcpClient } {
  const server = must(socket.bind("127.0.0.1", 0));
  const client = must(socket.configure({ trace }).connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) {
    end.settimeout(10);
    t.after(() => end.close());
  }
  return { client, peer };
}

const brief = ({ name, results, error }: TracedCall): string => `${name}: ${error ?? results.join(", ")}`;

test("a listener is told of the calls of its namespace, and of no other", (t) => {
  const { calls, trace } = recorder();
  const { client, peer } = tracedPair(t, trace);
  calls.length = 0;
  peer.send("one\n");
  client.receive();
  client.getfd();
  client.gettimeout();
  assert.deepEqual(calls.map(brief), ['receive: "one"']);
  const [call] = calls as [TracedCall];
  assert.equal(call.socket?.class, "tcp{client}");
  assert.equal(call.socket?.fd, client.getfd());
  assert.deepEqual(call.args, []);
  assert.equal(call.bytes, 4);
  assert.equal(call.error, undefined);
  assert.ok(call.seconds >= 0 && call.time >= call.seconds);
});

test("a socket keeps its number, and clients that are accepted have their own", () => {
  const { calls, trace } = recorder();
  const traced = socket.configure({ trace });
  using server = must(traced.bind("127.0.0.1", 0));
  const [, port] = server.getsockname();
  for (let count = 0; count < 3; count++) {
    using _client = must(socket.connect("127.0.0.1", port as number));
    must(server.accept()).close();
  }
  const numbers = (name: string) =>
    calls.filter((call) => call.name === name).map((call) => call.socket?.number);
  assert.equal(new Set(numbers("accept")).size, 1);
  assert.equal(new Set(numbers("close")).size, 3);
});

test("without a trace objects and functions are the usual ones", (t) => {
  const { trace } = recorder();
  const { client, peer } = tracedPair(t, trace);
  const plain = socket.configure({});
  for (const namespace of [plain, socket.configure({ trace }).configure({ trace: false })]) {
    const [object] = namespace.tcp();
    assert.equal(Object.getPrototypeOf(object), Object.getPrototypeOf(peer));
    assert.equal(object.receive, peer.receive);
    assert.deepEqual(Object.getOwnPropertyNames(object).sort(), Object.getOwnPropertyNames(peer).sort());
    object.close();
  }
  assert.notEqual(client.receive, peer.receive);
  // What is only asked is not wrapped, and a traced object is one of the same class.
  assert.equal(client.getfd, peer.getfd);
  assert.ok(client instanceof (peer.constructor as new () => object));
  assert.equal(client.constructor, peer.constructor);
});

test("a namespace that is made from a traced one is traced", (t) => {
  const { calls, trace } = recorder();
  const latin1 = socket.configure({ trace }).configure({ encoding: "latin1" });
  const [object] = latin1.tcp();
  t.after(() => object.close());
  assert.deepEqual(
    calls.map(({ name }) => name),
    ["socket.tcp"],
  );
});

test("what no trace can be is refused", () => {
  for (const trace of ["yes", 1, {}, null]) {
    assert.throws(() => socket.configure({ trace: trace as never }), {
      name: "TypeError",
      message: "trace must be true, false or a function",
    });
    assert.throws(() => createLua({ trace: trace as never }), TypeError);
  }
});

test("a listener that throws changes no call", async (t) => {
  const { client, peer } = tracedPair(t, () => {
    throw new Error("of the listener");
  });
  const warned = once(process, "warning");
  peer.send("one\n");
  assert.deepEqual(client.receive(), ["one"]);
  const [warning] = await warned;
  assert.match(String(warning), /a trace listener failed: Error: of the listener/);
});

test("what a listener does itself is not told", (t) => {
  const calls: string[] = [];
  let own: TcpClient | undefined;
  const { client } = tracedPair(t, ({ name }) => {
    calls.push(name);
    own?.settimeout(9);
  });
  own = client;
  calls.length = 0;
  client.settimeout(8);
  assert.deepEqual(calls, ["settimeout"]);
});

test("values that cannot be looked at are no reason to fail", (t) => {
  const { calls, trace } = recorder();
  const { client } = tracedPair(t, trace);
  calls.length = 0;
  const { proxy, revoke } = Proxy.revocable([], {});
  revoke();
  assert.throws(() => client.send(proxy as never), TypeError);
  assert.throws(() => client.send(Object.create(null) as never), TypeError);
  assert.throws(() => client.send(Symbol("s") as never), TypeError);
  assert.deepEqual(
    calls.map(({ args }) => args),
    [["?"], ["{...}"], ["symbol"]],
  );
});

test("lines and clients are told step by step", (t) => {
  const { calls, trace } = recorder();
  const { client, peer } = tracedPair(t, trace);
  calls.length = 0;
  peer.send("one\ntwo\n");
  peer.close();
  assert.deepEqual([...client.lines()], ["one", "two"]);
  assert.deepEqual(calls.map(brief), ['lines: "one"', 'lines: "two"', "lines: done"]);
});

test("a promise is told of when it is settled: aborted, closed, timed out", async () => {
  const { calls, trace } = recorder();
  const traced = promises.configure({ trace });
  using server = must(await promises.bind("127.0.0.1", 0));
  using client = must(await traced.connect("127.0.0.1", server.getsockname()[1] as number));
  using _peer = must(await server.accept());
  calls.length = 0;

  const abort = new AbortController();
  const aborted = client.receive("*l", undefined, { signal: abort.signal });
  assert.equal(calls.length, 0);
  abort.abort(new Error("no more"));
  await assert.rejects(aborted, { message: "no more" });

  client.settimeout(0.001);
  assert.deepEqual(await client.receive(), [undefined, "timeout", ""]);
  client.settimeout();
  const waiting = client.receive();
  client.close();
  assert.deepEqual(await waiting, [undefined, "closed", ""]);

  assert.deepEqual(calls.filter(({ name }) => name !== "settimeout").map(brief), [
    "receive: Error: no more",
    'receive: undefined, "timeout", ""',
    "close: 1",
    'receive: undefined, "closed", ""',
  ]);
});

test("for await over lines is told step by step", async () => {
  const { calls, trace } = recorder();
  const traced = promises.configure({ trace });
  using server = must(await traced.bind("127.0.0.1", 0));
  const clients = server.clients();
  using client = must(await promises.connect("127.0.0.1", server.getsockname()[1] as number));
  const { value: peer } = await clients.next();
  await client.send("one\n");
  client.close();
  calls.length = 0;
  for await (const line of (peer as unknown as { lines(): AsyncIterable<string> }).lines()) {
    assert.equal(line, "one");
  }
  assert.deepEqual(calls.map(brief), ['lines: "one"', "lines: done"]);
});

test("a rejection that nobody looks at is one under a trace, too", async (t) => {
  const source = `
    import plain from "luasocket/promises";
    const socket = plain.configure({ trace: () => {} });
    const [udp] = socket.udp4();
    process.on("unhandledRejection", (error) => console.log(error.message));
    udp.receive(1, { signal: AbortSignal.abort(new Error("nobody looks")) });`;
  const run = new Program(t, [process.execPath, "--input-type=module", "-e", source]);
  assert.equal(await run.ends(), 0, run.stderr);
  assert.equal(run.stdout.toString(), "nobody looks\n");
});

test("who subscribes before a namespace is made gets its calls from the channel", (t) => {
  const messages: TracedCall[] = [];
  const subscriber = (message: unknown): void => {
    messages.push(message as TracedCall);
  };
  diagnostics.subscribe(NAME, subscriber);
  t.after(() => diagnostics.unsubscribe(NAME, subscriber));
  // The one that was made when nobody had subscribed stays as it is.
  socket.tcp()[0].close();
  assert.deepEqual(messages, []);
  socket.configure({}).tcp()[0].close();
  assert.deepEqual(
    messages.map(({ name }) => name),
    ["socket.tcp", "close"],
  );
  using lua = createLua();
  lua.run(`require("socket").udp4():close()`);
  assert.deepEqual(
    messages.slice(2).map(({ name }) => name),
    ["socket.udp4", "close"],
  );
});

test("a program that subscribes first has the namespace of the package traced", async (t) => {
  const source = `
    import diagnostics from "node:diagnostics_channel";
    diagnostics.subscribe("luasocket:call", ({ name, bytes }) => console.log(name, bytes));
    const { default: socket } = await import("luasocket");
    const [udp] = socket.udp4();
    udp.setpeername("127.0.0.1", 9);
    udp.send("four");`;
  const run = new Program(t, [process.execPath, "--input-type=module", "-e", source]);
  assert.equal(await run.ends(), 0, run.stderr);
  assert.equal(run.stdout.toString(), "socket.udp4 undefined\nsetpeername undefined\nsend 4\n");
});

test("calls of Lua are told to the listener of their VM, tasks as well", async () => {
  const { calls, trace } = recorder();
  using lua = createLua({ eventLoop: true, trace });
  const [port] = await lua.run(`
    socket = require "socket"
    server = assert(socket.bind("127.0.0.1", 0))
    return select(2, server:getsockname())`);
  const served = lua.run(`
    local peer = server:accept()
    while true do
      local line, err = peer:receive()
      if err then return peer:close() end
      peer:send(line .. "\\n")
    end`);
  using client = must(await promises.connect("127.0.0.1", port as number));
  await client.send("one\n");
  assert.deepEqual(await client.receive(), ["one"]);
  client.close();
  await served;
  assert.deepEqual(
    calls.map((call) => brief(call).replace(/#\d+/, "")),
    [
      "socket.bind: tcp{server}",
      "accept: tcp{client}",
      'receive: "one"',
      "send: 4",
      'receive: nil, "closed", ""',
      "close: 1",
    ],
  );
});

test("in Lua two names of a method stay one function under a trace", () => {
  using lua = createLua({ trace: () => {} });
  assert.deepEqual(
    lua.run(`
      local tcp = require("socket").tcp()
      return tcp.connect == tcp.setpeername, tcp.bind == tcp.setsockname, (tostring(tcp):gsub(":.*", ""))`),
    [true, true, "tcp{master}"],
  );
});
