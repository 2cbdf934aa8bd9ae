import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect as connectByNode } from "node:net";
import { networkInterfaces } from "node:os";
import test from "node:test";
import socket, { type TcpClient } from "luasocket";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

const hasIPv6 = (() => {
  const [server] = socket.bind("::1", 0);
  server?.close();
  return server !== undefined;
})();

for (const [host, family] of [
  ["127.0.0.1", "inet"],
  ["127.1", "inet"],
  ["0x7f000001", "inet"],
  ["localhost", undefined],
  ["::1", "inet6"],
] as const) {
  test(`a server on ${host} is reached under that name`, {
    skip: family === "inet6" && !hasIPv6 && "no IPv6 here",
  }, (t) => {
    const server = must(socket.bind(host, 0));
    t.after(() => server.close());
    const [address, port, name] = server.getsockname();
    const client = must(socket.connect(host, port as number));
    t.after(() => client.close());
    assert.deepEqual(client.getpeername(), [address, port, name]);
    if (family !== undefined) assert.equal(name, family);
    const accepted = must(server.accept());
    t.after(() => accepted.close());
    assert.deepEqual(accepted.getpeername(), client.getsockname());
    assert.equal(accepted.getfamily(), family === "inet6" ? "inet6" : accepted.getfamily());
  });
}

test("connect4 and connect6 keep to their family", { skip: !hasIPv6 && "no IPv6 here" }, () => {
  assert.deepEqual(socket.connect4("::1", 1), [undefined, "Address family for hostname not supported"]);
  assert.deepEqual(socket.connect6("127.0.0.1", 1), [undefined, "Address family for hostname not supported"]);
});

test("a connection can be made from a chosen address and port", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const client = must(socket.connect("127.0.0.1", server.getsockname()[1] as number, "127.0.0.2", 0));
  t.after(() => client.close());
  assert.equal(client.getsockname()[0], "127.0.0.2");
  assert.deepEqual(socket.connect("127.0.0.1", 1, "192.0.2.1"), [
    undefined,
    "Cannot assign requested address",
  ]);
});

test("a service can be named, and * is every address of IPv4", (t) => {
  const [tcp] = socket.tcp();
  t.after(() => tcp.close());
  assert.deepEqual(tcp.bind("*", 0), [1]);
  assert.equal(tcp.getsockname()[0], "0.0.0.0");
  assert.deepEqual(socket.connect("127.0.0.1", "tcpmux"), [undefined, "connection refused"]);
});

test("an IPv6 object leaves IPv4 to others", { skip: !hasIPv6 && "no IPv6 here" }, (t) => {
  const six = must(socket.bind("::", 0));
  t.after(() => six.close());
  const port = six.getsockname()[1] as number;
  assert.deepEqual(socket.connect("127.0.0.1", port), [undefined, "connection refused"]);
  const four = must(socket.bind("*", port));
  four.close();
});

test("an object without an address has none to tell", (t) => {
  const lazy = socket.tcp()[0];
  assert.deepEqual([lazy.getfd(), lazy.getfamily()], [-1, "inet4"]);
  assert.deepEqual(lazy.getsockname(), [undefined, "Bad file descriptor"]);
  const four = must(socket.tcp4());
  t.after(() => four.close());
  assert.deepEqual(four.getsockname(), ["0.0.0.0", 0, "inet"]);
  assert.deepEqual(four.getpeername(), [undefined, "Transport endpoint is not connected"]);
});

for (const host of ["127.0.0.1", "::1"]) {
  test(`Node's own net has the same names for the ends of a connection over ${host}`, {
    skip: host === "::1" && !hasIPv6 && "no IPv6 here",
  }, async (t) => {
    const server = must(socket.bind(host, 0));
    t.after(() => server.close());
    const [, port] = server.getsockname();
    const theirs = connectByNode(port as number, host);
    t.after(() => theirs.destroy());
    // The kernel completes the connection; nobody has to accept it for that.
    await once(theirs, "connect");
    using ours = must(server.accept());
    assert.deepEqual(ours.getpeername().slice(0, 2), [theirs.localAddress, theirs.localPort]);
    assert.deepEqual(ours.getsockname().slice(0, 2), [theirs.remoteAddress, theirs.remotePort]);
  });
}

test("a link-local address is bound and told with its zone", (t) => {
  const [name, link] =
    Object.entries(networkInterfaces())
      .flatMap(([name, entries]) => (entries ?? []).map((entry) => [name, entry] as const))
      .find(([, entry]) => entry.family === "IPv6" && entry.address.startsWith("fe80:")) ?? [];
  if (link === undefined) return t.skip("no link-local IPv6 address here");
  const zoned = `${link.address}%${name}`;
  const server = must(socket.bind(zoned, 0));
  t.after(() => server.close());
  const [host, port, family] = server.getsockname();
  assert.deepEqual([host, family], [zoned, "inet6"]);
  using client = must(socket.connect(zoned, port as number));
  assert.deepEqual(client.getpeername(), [zoned, port, "inet6"]);
  const unknown = "host or service not provided, or not known";
  assert.deepEqual(socket.connect("fe80::1%no-such-if", port as number), [undefined, unknown]);
});

