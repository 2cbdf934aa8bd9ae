// Builds what the tests need, and runs them.
//
//   node test/run.mjs                  all test files, compiled by tsc
//   node test/run.mjs WORD ...         files whose path contains one of the words
//   node test/run.mjs --quick          files that files.mjs does not list as slow
//   node test/run.mjs --coverage ...   reports which lines of src ran
//
// A selection runs from source where Node can strip types. After an edit only the bundle is built, for the programs that
// tests start. --compiled runs a selection as compiled by tsc.

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isSlow, needsDist, runsAlone, testFiles } from "./files.mjs";
import { watch } from "./watch.mjs";

const root = join(import.meta.dirname, "..");
const builds = join(root, "build");
const support = (file) => join(import.meta.dirname, "support", file);
const { values: options, positionals: words } = parseArgs({
  options: { quick: { type: "boolean" }, coverage: { type: "boolean" }, compiled: { type: "boolean" } },
  allowPositionals: true,
});

const isPart = words.length > 0 || options.quick || options.coverage;
const fromSource = isPart && !options.compiled && runsSource();
const files = testFiles()
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .filter((file) => !(options.quick && isSlow(file)));
if (options.coverage && !fromSource) {
  console.error(
    "coverage is measured from source, which this version of Node cannot run; use Node 24 or later",
  );
  process.exit(1);
}
if (files.length === 0) {
  console.error(`no test file matches: ${words.join(", ")}`);
  process.exit(1);
}

await build();
/** Folder for the records of test processes. */
const notes = mkdtempSync(join(tmpdir(), "luasocket-tests-"));
const stopWatching = watch(notes);
const phases = [
  await run(
    files.filter((file) => !runsAlone(file)),
    2,
  ),
  // Those reach no further lines of src.
  await run(options.coverage ? [] : files.filter(runsAlone), 1),
];
const hanging = stopWatching();
rmSync(notes, { recursive: true });
for (const failure of [...phases.flatMap(({ failures }) => failures), ...hanging])
  console.log(`✖ ${failure}`);
const sum = (key) => phases.reduce((total, { count }) => total + count[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = phases.find(({ status }) => status !== 0)?.status ?? 0;

/** True if this Node strips types and knows the syntax that stays, `using` in particular. */
function runsSource() {
  if (!process.features.typescript) return false;
  try {
    new Function("{ using nothing = null; }");
    return true;
  } catch {
    return false;
  }
}

async function build() {
  if (!fromSource || files.some(needsDist)) {
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    const { status } = spawnSync(process.execPath, [tsc, "-b", fromSource ? "src" : "test"], {
      cwd: root,
      stdio: "inherit",
    });
    if (status !== 0) process.exit(1);
  }
  await import("../scripts/bundle.mjs");
}

/** Runs test files, at most `concurrency` at a time. */
async function run(some, concurrency) {
  if (some.length === 0) return { count: { passed: 0, failed: 0, skipped: 0 }, failures: [], status: 0 };
  const numbers = join(notes, "numbers.json");
  const reporters = [
    ["spec", "stdout"],
    [join(import.meta.dirname, "closing-line.mjs"), numbers],
  ].flatMap(([reporter, destination]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${destination}`,
  ]);
  const args = [
    // Tests import single modules beside the package: both must resolve to the same files. Programs that tests start
    // import the bundle.
    ...(fromSource
      ? ["--conditions=luasocket-source"]
      : ["--conditions=luasocket-modules", "--enable-source-maps"]),
    `--import=${support("time-limit.mjs")}`,
    "--test",
    `--test-concurrency=${concurrency}`,
    ...(options.coverage ? ["--experimental-test-coverage", "--test-coverage-include=src/**"] : []),
    ...reporters,
    ...some.map((file) =>
      fromSource ? join(root, "test", file) : join(builds, "test", file.replace(/ts$/, "js")),
    ),
  ];
  const env = {
    ...process.env,
    LUASOCKET_TEST_NOTES: notes,
    ...(options.coverage && {
      NODE_OPTIONS: `--conditions=luasocket-source --import=${support("from-source.mjs")}`,
    }),
  };
  const child = spawn(process.execPath, args, { stdio: "inherit", env });
  const status = await new Promise((resolve) => child.on("close", resolve));
  return { ...JSON.parse(readFileSync(numbers, "utf8")), status: status ?? 1 };
}
