import assert from "node:assert/strict";
import test from "node:test";
import socket from "luasocket";
import { must } from "../support/connected-pair.js";

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

const options = [
  ["keepalive", true],
  ["reuseaddr", true],
  ["reuseport", true],
  ["tcp-nodelay", true],
  ["tcp-keepidle", 77],
  ["tcp-keepintvl", 33],
  ["tcp-keepcnt", 5],
  ["linger", { on: true, timeout: 7 }],
] as const;

for (const [name, value] of options) {
  test(`the option ${name} is read as it was set`, (t) => {
    const tcp = must(socket.tcp4());
    t.after(() => tcp.close());
    assert.notDeepEqual(tcp.getoption(name), [value]);
    assert.deepEqual(tcp.setoption(name, value as never), [1]);
    assert.deepEqual(tcp.getoption(name), [value]);
  });
}

test("an object without a descriptor can set no option yet", () => {
  const [tcp] = socket.tcp();
  assert.deepEqual(tcp.setoption("reuseaddr", true), [undefined, "setsockopt failed"]);
  assert.deepEqual(tcp.getoption("reuseaddr"), [undefined, "getsockopt failed"]);
  assert.equal(tcp.getfd(), -1);
  assert.equal(tcp.getfamily(), "inet4");
});
