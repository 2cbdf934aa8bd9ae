// Programs whose system calls fail: test/faults/preload.c, loaded before the C library.
//
// It produces results that the kernel returns rarely or never on demand: the real program, the real FFI and the C
// LuaSocket beside it get errors from the C library as usual. So src contains no code for faults and pays no cost.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { skipWithout } from "./oracle.ts";
import { packageRoot } from "./program.ts";

/** The `skip` option of a test with faults. */
export const skipWithoutFaults: string | false = skipWithout("gcc", ["--version"]);

let library: string | undefined;

function build(): string {
  const source = join(packageRoot, "test", "faults", "preload.c");
  const version = createHash("sha256").update(readFileSync(source)).digest("hex").slice(0, 16);
  const folder = join(packageRoot, "build", "faults");
  const path = join(folder, `${version}.so`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  // Several test files may compile it at the same time.
  const draft = `${path}.${process.pid}`;
  execFileSync("gcc", [
    "-Wall",
    "-Wextra",
    "-Werror",
    "-O1",
    "-fPIC",
    "-shared",
    "-o",
    draft,
    source,
    "-ldl",
  ]);
  renameSync(draft, path);
  return path;
}

/** The environment of a program whose calls fail by the given rules (preload.c), and by its own. */
export function faultEnvironment(...rules: readonly string[]): Record<string, string> {
  library ??= build();
  return { LD_PRELOAD: library, TEST_FAULTS: rules.join(" ") };
}
