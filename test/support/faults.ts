// Programs whose system calls fail: test/faults/preload.c, loaded before the C library.
//
// What the kernel does rarely or never when asked, it does here: the real program, the real FFI and the C LuaSocket
// beside it get their errors from where they look for them. So nothing in src knows of faults, and nothing costs.

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
  // Several test files may do so at once.
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

/** The environment of a program whose calls fail as the rules say (preload.c), and as it asks for itself. */
export function faultEnvironment(...rules: readonly string[]): Record<string, string> {
  library ??= build();
  return { LD_PRELOAD: library, TEST_FAULTS: rules.join(" ") };
}
