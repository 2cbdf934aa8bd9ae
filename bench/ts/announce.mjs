import { writeSync } from "node:fs";

/** Says which port the kernel gave. Written at once: console.log may wait for an event loop that never turns. */
export function announce(server) {
  const [, port] = server.getsockname();
  writeSync(1, `PORT ${port}\n`);
}
