// Builds what the tests need, and runs them.
//
//   node test/run.mjs                  all of them, as tsc has compiled them
//   node test/run.mjs WORD ...         the files whose path has one of the words
//   node test/run.mjs --quick          what files.mjs does not call slow
//   node test/run.mjs --coverage ...   shows which lines of src ran
//
// A part of the tests runs from source where Node can, so that nothing has to be compiled after an edit but the bundle,
// for the programs that tests start. --compiled has it run as the whole does.

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
    "coverage is counted in the sources as they stand, which this version of Node cannot run; 24 can",
  );
  process.exit(1);
}
if (files.length === 0) {
  console.error(`no test file has a path with ${words.join(" or ")}`);
  process.exit(1);
}

await build();
/** What test processes write for this one. */
const notes = mkdtempSync(join(tmpdir(), "luasocket-tests-"));
const stopWatching = watch(notes);
const phases = [
  await run(
    files.filter((file) => !runsAlone(file)),
    2,
  ),
  // They have no more lines of src to run.
  await run(options.coverage ? [] : files.filter(runsAlone), 1),
];
const hanging = stopWatching();
rmSync(notes, { recursive: true });
for (const failure of [...phases.flatMap(({ failures }) => failures), ...hanging])
  console.log(`✖ ${failure}`);
const sum = (key) => phases.reduce((total, { count }) => total + count[key], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed, ${sum("skipped")} skipped`);
process.exitCode = phases.find(({ status }) => status !== 0)?.status ?? 0;

/** Whether this Node runs TypeScript, and the syntax that it leaves as it is: types are stripped, `using` is not. */
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

/** Runs some files, so many at a time, and gives what came of them. */
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
    // Tests look at single modules beside the whole: both must be the same ones. The programs that they start have
    // the bundle.
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
