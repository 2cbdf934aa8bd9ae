// Ports for servers that do not accept port 0.

import { randomInt } from "node:crypto";
import { readFileSync } from "node:fs";
import socket from "luasocket";
import { must } from "./connected-pair.ts";

/** The lowest port that the kernel assigns by itself (ip(7), ip_local_port_range). */
function firstEphemeral(): number {
  try {
    return Number.parseInt(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "latin1"), 10);
  } catch {
    return 32768;
  }
}

/**
 * A port of 127.0.0.1 that is free for TCP and UDP, and that the kernel assigns to no socket by itself: tests run side by
 * side, and a socket of another test must not take the port before its server does.
 */
export function freePort(): number {
  for (;;) {
    const port = randomInt(10_000, firstEphemeral());
    const tcp = must(socket.tcp4());
    const udp = must(socket.udp4());
    const isFree =
      tcp.bind("127.0.0.1", port)[0] !== undefined && udp.setsockname("127.0.0.1", port)[0] !== undefined;
    tcp.close();
    udp.close();
    if (isFree) return port;
  }
}
