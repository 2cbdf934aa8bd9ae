// The requirements. Checked first, to report missing ones in words.
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

/** Returns the missing requirements as sentences. */
export function missing() {
  const lines = [];
  if (process.platform !== "linux") {
    lines.push(`Linux, for the peer and for CPU pinning; this is ${process.platform}`);
  }
  if (isOldNode()) lines.push(`Node 20.11 or later; this is ${process.version}`);
  if (!finds(compiler)) lines.push(`a C compiler for the peer ("${compiler}"; another one by CC=name)`);
  if (!finds("taskset")) lines.push("taskset, from util-linux");
  return lines;
}
