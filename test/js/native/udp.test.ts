// UDP, call by call beside the C LuaSocket.

import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

/** Two bound objects that wait for at most five seconds, and the port of the second. */
function pair({ socket, call, make }: Side): { from: Target; to: Target; port: unknown } {
  const from = make(socket, "udp4");
  const to = make(socket, "udp4");
  for (const udp of [from, to]) {
    call(udp, "settimeout", 5);
    call(udp, "setsockname", "127.0.0.1", 0);
  }
  const [, port] = call(to, "getsockname");
  call(from, "getsockname");
  return { from, to, port };
}

sameCalls("a datagram goes from one socket to another and back", (side) => {
  const { call } = side;
  const { from, to, port } = pair(side);
  call(from, "sendto", "hello", "127.0.0.1", port);
  const [, ip, sender] = call(to, "receivefrom");
  call(to, "sendto", "\0\xff\r\n", ip, sender);
  call(from, "receivefrom");
  call(from, "sendto", "", "127.0.0.1", String(port));
  call(to, "receive");
  call(to, "settimeout", 0);
  call(to, "receive");
  call(to, "receivefrom");
});

sameCalls("a datagram is cut to the size that is asked for", (side) => {
  const { call } = side;
  const { from, to, port } = pair(side);
  for (const size of [3, 2.9, "4", 0, 65507, 1e6, undefined]) {
    call(from, "sendto", "abcdef", "127.0.0.1", port);
    call(to, "receive", size);
  }
  call(from, "sendto", "x".repeat(9000), "127.0.0.1", port);
  call(to, "receivefrom");
  call(from, "sendto", "x".repeat(9000), "127.0.0.1", port);
  call(to, "receivefrom", 9000);
  call(to, "receive", -1);
  call(to, "receivefrom", 1e15);
});

sameCalls("an object of udp() has no descriptor until it needs one", ({ socket, call, make }) => {
  const udp = make(socket, "udp");
  call(udp, "getfd");
  call(udp, "getfamily");
  call(udp, "getsockname");
  call(udp, "setoption", "broadcast", true);
  call(udp, "getoption", "broadcast");
  call(udp, "receive");
  call(udp, "setpeername", "*");
  call(udp, "dirty");
  call(udp, "sendto", "x", "127.0.0.1", 9);
  call(udp, "getfd");
  call(udp, "getfamily");
  for (const name of ["udp4", "udp6"]) {
    const typed = make(socket, name);
    call(typed, "getfd");
    call(typed, "getfamily");
    call(typed, "getsockname");
  }
});

sameCalls("sendto says what is wrong with an address", ({ socket, call, make }) => {
  const udp = make(socket, "udp4");
  for (const [ip, port] of [
    ["localhost", 9],
    ["1.2.3.999", 9],
    ["", 9],
    ["127.0.0.1", "http"],
    ["127.0.0.1", 0],
    ["::1", 9],
    ["255.255.255.255", 9],
    [12, 9],
    [undefined, 9],
    ["127.0.0.1", undefined],
    ["127.0.0.1", {}],
  ]) {
    call(udp, "sendto", "x", ip, port);
  }
  call(udp, "sendto", "x".repeat(65508), "127.0.0.1", 9);
  call(udp, "sendto", true, "127.0.0.1", 9);
  call(udp, "sendto", 12.5, "127.0.0.1", 9);
});

sameCalls("a connected object knows its peer, and hears nobody else", (side) => {
  const { socket, call, make } = side;
  const { from, to, port } = pair(side);
  call(from, "setpeername", "127.0.0.1", port);
  call(from, "getpeername");
  call(from, "send", "hello", "ignored");
  call(to, "receivefrom");
  const [, own] = call(from, "getsockname");
  const other = make(socket, "udp");
  call(other, "sendto", "from another", "127.0.0.1", own);
  call(from, "settimeout", 0);
  call(from, "receive");
  call(from, "settimeout", 5);
  call(to, "sendto", "from the peer", "127.0.0.1", own);
  call(from, "receive");
});

sameCalls("methods of the other class raise", ({ socket, call, make }) => {
  const unconnected = make(socket, "udp4");
  const connected = make(socket, "udp4");
  call(connected, "setpeername", "127.0.0.1", 9);
  call(unconnected, "send", "x");
  call(unconnected, "getpeername");
  call(connected, "sendto", "x", "127.0.0.1", 9);
  call(connected, "receivefrom");
  call(connected, "setsockname", "*", 0);
});

