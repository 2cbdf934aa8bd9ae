// Objects for descriptors that the process already has.

import assert from "node:assert/strict";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import koffi from "koffi";
import blocking from "luasocket";
import old from "luasocket/2.0";
import defold from "luasocket/defold";
import promises from "luasocket/promises";
import { connectedPair, must, reset } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen, openSockets } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

const libc = koffi.load(null);
const openSocket = libc.func("int socket(int, int, int)") as (...args: number[]) => number;
const closed = 1_000_000;

interface Owner {
  close(): 1;
  getfd(): number;
  setfd(fd: number): void;
}

/** Takes the descriptor away from an object: nobody owns it then. */
function orphaned(object: Owner): number {
  const fd = object.getfd();
  object.setfd(-1);
  return fd;
}

/** As orphaned, of what may have failed to be made. */
const orphan = (result: readonly [Owner | undefined, unknown?]): number => orphaned(must(result));

/** One descriptor of each kind, and the class that it is of. */
function eachKind(t: TestContext): [className: string, fd: number][] {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-adopt-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const { client, peer } = connectedPair(t);
  const connectedUdp = must(blocking.udp6());
  connectedUdp.setpeername("::1", 9);
  const unixServer = must(blocking.unix.stream());
  unixServer.bind(join(folder, "stream"));
  unixServer.listen();
  const unixClient = must(blocking.unix.stream());
  unixClient.connect(join(folder, "stream"));
  const unixReceiver = must(blocking.unix.dgram());
  unixReceiver.bind(join(folder, "dgram"));
  const unixSender = must(blocking.unix.dgram());
  unixSender.connect(join(folder, "dgram"));
  const bound = must(blocking.tcp4());
  bound.bind("127.0.0.1", 0);
  return [
    ["tcp{client}", orphaned(client)],
    ["tcp{client}", orphaned(peer)],
    ["tcp{server}", orphan(blocking.bind("127.0.0.1", 0))],
    ["tcp{server}", orphan(blocking.bind("::1", 0))],
    ["tcp{master}", orphan(blocking.tcp4())],
    ["tcp{master}", orphan(blocking.tcp6())],
    ["tcp{master}", orphaned(bound)],
    ["udp{unconnected}", orphan(blocking.udp4())],
    ["udp{connected}", orphaned(connectedUdp)],
    ["unixstream{client}", orphan(unixServer.accept())],
    ["unixstream{server}", orphaned(unixServer)],
    ["unixstream{client}", orphaned(unixClient)],
    ["unixstream{master}", orphan(blocking.unix.stream())],
    ["unixdgram{unconnected}", orphaned(unixReceiver)],
    ["unixdgram{connected}", orphaned(unixSender)],
    ["unixdgram{unconnected}", orphan(blocking.unix.dgram())],
  ];
}

for (const [name, socket] of [
  ["blocking", blocking],
  ["promises", promises],
  ["2.0", old],
] as const) {
  test(`${name}: it finds out what a descriptor stands for`, (t) => {
    const before = openSockets();
    for (const [className, fd] of eachKind(t)) {
      const object = must<Owner & { class: string }>(socket.adopt(fd));
      assert.equal(`${object.class}: ${object.getfd()}`, `${className}: ${fd}`);
      object.close();
    }
    assert.equal(openSockets(), before);
  });
}

test("Defold has no such function", () => {
  assert.equal("adopt" in defold, false);
  assert.equal("adopt" in promises.configure({ dialect: "defold" }), false);
});

test("an adopted object works as one of ours", async (t) => {
  const { client: ours, peer } = connectedPair(t);
  const client = must(blocking.adopt(orphaned(ours)));
  assert.ok(client.class === "tcp{client}");
  t.after(() => client.close());
  peer.send("hello\n");
  assert.deepEqual(client.receive(), ["hello"]);
  assert.deepEqual(client.send("x"), [1]);
  assert.deepEqual(client.getpeername(), peer.getsockname());
  assert.equal(client.getfamily(), "inet4");
  client.settimeout(0);
  assert.deepEqual(client.receive(), [undefined, "timeout", ""]);

  const server = must(promises.adopt(orphan(blocking.bind("::1", 0))));
  assert.ok(server.class === "tcp{server}");
  assert.equal(server.getfamily(), "inet6");
  const accepted = server.accept();
  const other = must(blocking.connect("::1", server.getsockname()[1] as number));
  must<Owner>(await accepted).close();
  other.close();
  server.close();

  const bytes = blocking.configure({ encoding: "buffer" });
  const udp = must(bytes.adopt(orphan(blocking.udp4())));
  assert.ok(udp.class === "udp{unconnected}");
  assert.deepEqual(udp.setsockname("127.0.0.1", 0), [1]);
  assert.deepEqual(udp.sendto("x", "127.0.0.1", udp.getsockname()[1] as number), [1]);
  assert.deepEqual(udp.receivefrom(), [Buffer.from("x"), ...udp.getsockname().slice(0, 2)]);
  udp.close();
});

