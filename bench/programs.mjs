// Compiles the C programs for each run, into a folder that is removed afterwards: the sources are small, and a
// stale program cannot be measured.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiler } from "./needs.mjs";

export function compilePrograms() {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const compile = (name) => {
    const program = join(folder, name);
    const sources = readdirSync(join(import.meta.dirname, name)).filter((path) => path.endsWith(".c"));
    const paths = sources.map((path) => join(import.meta.dirname, name, path));
    execFileSync(compiler, ["-O2", "-o", program, ...paths], { stdio: ["ignore", "inherit", "inherit"] });
    return program;
  };
  return { peer: compile("peer"), launch: compile("launch"), c: compile("c") };
}
