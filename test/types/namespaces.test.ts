// What the types of datagrams, paths, names, dialects and settings say. The compiler is the test.

import assert from "node:assert/strict";
import test from "node:test";
import socket, {
  type LuaSocket,
  type LuaSocket20,
  type Membership,
  type Received,
  type ReceivedFrom,
  type Result,
  type Sent,
  type TcpClient,
  TryError,
  type UdpConnected,
  type UdpObject,
  type UdpUnconnected,
  type UnixStreamObject,
} from "luasocket";
import old from "luasocket/2.0";
import defold from "luasocket/defold";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where both types are the same. */
function same<A, B>(_: Equal<A, B>): void {}

export function datagramsNarrow(udp: UdpObject, connected: UdpConnected, unconnected: UdpUnconnected): void {
  const [datagram, ip, port] = udp.receivefrom();
  if (datagram !== undefined) {
    same<typeof datagram, string>(true);
    same<typeof port, number>(true);
    same<typeof ip, string>(true);
  } else same<typeof port, undefined>(true);
  const [size, err] = udp.sendto("x", "127.0.0.1", 9);
  if (err === undefined) same<typeof size, number>(true);
  same<ReturnType<typeof connected.receive>, Result<string>>(true);
  udp.setpeername("*");
  // @ts-expect-error a port is needed for a peer
  udp.setpeername("127.0.0.1");
  // @ts-expect-error it has a peer
  connected.sendto("x", "127.0.0.1", 9);
  // @ts-expect-error it has a peer
  connected.receivefrom();
  // @ts-expect-error it has none
  unconnected.send("x");
  // @ts-expect-error datagrams have no patterns
  udp.receive("*l");
  // @ts-expect-error no streams
  udp.shutdown();
  const bytes = udp.setencoding("buffer");
  same<ReturnType<typeof bytes.receive>, Result<Buffer>>(true);
  same<ReturnType<typeof bytes.receivefrom>, ReceivedFrom<Buffer, readonly [ip: string, port: number]>>(true);
  const [lazy] = socket.udp();
  same<typeof lazy, UdpObject>(true);
}

export function valuesFollowTheNameOfAnOption(
  udp: UdpObject,
  client: TcpClient,
  stream: UnixStreamObject,
): void {
  const group: Membership = { multiaddr: "239.0.0.1", interface: "*" };
  udp.setoption("ip-add-membership", group);
  udp.setoption("ipv6-add-membership", { multiaddr: "ff02::1" });
  const [loop] = udp.getoption("ip-multicast-loop");
  same<typeof loop, boolean | undefined>(true);
  const [name] = udp.getoption("ip-multicast-if");
  same<typeof name, string | undefined>(true);
  const [device] = client.getoption("bindtodevice");
  same<typeof device, string | undefined>(true);
  // @ts-expect-error both fields are wanted
  udp.setoption("ip-add-membership", { multiaddr: "239.0.0.1" });
  // @ts-expect-error a number is wanted
  udp.setoption("ip-multicast-ttl", true);
  // @ts-expect-error cannot be read
  udp.getoption("ip-multicast-ttl");
  // @ts-expect-error of TCP
  udp.setoption("tcp-nodelay", true);
  // @ts-expect-error of UDP
  client.setoption("broadcast", true);
  stream.setoption("keepalive", true);
  // @ts-expect-error none can be read
  stream.getoption("keepalive");
}

export function pathsAreTextOrBytes(stream: UnixStreamObject): void {
  stream.bind("\0name");
  stream.connect(Buffer.from("/run/x"));
  const [made] = socket.unix();
  same<typeof made, UnixStreamObject | undefined>(true);
  const [dgram] = socket.unix.dgram();
  same<
    ReturnType<Exclude<typeof dgram, undefined>["receivefrom"]>,
    ReceivedFrom<string, readonly [path: string]>
  >(true);
  // @ts-expect-error a path is wanted
  stream.bind("127.0.0.1", 80);
  // @ts-expect-error no addresses
  stream.getpeername();
}

export function namesAreTuples(): void {
  const [ip, resolved] = socket.dns.toip("localhost");
  if (ip !== undefined) same<(typeof resolved)["alias"], string[]>(true);
  const [list] = socket.dns.getaddrinfo("localhost");
  same<Exclude<typeof list, undefined>[number]["family"], "inet" | "inet6" | "unspec">(true);
  // @ts-expect-error text is wanted
  socket.dns.toip(1);
}

