// Kills test processes whose test exceeds the time limit, from the records of test/support/time-limit.mjs.

import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Longer than the lifetime of programs that tests start (test/support/program.ts), so that their test fails first. */
const LIMIT_SECONDS = Number(process.env.LUASOCKET_TEST_SECONDS ?? 120);

/**
 * Watches the processes that write records to a folder.
 *
 * @param {string} folder
 * @returns  a function that stops watching and returns a line for each killed test
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
    return undefined; // The process has ended, or is writing just now.
  }
}

/** Kills a process and its descendants; false if it has ended already. */
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
    } catch {} // It ended meanwhile.
  }
  return true;
}

/** The descendants of a process (proc(5), /proc/pid/task/tid/children); none on other systems. */
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
