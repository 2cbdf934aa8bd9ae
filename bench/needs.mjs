// What the machine must have. Checked first, so that what is missing is said in words.
import { execFileSync } from "node:child_process";

export const compiler = process.env.CC ?? "cc";

export function finds(command) {
  try {
    execFileSync("sh", ["-c", 'command -v "$1" >/dev/null', "sh", command]);
    return true;
  } catch {
    return false;
  }
}

function isOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major < 20 || (major === 20 && minor < 11);
}

/** What is missing, as sentences for people. */
export function missing() {
  const lines = [];
  if (process.platform !== "linux") {
    lines.push(`Linux: the peer and the pinning to a CPU are written for it; this is ${process.platform}`);
  }
  if (isOldNode()) lines.push(`Node 20.11 or later; this is ${process.version}`);
  if (!finds(compiler)) lines.push(`a C compiler for the peer ("${compiler}"; another one by CC=name)`);
  if (!finds("taskset")) lines.push("taskset, from util-linux");
  return lines;
}