test("a socket goes from one binding to the other", async (t) => {
  const { client: ours, peer } = connectedPair(t);
  const client = must(promises.adopt(orphaned(ours)));
  assert.ok(client.class === "tcp{client}");
  const line = client.receive();
  peer.send("waited for\n");
  assert.deepEqual(await line, ["waited for"]);
  const back = must(blocking.adopt(orphaned(client)));
  assert.ok(back.class === "tcp{client}");
  peer.send("again\n");
  assert.deepEqual(back.receive(), ["again"]);
  const again = must(promises.adopt(orphaned(back)));
  assert.ok(again.class === "tcp{client}");
  again.settimeout(0.01);
  assert.deepEqual(await again.receive(), [undefined, "timeout", ""]);
  again.close();
});

test("a descriptor becomes non-blocking and closed on exec", () => {
  const [AF_INET, SOCK_STREAM] = [2, 1];
  const fd = openSocket(AF_INET, SOCK_STREAM, 0);
  const flags = (): number =>
    Number.parseInt(/flags:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1"))?.[1] ?? "", 8);
  const [O_NONBLOCK, O_CLOEXEC] = [0o4000, 0o2000000];
  assert.equal(flags() & (O_NONBLOCK | O_CLOEXEC), 0);
  const master = must(blocking.adopt(fd));
  assert.equal(flags() & (O_NONBLOCK | O_CLOEXEC), O_NONBLOCK | O_CLOEXEC);
  master.close();
});

test("a connection that is being made, or was reset, is a client", async (t) => {
  const pending = must(blocking.tcp4());
  pending.settimeout(0);
  // TEST-NET-1 (RFC 5737): nobody answers, and some hosts have no way there.
  const [, reason] = pending.connect("192.0.2.1", 9);
  const connecting = must(blocking.adopt(orphaned(pending)));
  if (reason === "timeout") assert.equal(connecting.class, "tcp{client}");
  connecting.close();

  const { client: ours, peer } = connectedPair(t);
  reset(peer);
  blocking.select([ours], undefined, 10);
  const client = must(blocking.adopt(orphaned(ours)));
  assert.ok(client.class === "tcp{client}");
  assert.deepEqual(client.receive(), [undefined, "closed", ""]);
  client.close();
});

test("what is no socket, or none of ours, is told in the system's words", (t) => {
  const file = openSync("/dev/null", "r");
  t.after(() => closeSync(file));
  const [AF_UNIX, AF_INET, AF_NETLINK, SOCK_RAW, SOCK_SEQPACKET] = [1, 2, 16, 3, 5];
  const netlink = openSocket(AF_NETLINK, SOCK_RAW, 0);
  const packets = openSocket(AF_UNIX, SOCK_SEQPACKET, 0);
  const raw = openSocket(AF_INET, SOCK_RAW, 1);
  for (const socket of [blocking, promises, old]) {
    assert.deepEqual(socket.adopt(file), [undefined, "Socket operation on non-socket"]);
    assert.deepEqual(socket.adopt(closed), [undefined, "Bad file descriptor"]);
    assert.deepEqual(socket.adopt(-1), [undefined, "Bad file descriptor"]);
    assert.deepEqual(socket.adopt(netlink), [undefined, "Address family not supported by protocol"]);
    assert.deepEqual(socket.adopt(packets), [undefined, "Protocol not supported"]);
    // Takes a privilege.
    if (raw >= 0) assert.deepEqual(socket.adopt(raw), [undefined, "Protocol not supported"]);
  }
  for (const fd of [netlink, packets, raw]) if (fd >= 0) closeSync(fd);
});

test("what is no number, or stands for another object, throws", (t) => {
  const adopt = blocking.adopt as (fd?: unknown) => unknown;
  for (const [fd, complaint] of [
    [undefined, "number expected, got undefined"],
    ["three", "number expected, got string"],
    [{}, "number expected, got object"],
    [Number.NaN, "descriptor expected"],
    [-2, "descriptor expected"],
    [2 ** 31, "descriptor expected"],
  ] as const) {
    const message = `bad argument #1 to 'adopt' (${complaint})`;
    assert.throws(() => adopt(fd), { name: "TypeError", message });
  }
  const { client } = connectedPair(t);
  assert.throws(() => promises.adopt(client.getfd()), {
    name: "TypeError",
    message: "bad argument #1 to 'adopt' (descriptor of another object)",
  });
});

test("an adopted object can be handed over", async (t) => {
  const { client: ours, peer } = connectedPair(t);
  const client = must(promises.adopt(orphaned(ours)));
  assert.ok(client.class === "tcp{client}");
  const stream = client.tonodesocket();
  peer.send("hello");
  const [data] = await once(stream, "data");
  assert.equal(String(data), "hello");
  stream.destroy();
  await once(stream, "close");
});
