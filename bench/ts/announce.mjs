import { writeSync } from "node:fs";

/** Prints the port that the kernel chose. Written at once: console.log may wait for the event loop, which is blocked. */
export function announce(server) {
  const [, port] = server.getsockname();
  writeSync(1, `PORT ${port}\n`);
}
