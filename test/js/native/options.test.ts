// setoption and getoption of every kind of socket, call by call beside the C LuaSocket.

import { type Side, sameCalls, type Target } from "../../support/same-calls.ts";

const kinds: readonly [name: string, make: (side: Side) => Target][] = [
  ["a TCP master", ({ socket, make }) => make(socket, "tcp4")],
  ["a TCP server", ({ socket, make }) => make(socket, "bind", "127.0.0.1", 0)],
  ["a lazy TCP object", ({ socket, make }) => make(socket, "tcp")],
  ["a TCP object of IPv6", ({ socket, make }) => make(socket, "tcp6")],
  ["a UDP object", ({ socket, make }) => make(socket, "udp4")],
  ["a lazy UDP object", ({ socket, make }) => make(socket, "udp")],
  ["a UDP object of IPv6", ({ socket, make }) => make(socket, "udp6")],
];

const group = { multiaddr: "239.192.3.4", interface: "127.0.0.1" };
const group6 = { multiaddr: "ff01::7:8", interface: 1 };

/** Values to be set, of which some are wrong for every option. */
const values: Readonly<Record<string, readonly unknown[]>> = {
  keepalive: [true, false, 1],
  reuseaddr: [true, "true"],
  reuseport: [true],
  "tcp-nodelay": [true, {}],
  linger: [{ on: true, timeout: 3 }, { on: false, timeout: 0 }, { on: 1, timeout: 1 }, { on: true }, 5],
  "recv-buffer-size": [10000, 0],
  "send-buffer-size": [10000],
  "tcp-keepidle": [77, 0],
  "tcp-keepcnt": [5, 1000],
  "tcp-keepintvl": [33],
  "tcp-defer-accept": [1],
  "tcp-fastopen": [5],
  "tcp-fastopen-connect": [1],
  "ipv6-v6only": [false, true],
  error: [true],
  dontroute: [true, false],
  broadcast: [true],
  "ip-multicast-loop": [false, true],
  "ip-multicast-if": ["127.0.0.1", "*", "192.0.2.1", "x", true],
  "ip-multicast-ttl": [4, 0, 256],
  "ip-add-membership": [group, group, { ...group, multiaddr: "127.0.0.1" }, {}, 1],
  "ip-drop-membership": [
    group,
    group,
    { multiaddr: "x", interface: "*" },
    { multiaddr: "239.192.3.4" },
    { multiaddr: "239.192.3.4", interface: "x" },
  ],
  "ipv6-unicast-hops": [7],
  "ipv6-multicast-loop": [false],
  "ipv6-add-membership": [group6, group6, { multiaddr: "ff01::9" }, { multiaddr: "1.2.3.4" }, {}],
  "ipv6-drop-membership": [group6, group6],
  "no-such-option": [true],
  ["long".repeat(20)]: [true],
};

for (const [kind, make] of kinds) {
  sameCalls(`every option of ${kind}, set and read`, (side) => {
    const object = make(side);
    for (const [name, candidates] of Object.entries(values)) {
      side.call(object, "getoption", name);
      for (const value of candidates) {
        side.call(object, "setoption", name, value);
        side.call(object, "getoption", name);
      }
    }
    side.call(object, "getoption");
    side.call(object, "getoption", {});
    side.call(object, "setoption", 5, true);
    side.call(object, "setoption", "reuseaddr");
    side.call(object, "close");
    side.call(object, "getoption", "reuseaddr");
    side.call(object, "setoption", "reuseaddr", true);
  });
}

sameCalls("options of unix-domain sockets can be set and not be read", ({ socket, call, make }) => {
  const stream = make(socket, "unix.stream");
  const dgram = make(socket, "unix.dgram");
  for (const object of [stream, dgram]) {
    call(object, "setoption", "keepalive", true);
    call(object, "setoption", "reuseaddr", true);
    call(object, "setoption", "linger", { on: true, timeout: 1 });
    call(object, "setoption", "linger", { on: true });
    call(object, "setoption", "tcp-nodelay", true);
    call(object, "setoption", "reuseaddr", 1);
    call(object, "close");
    call(object, "setoption", "reuseaddr", true);
  }
});