test("IPv6 literals in every spelling lead to the same server", { skip: !hasIPv6 && "no IPv6 here" }, (t) => {
  const server = must(socket.bind("0:0:0:0:0:0:0:1", 0));
  t.after(() => server.close());
  const [host, port] = server.getsockname();
  assert.equal(host, "::1");
  for (const spelling of ["::1", "0::1", "::0001", "0000:0000:0000:0000:0000:0000:0000:0001", "::0.0.0.1"]) {
    using client: TcpClient = must(socket.connect(spelling, port as number));
    assert.deepEqual(client.getpeername(), ["::1", port, "inet6"], spelling);
  }
});

test("a mapped address is out of an IPv6 object's reach", { skip: !hasIPv6 && "no IPv6 here" }, () => {
  assert.deepEqual(socket.connect("::ffff:127.0.0.1", 1), [undefined, "Network is unreachable"]);
});

test("a connection can be made from a chosen port, if that is free", (t) => {
  const server = must(socket.bind("127.0.0.1", 0));
  t.after(() => server.close());
  const [, port] = server.getsockname();
  // Free a moment ago, and no longer used by anybody of us.
  const probe = must(socket.bind("127.0.0.1", 0));
  const [, free] = probe.getsockname();
  probe.close();
  const from = (host: string, local: number | string) =>
    socket.connect("127.0.0.1", port as number, host, local);
  using client = must(from("127.0.0.1", free as number));
  assert.deepEqual(client.getsockname().slice(0, 2), ["127.0.0.1", free]);
  assert.deepEqual(from("127.0.0.1", free as number), [undefined, "address already in use"]);
  assert.deepEqual(from("127.0.0.1", port as number), [undefined, "address already in use"]);
  using anywhere = must(from("*", "0"));
  assert.equal(anywhere.getsockname()[0], "127.0.0.1");
  // Without a local address its port counts for nothing.
  using ignored = must(socket.connect("127.0.0.1", port as number, undefined, free as number));
  assert.notEqual(ignored.getsockname()[1], free);
});

test("both ends of a connection are of one family", { skip: !hasIPv6 && "no IPv6 here" }, () => {
  const unsupported = [undefined, "Address family for hostname not supported"];
  assert.deepEqual(socket.connect("127.0.0.1", 1, "::1"), unsupported);
  assert.deepEqual(socket.connect("::1", 1, "127.0.0.1"), unsupported);
  assert.deepEqual(socket.connect4("127.0.0.1", 1, "::1"), unsupported);
  assert.deepEqual(socket.connect6("::1", 1, "::1"), [undefined, "connection refused"]);
  assert.deepEqual(socket.connect4("localhost", 1, "localhost"), [undefined, "connection refused"]);
});

test("a typed object keeps to its family", { skip: !hasIPv6 && "no IPv6 here" }, (t) => {
  const unsupported = [undefined, "Address family for hostname not supported"];
  const [four, six] = [must(socket.tcp4()), must(socket.tcp6())];
  t.after(() => [four.close(), six.close()]);
  assert.deepEqual(four.bind("::1", 0), unsupported);
  assert.deepEqual(six.bind("127.0.0.1", 0), unsupported);
  assert.deepEqual(six.bind("*", 0), [1]);
  assert.deepEqual([six.getsockname()[0], six.getfamily(), four.getfamily()], ["::", "inet6", "inet4"]);
});

test("a service is bound by its name in /etc/services", (t) => {
  let services: string;
  try {
    services = readFileSync("/etc/services", "utf8");
  } catch {
    return t.skip("no /etc/services here");
  }
  for (const [, name, port] of services.matchAll(/^([a-z][\w-]*)\s+(\d{4,5})\/tcp/gm)) {
    const [server] = socket.bind("127.0.0.1", name as string);
    if (server === undefined) continue; // somebody has that port
    t.after(() => server.close());
    assert.equal(server.getsockname()[1], Number(port));
    return;
  }
  t.skip("every service that has a name is in use");
});

test("a port is decimal text in the forms that strtoul takes, or a number", () => {
  const probe = must(socket.bind("127.0.0.1", 0));
  const port = probe.getsockname()[1] as number;
  probe.close();
  for (const form of [port, String(port), `00${port}`, `+${port}`, ` ${port}`, `\t+0${port}`]) {
    using server = must(socket.bind("127.0.0.1", form));
    assert.equal(server.getsockname()[1], port);
  }
  for (const form of ["", "0", "+000", 0, -0]) {
    using server = must(socket.bind("127.0.0.1", form));
    assert.notEqual(server.getsockname()[1], 0);
  }
});
