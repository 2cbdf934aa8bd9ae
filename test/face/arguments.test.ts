import assert from "node:assert/strict";
import test from "node:test";
import socket, { type TcpClient, type TcpObject } from "luasocket";
import { connectedPair, must } from "../support/connected-pair.js";

/** The object as someone without types sees it. */
type Loose = Record<string, (...args: unknown[]) => unknown>;
const loose = (object: unknown) => object as Loose;
const call = (object: unknown, method: string, ...args: unknown[]) =>
  (loose(object)[method] as Loose[string]).call(object, ...args);

const misuse: readonly [method: string, args: readonly unknown[], message: string][] = [
  ["receive", ["*z"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", ["l"], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [" "], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [""], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [-1], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [Number.NaN], "bad argument #1 to 'receive' (invalid receive pattern)"],
  ["receive", [true], "bad argument #1 to 'receive' (string expected, got boolean)"],
  ["receive", ["*l", {}], "bad argument #2 to 'receive' (string expected, got object)"],
  ["send", [undefined], "bad argument #1 to 'send' (string expected, got undefined)"],
  ["send", [{}], "bad argument #1 to 'send' (string expected, got object)"],
  ["send", ["x", {}], "bad argument #2 to 'send' (number expected, got object)"],
  ["send", ["x", 1, "y"], "bad argument #3 to 'send' (number expected, got string)"],
  ["settimeout", ["soon"], "bad argument #1 to 'settimeout' (number expected, got string)"],
  ["settimeout", [1, "x"], "bad argument #2 to 'settimeout' (invalid timeout mode)"],
  ["settimeout", [1, ""], "bad argument #2 to 'settimeout' (invalid timeout mode)"],
  ["shutdown", ["foo"], "bad argument #1 to 'shutdown' (invalid option 'foo')"],
  ["setoption", ["foo", 1], "bad argument #1 to 'setoption' (unsupported option `foo')"],
  [
    "setoption",
    ["x".repeat(50), 1],
    `bad argument #1 to 'setoption' (unsupported option \`${"x".repeat(35)}')`,
  ],
  ["setoption", ["error", 1], "bad argument #1 to 'setoption' (unsupported option `error')"],
  ["setoption", ["keepalive", 1], "bad argument #2 to 'setoption' (boolean expected, got number)"],
  ["setoption", ["linger", true], "bad argument #2 to 'setoption' (table expected, got boolean)"],
  ["setoption", ["linger", {}], "bad argument #2 to 'setoption' (boolean 'on' field expected)"],
  ["setoption", ["linger", { on: true }], "bad argument #2 to 'setoption' (number 'timeout' field expected)"],
  ["setoption", ["recv-buffer-size", "big"], "bad argument #2 to 'setoption' (number expected, got string)"],
  ["getoption", ["ipv6-v6only"], "bad argument #1 to 'getoption' (unsupported option `ipv6-v6only')"],
  ["setfd", ["x"], "bad argument #1 to 'setfd' (number expected, got string)"],
  ["setfd", [2 ** 40], "bad argument #1 to 'setfd' (descriptor expected)"],
  ["setencoding", ["utf16"], "bad argument #1 to 'setencoding' (invalid option 'utf16')"],
  ["connect", [], "bad argument #1 to 'connect' (string expected, got undefined)"],
  ["connect", ["127.0.0.1", {}], "bad argument #2 to 'connect' (string expected, got object)"],
  ["accept", [], "calling 'accept' on bad self (tcp{server} expected)"],
  ["bind", ["*", 0], "calling 'bind' on bad self (tcp{master} expected)"],
  ["listen", [], "calling 'listen' on bad self (tcp{master} expected)"],
];

for (const [method, args, message] of misuse) {
  const shown = args.map((arg) => (typeof arg === "number" ? String(arg) : JSON.stringify(arg))).join(", ");
  test(`${method}(${shown.slice(0, 60)}) on a client throws "${message.slice(0, 80)}"`, (t) => {
    const { client } = connectedPair(t);
    assert.throws(() => call(client, method, ...args), { name: "TypeError", message });
  });
}

test("what only clients can do is refused on a master and a server", () => {
  const [master] = socket.tcp();
  const server = must(socket.bind("127.0.0.1", 0));
  for (const object of [master, server]) {
    for (const method of ["send", "receive", "getstats", "setstats", "shutdown"]) {
      assert.throws(() => call(object, method, "x"), {
        message: `calling '${method}' on bad self (tcp{client} expected)`,
      });
    }
  }
  server.close();
});

test("functions of the namespace check what they get", () => {
  const namespace = socket as unknown as Loose;
  const cases: readonly [name: string, args: readonly unknown[], message: RegExp][] = [
    ["connect", [], /bad argument #1 to 'connect' \(string expected, got undefined\)/],
    ["connect", ["127.0.0.1"], /bad argument #2 to 'connect' \(string expected, got undefined\)/],
    ["connect", ["127.0.0.1", 1, {}], /bad argument #3 to 'connect' \(string expected, got object\)/],
    ["connect", ["127.0.0.1", 1, "*", 0, "inet4"], /bad argument #5 to 'connect' \(invalid option 'inet4'\)/],
    ["bind", ["*"], /bad argument #2 to 'bind' \(string expected, got undefined\)/],
    ["bind", ["*", 0, "many"], /bad argument #3 to 'bind' \(number expected, got string\)/],
    ["select", ["x"], /bad argument #1 to 'select' \(table expected, got string\)/],
    ["select", [[], 1], /bad argument #2 to 'select' \(table expected, got number\)/],
    ["select", [[], [], "x"], /bad argument #3 to 'select' \(number expected, got string\)/],
    ["sleep", ["long"], /bad argument #1 to 'sleep' \(number expected, got string\)/],
  ];
  for (const [name, args, message] of cases) {
    assert.throws(() => (namespace[name] as Loose[string])(...args), { name: "TypeError", message });
  }
});

test("hosts and ports that are none are values, not exceptions", () => {
  const noHost = "host or service not provided, or not known";
  const noService = "service not supported for socket type";
  const cases: readonly [host: string, port: number | string, failure: string][] = [
    ["", 80, noHost],
    ["no such host", 80, noHost],
    ["[::1]", 80, noHost],
    ["127.0.0.1", 65536, noService],
    ["127.0.0.1", -1, noService],
    ["127.0.0.1", 80.5, noService],
    ["127.0.0.1", Number.NaN, noService],
    ["127.0.0.1", "no such service", noService],
    ["127.0.0.1", "0x50", noService],
  ];
  for (const [host, port, failure] of cases) {
    assert.deepEqual(socket.connect(host, port), [undefined, failure], `${host} ${port}`);
    assert.deepEqual(socket.bind(host, port), [undefined, failure], `${host} ${port}`);
  }
});

test("every method of a closed client answers", (t) => {
  const { client } = connectedPair(t);
  client.close();
  assert.equal(client.close(), 1);
  assert.equal(client.getfd(), -1);
  assert.deepEqual(client.receive(), [undefined, "closed", ""]);
  assert.deepEqual(client.receive(0), [undefined, "closed", ""]);
  assert.deepEqual(client.getsockname(), [undefined, "Bad file descriptor"]);
  assert.deepEqual(client.getpeername(), [undefined, "Bad file descriptor"]);
  assert.deepEqual(client.getoption("keepalive"), [undefined, "getsockopt failed"]);
  assert.deepEqual(client.setoption("keepalive", true), [undefined, "setsockopt failed"]);
  assert.equal(client.shutdown(), 1);
  assert.equal(client.settimeout(1), 1);
  assert.equal(client.dirty(), false);
  assert.equal(client.class, "tcp{client}");
});

test("hostile arguments throw or answer, and never break the process", (t) => {
  const hostile: readonly unknown[] = [
    undefined,
    null,
    true,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    0,
    1.5,
    2 ** 31,
    2 ** 53,
    "",
    "\0",
    "x".repeat(300),
    Symbol("s"),
    10n,
    {},
    [],
    () => {},
    new Uint8Array(0),
    new Uint8Array(new SharedArrayBuffer(8)),
    new Proxy({}, {}),
  ];
  const methods = [
    "accept",
    "bind",
    "connect",
    "getoption",
    "setoption",
    "listen",
    "receive",
    "send",
    "setencoding",
    "setstats",
    "settimeout",
    "shutdown",
    "getsockname",
    "getstats",
  ];
  const { client } = connectedPair(t);
  const objects: (TcpClient | TcpObject)[] = [client, socket.tcp()[0], must(socket.tcp4())];
  for (const object of objects) {
    for (const method of methods) {
      for (const first of hostile) {
        for (const second of hostile) {
          // Nothing that works may wait, or turn to a host beyond this machine.
          object.settimeout(0);
          try {
            call(object, method, first, second);
          } catch (error) {
            assert.ok(error instanceof Error, String(error));
          }
        }
      }
    }
    object.close();
  }
});