sameCalls('setpeername("*") takes the peer away', ({ socket, call, make }) => {
  const udp = make(socket, "udp");
  call(udp, "setpeername", "127.0.0.1", 9);
  call(udp, "setpeername", "*");
  call(udp, "getsockname");
  call(udp, "getpeername");
  call(udp, "setpeername", "::1", 9);
  call(udp, "send", "x");
  call(udp, "setpeername", "*", 7);
  call(udp, "setpeername", "localhost", "9");
  call(udp, "send", "x");
});

sameCalls("a failed setpeername leaves the object what it was", ({ socket, call, make }) => {
  const udp = make(socket, "udp4");
  call(udp, "setpeername", "no.such.host.invalid", 9);
  call(udp, "setpeername", "", 9);
  call(udp, "setpeername", "127.0.0.1", "no-such-service");
  call(udp, "setpeername", "::1", 9);
  call(udp, "send", "x");
  call(udp, "setpeername", "127.0.0.1", 0);
  call(udp, "setpeername", "::1", 9);
  call(udp, "receivefrom");
  call(udp, "setpeername");
  call(udp, "setpeername", "127.0.0.1");
});

sameCalls("setsockname binds once", ({ socket, call, make }) => {
  const udp = make(socket, "udp");
  call(udp, "setsockname", "*", 0);
  const [, port] = call(udp, "getsockname");
  call(udp, "setsockname", "*", 0);
  const other = make(socket, "udp4");
  call(other, "setsockname", "*", port);
  call(other, "setsockname", "192.0.2.1", 0);
  call(other, "setsockname", "127.0.0.1", 0);
  call(other, "setsockname", "127.0.0.1");
});

sameCalls("where nobody listens, the next call is told, and only that one", ({ socket, call, make }) => {
  const gone = make(socket, "udp4");
  call(gone, "setsockname", "127.0.0.1", 0);
  const [, port] = call(gone, "getsockname");
  call(gone, "close");
  const udp = make(socket, "udp4");
  call(udp, "settimeout", 5);
  call(udp, "setpeername", "127.0.0.1", port);
  call(udp, "send", "x");
  call(udp, "receive");
  call(udp, "send", "x");
  call(socket, "select", [udp], undefined, 5);
  call(udp, "getoption", "error");
  call(udp, "getoption", "error");
  call(udp, "settimeout", 0);
  call(udp, "receive");
});

sameCalls("after close", ({ socket, call, make }) => {
  const unconnected = make(socket, "udp4");
  const connected = make(socket, "udp4");
  call(connected, "setpeername", "127.0.0.1", 9);
  for (const udp of [unconnected, connected]) {
    call(udp, "close");
    call(udp, "close");
    call(udp, "getfd");
    call(udp, "receive");
    call(udp, "getsockname");
    call(udp, "setoption", "broadcast", true);
    call(udp, "getoption", "broadcast");
    call(udp, "settimeout", 1);
    call(udp, "gettimeout");
  }
  call(unconnected, "sendto", "x", "127.0.0.1", 9);
  call(connected, "send", "x");
  call(connected, "getpeername");
  call(unconnected, "setsockname", "127.0.0.1", 0);
  call(unconnected, "getfd");
  call(connected, "setpeername", "127.0.0.1", 9);
  call(connected, "getfd");
});

sameCalls("receive takes a size and no pattern", ({ socket, call, make }) => {
  const udp = make(socket, "udp4");
  call(udp, "settimeout", 0);
  call(udp, "receive", "*l");
  call(udp, "receivefrom", "*a");
  call(udp, "receive", {});
  call(udp, "receive", true);
});

sameCalls("over IPv6", (side) => {
  const { socket, call, make } = side;
  const from = make(socket, "udp6");
  const to = make(socket, "udp6");
  call(to, "settimeout", 5);
  call(from, "setsockname", "::1", 0);
  call(to, "setsockname", "::1", 0);
  const [, port] = call(to, "getsockname");
  call(from, "getsockname");
  call(from, "sendto", "six", "::1", port);
  call(to, "receivefrom");
  call(from, "sendto", "x", "::ffff:127.0.0.1", port);
  call(from, "sendto", "x", "127.0.0.1", port);
});
