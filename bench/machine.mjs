// Describes the machine.
import { readFileSync } from "node:fs";
import os from "node:os";

const congestionControl = readFileSync("/proc/sys/net/ipv4/tcp_congestion_control", "utf8").trim();

export const machine = [
  `${os.cpus()[0]?.model} x ${os.cpus().length}`,
  `Linux ${os.release()}`,
  `TCP ${congestionControl}`,
  `Node ${process.version}`,
].join(", ");

/** The remark for a TCP with pacing, which spreads packets over time by timers. */
export const pacing =
  congestionControl === "bbr"
    ? "TCP uses pacing here (bbr): send-*, recv-* and lines-* also measure its timers. See README.md."
    : undefined;
