// Runs the compiled tests. `node --test` with a folder means different things on Node 20 and 22,
// so the files are listed here. Arguments pick files by a part of their path.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

const compiled = join(import.meta.dirname, "..", "build", "test");
const wanted = process.argv.slice(2);
const files = readdirSync(compiled, { recursive: true })
  .filter((file) => file.endsWith(".test.js"))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()
  .map((file) => join(compiled, file));

const { status } = spawnSync(
  process.execPath,
  ["--enable-source-maps", "--test", "--test-reporter=spec", ...files],
  { stdio: "inherit" },
);
process.exitCode = status ?? 1;
