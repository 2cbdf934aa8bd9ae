// Chooses the measured CPU, and measures other load on it.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The CPUs that this process may use: "0-3,6" in proc_pid_status(5). */
function allowedCpus() {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8"))[1];
  return list.split(",").flatMap((part) => {
    const [first, last = first] = part.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
}

/** Reserves the last CPU for peer and contender, and keeps the runner off it if there is another. */
export function reserveCpu() {
  const cpus = allowedCpus();
  const measured = cpus.pop();
  if (cpus.length > 0) {
    execFileSync("taskset", ["-a", "-c", "-p", cpus.join(","), String(process.pid)], { stdio: "ignore" });
  }
  return measured;
}

/** Clock ticks of a CPU since the start of the machine, from proc_stat(5). */
function ticks(cpu) {
  const line = new RegExp(`^cpu${cpu} (.*)`, "m").exec(readFileSync("/proc/stat", "utf8"))[1];
  const [user, nice, system, idle, iowait, irq, softirq, steal] = line.split(" ").map(Number);
  const busy = user + nice + system + irq + softirq + steal;
  return { busy, all: busy + idle + iowait };
}

/**
 * Watches a CPU. Returns a function for the share of the time since then that other processes used: other programs,
 * and a virtual machine's host (steal).
 */
export function watchForeignLoad(cpu) {
  const before = ticks(cpu);
  const began = performance.now();
  return (ownCpuMs) => {
    const now = ticks(cpu);
    const elapsedMs = performance.now() - began;
    const busyMs = ((now.busy - before.busy) / Math.max(1, now.all - before.all)) * elapsedMs;
    return Math.max(0, (busyMs - ownCpuMs) / elapsedMs);
  };
}
