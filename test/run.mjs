// Runs the compiled tests. `node --test` with a folder means different things on Node 20 and 22,
// so the files are listed here. Arguments pick files by a part of their path.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const compiled = join(import.meta.dirname, "..", "build", "test");
const wanted = process.argv.slice(2);
const files = readdirSync(compiled, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".test.js"))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()
  .map((file) => join(compiled, file));
if (files.length === 0) {
  console.error(`no test file has a path with ${wanted.join(" or ")}`);
  process.exit(1);
}

const closingLine = join(compiled, "..", "closing-line.txt");
const reporters = [
  ["spec", "stdout"],
  [join(import.meta.dirname, "closing-line.mjs"), closingLine],
].flatMap(([reporter, destination]) => [
  `--test-reporter=${reporter}`,
  `--test-reporter-destination=${destination}`,
]);
// Tests look at single modules beside the whole: both must be the same ones. What they start as programs has the bundle.
const options = ["--conditions=luasocket-modules", "--enable-source-maps", "--test", ...reporters];
const { status } = spawnSync(process.execPath, [...options, ...files], { stdio: "inherit" });
console.log(readFileSync(closingLine, "utf8").trim());
process.exitCode = status ?? 1;