export function settingsAreTyped(): void {
  const bytes = socket.configure({ encoding: "buffer" });
  same<typeof bytes, LuaSocket<"buffer">>(true);
  const [client] = bytes.connect("127.0.0.1", 80);
  same<Exclude<typeof client, undefined>, TcpClient<Buffer>>(true);
  same<ReturnType<Exclude<typeof client, undefined>["receive"]>, Received<Buffer>>(true);
  const both = bytes.configure({ dialect: "2.0" });
  same<typeof both, LuaSocket20<"buffer">>(true);
  bytes.BLOCKSIZE = 4096;
  // @ts-expect-error no such encoding
  socket.configure({ encoding: "utf16" });
  // @ts-expect-error no such dialect
  socket.configure({ dialect: "3.2" });
  socket.configure({
    policy: { connect: ["example.org:443"], listen: { deny: ["*:25"] } },
    limits: { line: 1 },
  });
  // @ts-expect-error no such part of a policy
  socket.configure({ policy: { conect: true } });
  // @ts-expect-error what LuaSocket it is cannot be changed
  bytes._VERSION = "mine";
}

export function dialectsHaveTheirOwn(): void {
  const client = old.connect("127.0.0.1", 80)[0] as Exclude<ReturnType<typeof old.connect>[0], undefined>;
  const [status, header, err] = client.receive("*l", 5);
  same<typeof status, string | undefined>(true);
  same<typeof header, string | undefined>(true);
  same<typeof err, "closed" | "timeout" | "line too long" | "too much data" | undefined>(true);
  const [line, reason] = client.receive();
  same<typeof line, string>(true);
  same<typeof reason, "closed" | "timeout" | "line too long" | "too much data" | undefined>(true);
  const [total] = client.send("a", "b");
  same<typeof total, number>(true);
  // @ts-expect-error no such pattern
  client.receive("*line");
  // @ts-expect-error Defold has no tcp4
  defold.tcp4();
  // @ts-expect-error nor unix
  defold.unix();
  const [master] = defold.tcp();
  // @ts-expect-error it may have failed: it opens at once
  master.getfd();
  if (master === undefined) return;
  master.getstats();
  master.setoption("keepalive", true);
  // @ts-expect-error not an option that Defold has
  master.setoption("reuseport", true);
  // @ts-expect-error nor a method
  master.gettimeout();
  const [ttl] = defold.udp()[0]?.getoption("ip-multicast-ttl") ?? [];
  same<typeof ttl, number | undefined>(true);
}

export function triedResultsAreThere(): void {
  const [client] = socket.try(...socket.connect("127.0.0.1", 80));
  same<typeof client, TcpClient>(true);
  const [line] = socket.try(...client.receive());
  same<typeof line, string>(true);
  const ask = socket.protect((host: string) => {
    const [connected] = socket.try(...socket.connect(host, 80));
    return [connected, 1] as const;
  });
  const [made, second] = ask("localhost");
  same<typeof made, TcpClient | undefined>(true);
  if (made !== undefined) same<typeof second, 1>(true);
  // @ts-expect-error text is wanted
  ask(1);
  const [one] = socket.protect(() => 1)();
  same<typeof one, number | undefined>(true);
  socket.newtry(() => client.close());
  const error: Error = new TryError("reason");
  void error;
}

export function sinksAndSourcesFit(client: TcpClient, bytes: LuaSocket<"buffer">): void {
  const sink = socket.sink("close-when-done", client);
  same<ReturnType<typeof sink>, Sent>(true);
  const source = socket.source("by-length", client, 5);
  const [chunk] = source();
  same<typeof chunk, string | undefined>(true);
  socket.select([sink, source]);
  const [other] = bytes.connect("127.0.0.1", 80);
  if (other !== undefined) same<ReturnType<ReturnType<typeof bytes.source>>[0], Buffer | undefined>(true);
  const choice = socket.choose({
    default: (text: string) => text.length,
    twice: (number: number) => number * 2,
  });
  same<ReturnType<typeof choice<"twice">>, number>(true);
  // @ts-expect-error a length is a number
  socket.source("by-length", client, "5");
}

export function skippedValuesAreAnArray(): void {
  const rest = socket.skip(1, "a", "b");
  same<typeof rest, string[]>(true);
  // @ts-expect-error a count is wanted
  socket.skip("a");
}

test("the types are checked when the tests are built", () => {
  assert.equal(typeof datagramsNarrow, "function");
});
