// Ends test processes that stand still: test/support/time-limit.mjs has them write down what they run.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Longer than any program that a test starts may run (test/support/program.ts), so that its own failure comes first. */
const LIMIT_SECONDS = Number(process.env.LUASOCKET_TEST_SECONDS ?? 120);

/**
 * Watches the processes that write to a folder.
 *
 * @param {string} folder
 * @returns  what stops it and gives a line for each test that was ended
 */
export function watch(folder) {
  const ended = [];
  const look = () => {
    const now = Date.now();
    for (const name of readdirSync(folder).filter((name) => /^\d+$/.test(name))) {
      const { file, tests } = read(join(folder, name)) ?? { tests: [] };
      const [hanging] = tests.filter(({ start }) => now - start > LIMIT_SECONDS * 1000);
      if (hanging === undefined) continue;
      rmSync(join(folder, name), { force: true });
      if (!endTree(Number(name))) continue;
      const line = `no end within ${LIMIT_SECONDS} s: ${hanging.name} (${file})`;
      console.error(line);
      ended.push(line);
    }
  };
  const timer = setInterval(look, 1000);
  return () => {
    clearInterval(timer);
    return ended;
  };
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined; // It has ended, or is about to write.
  }
}

/** Ends a process and what it has started; false where it has ended already. */
function endTree(pid) {
  const children = descendants(pid);
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
  for (const child of children) {
    try {
      process.kill(child, "SIGKILL");
    } catch {} // It has ended meanwhile.
  }
  return true;
}

/** The processes below one, by proc(5), /proc/pid/task/tid/children; none on other systems. */
function descendants(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, "latin1").split(" "))
      .filter((child) => child !== "")
      .flatMap((child) => [Number(child), ...descendants(Number(child))]);
  } catch {
    return [];
  }
}
