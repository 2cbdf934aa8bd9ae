// What is measured on.
import { readFileSync } from "node:fs";
import os from "node:os";

const congestionControl = readFileSync("/proc/sys/net/ipv4/tcp_congestion_control", "utf8").trim();

export const machine = [
  `${os.cpus()[0]?.model} x ${os.cpus().length}`,
  `Linux ${os.release()}`,
  `TCP ${congestionControl}`,
  `Node ${process.version}`,
].join(", ");

/** What is to be said of a TCP that spreads what it sends over time, by timers. */
export const pacing =
  congestionControl === "bbr"
    ? "TCP paces here (bbr): send-*, recv-* and lines-* measure its timers, too. README.md says what to do."
    : undefined;
