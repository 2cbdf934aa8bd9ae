// TCP, call by call beside the C LuaSocket: the shapes of results, and the words for misuse.

import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

function pair({ socket, call, make }: Side): { client: Target; peer: Target; server: Target; port: unknown } {
  const server = make(socket, "bind", "127.0.0.1", 0);
  const [, port] = call(server, "getsockname");
  const client = make(socket, "connect", "127.0.0.1", port);
  const peer = make(server, "accept");
  for (const end of [client, peer, server]) call(end, "settimeout", 5);
  return { client, peer, server, port };
}

sameCalls("a conversation", (side) => {
  const { call } = side;
  const { client, peer } = pair(side);
  call(client, "send", "one\r\ntwo\nthree");
  call(peer, "receive");
  call(peer, "receive", "*l", "prefix ");
  call(peer, "receive", 3, "x");
  call(peer, "dirty");
  call(peer, "receive", 0);
  call(client, "shutdown", "send");
  call(peer, "receive", "*l");
  call(peer, "receive", "*a");
  call(peer, "send", "hello", -3, -2);
  call(peer, "send", "hello", 10);
  call(client, "receive", 2);
  call(client, "getstats");
  call(peer, "close");
  call(client, "receive");
  call(client, "getpeername");
});

sameCalls("methods of another class raise", (side) => {
  const { socket, call, make } = side;
  const { client, server } = pair(side);
  const master = make(socket, "tcp");
  for (const object of [server, master]) {
    for (const method of ["send", "receive", "getstats", "setstats", "shutdown"]) call(object, method);
  }
  for (const object of [client, server]) {
    for (const method of ["bind", "listen", "setsockname"]) call(object, method);
  }
  for (const object of [client, master]) call(object, "accept");
});

sameCalls("what never succeeds", ({ socket, call, make }) => {
  const gone = make(socket, "bind", "127.0.0.1", 0);
  const [, port] = call(gone, "getsockname");
  call(gone, "close");
  call(socket, "connect", "127.0.0.1", port);
  call(socket, "connect", "no.such.host.invalid", 80);
  call(socket, "connect", "127.0.0.1", "no-such-service");
  call(socket, "connect", "127.0.0.1", port, "192.0.2.1");
  call(socket, "connect", "127.0.0.1", port, "*", 0, "inet4");
  call(socket, "bind", "192.0.2.1", 0);
  call(socket, "bind", "no.such.host.invalid", 0);
  const tcp6 = make(socket, "tcp6");
  call(tcp6, "connect", "::ffff:127.0.0.1", port);
  call(tcp6, "connect", "127.0.0.1", port);
});

sameCalls("skip", ({ socket, call }) => {
  for (const values of [
    [1, "a", "b"],
    [0, "a"],
    [2, "a"],
    [5, "a"],
    [-1, "a"],
    ["1", "a", "b"],
    [1.5, "a"],
    ["x"],
    [],
    [1, undefined, undefined, 3],
  ]) {
    call(socket, "skip", ...values);
  }
});

sameCalls("time", ({ socket, call }) => {
  call(socket, "sleep", 0);
  call(socket, "sleep", -1);
  call(socket, "sleep", "0.001");
  call(socket, "sleep", "x");
  call(socket, "sleep");
});
