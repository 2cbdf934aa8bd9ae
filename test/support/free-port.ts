// Ports for servers that cannot be given port 0.

import socket from "luasocket";
import { must } from "./connected-pair.ts";

/** A port of 127.0.0.1 that nobody has just now, neither for TCP nor for UDP. Another program may take it. */
export function freePort(): number {
  for (;;) {
    const server = must(socket.bind("127.0.0.1", 0));
    const udp = must(socket.udp4());
    const [, port] = server.getsockname();
    const [isFree] = udp.setsockname("127.0.0.1", port as number);
    server.close();
    udp.close();
    if (isFree) return port as number;
  }
}
