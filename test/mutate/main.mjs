// Changes a source in a small way and runs the tests that come to that place: does one of them fail?
//
//   npm run mutate -- [--count 300] [--seed 1] [--workers 2] [--file net/timeout] [--fresh]
//
// Results are kept in build/mutate: what was killed is not run again as long as its source is the same, so a second run
// asks new tests about the survivors. --fresh begins anew. equivalent.json lists mutants that change nothing, and why.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { isForeign, NOT_ASKED, SOURCES, TESTS } from "./files.mjs";
import { choose, hash, mutantsOf, mutated } from "./mutants.mjs";
import { checkEnclosure, compiled, Workplace } from "./workplace.mjs";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    workers: { type: "string", default: "2" },
    file: { type: "string", default: "" },
    fresh: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "build", "mutate");
mkdirSync(folder, { recursive: true });

/** No test file takes longer than this, or it is not asked. */
const LONGEST_MS = 240_000;
/** Time limit of a mutant's run, as a multiple of the run without it; at least LEAST_MS, because other processes run, too. */
const PATIENCE = 5;
const LEAST_MS = 20_000;

function filesBelow(path, ending) {
  if (!statSync(path).isDirectory()) return [""];
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(ending))
    .sort();
}

const sources = SOURCES.flatMap((path) =>
  filesBelow(join(root, "src", path), ".ts").map((file) => join(path, file)),
).filter((file) => file.includes(values.file));
const texts = new Map(sources.map((file) => [file, readFileSync(join(root, "src", file), "utf8")]));
const tests = filesBelow(join(root, "build", "test"), ".test.js").filter(
  (file) => TESTS.some((part) => file.startsWith(part)) && !NOT_ASKED.some((part) => file.includes(part)),
);

const equivalent = JSON.parse(readFileSync(join(import.meta.dirname, "equivalent.json"), "utf8"));
const isEquivalent = (mutant) =>
  equivalent.some(
    ({ file, line, from, to }) =>
      file === mutant.file && line === mutant.context && from === mutant.was && to === mutant.replacement,
  );

const all = [...texts].flatMap(([file, text]) => mutantsOf(file, text, isForeign(file)));
const chosen = choose(all, Number(values.count), values.seed);
/** A result holds as long as the code of its file is the same; comments are none. */
const codes = new Map([...texts].map(([file, text]) => [file, hash(compiled(file, text))]));
console.log(`${all.length} mutants in ${sources.length} files; seed ${values.seed} chooses ${chosen.length}`);

checkEnclosure();
const workplaces = Array.from(
  { length: Number(values.workers) },
  (_, at) => new Workplace(`worker-${at + 1}`),
);

/** Runs a function over a list, in as many places as there are. */
async function everywhere(list, work) {
  const queue = list.entries();
  await Promise.all(
    workplaces.map(async (place) => {
      for (const [index, item] of queue) await work(place, item, index);
    }),
  );
}

// Coverage of each test, kept until a source or a test changes.
const digest = createHash("sha256");
for (const path of ["dist", "build/test"]) {
  for (const file of filesBelow(join(root, path), ".js")) digest.update(readFileSync(join(root, path, file)));
}
const version = digest.digest("hex");
const coverageFile = join(folder, "coverage.json");
let coverage = existsSync(coverageFile) ? JSON.parse(readFileSync(coverageFile, "utf8")) : {};
if (coverage.version !== version) {
  coverage = { version, tests: {} };
  await everywhere(tests, async (place, test) => {
    const measured = await place.measure(test, LONGEST_MS);
    coverage.tests[test] = measured;
    const { failure, milliseconds } = measured;
    console.log(
      `${test}: ${failure ? `not asked, ${failure.how}: ${failure.message}` : `${milliseconds} ms`}`,
    );
  });
  writeFileSync(coverageFile, JSON.stringify(coverage));
}
const covers = new Map(
  Object.entries(coverage.tests)
    .filter(([, { failure }]) => failure === undefined)
    .map(([test, measured]) => [test, { ...measured, lines: new Set(measured.lines) }]),
);

// The copies must work with files that hold no mutant, or every mutant would seem to be killed.
const [quickest] = [...covers].toSorted(([, a], [, b]) => a.milliseconds - b.milliseconds)[0];
await Promise.all(
  workplaces.map(async (place) => {
    for (const [file, text] of texts) place.write(file, text);
    for (const test of [quickest, "net/timeout.test.js"]) {
      const failure = await place.run(test, LONGEST_MS);
      if (failure !== undefined) throw new Error(`${test} fails without a mutant: ${failure.message}`);
    }
  }),
);

const resultsFile = join(folder, "results.json");
const results = existsSync(resultsFile) && !values.fresh ? JSON.parse(readFileSync(resultsFile, "utf8")) : {};
/** How many mutants of a source each test has killed: those that did are asked first. */
const kills = new Map();
const killsOf = (source, test) => kills.get(`${source}\0${test}`) ?? 0;

function testsFor({ file, line }) {
  const name = basename(file, ".ts");
  const isNamesake = (test) => basename(test, ".test.js") === name;
  return [...covers]
    .filter(([, { lines }]) => lines.has(`${file}:${line}`))
    .map(([test, { milliseconds }]) => ({ test, milliseconds }))
    .sort(
      (a, b) =>
        Number(isNamesake(b.test)) - Number(isNamesake(a.test)) ||
        killsOf(file, b.test) - killsOf(file, a.test) ||
        a.milliseconds - b.milliseconds,
    );
}

async function judge(place, mutant) {
  const { file } = mutant;
  const asked = testsFor(mutant);
  if (asked.length === 0) return { how: "not covered" };
  place.write(file, mutated(texts.get(file), mutant));
  try {
    for (const { test, milliseconds } of asked) {
      if (covers.get(test).hasBundle) place.bundle();
      const failure = await place.run(test, Math.max(PATIENCE * milliseconds, LEAST_MS));
      if (failure === undefined) continue;
      kills.set(`${file}\0${test}`, killsOf(file, test) + 1);
      return failure;
    }
    return { how: "survived", asked: asked.length };
  } catch (error) {
    return { how: "error", file: "", test: "", message: error.message };
  } finally {
    place.write(file, texts.get(file));
  }
}

const isKilled = ({ how } = {}) => ["assertion", "error", "crash", "time limit"].includes(how);
const nameOf = ({ file, line, kind, was, replacement, context }) =>
  `src/${file}:${line}  ${kind}: ${was.length > 60 ? `${was.slice(0, 60)}…` : was} -> ${replacement}\n    ${context}`;

let done = 0;
await everywhere(chosen, async (place, mutant) => {
  done += 1;
  if (isEquivalent(mutant)) return;
  const { key } = mutant;
  const known = results[key];
  const code = codes.get(mutant.file);
  if (isKilled(known) && known.code === code) {
    kills.set(`${mutant.file}\0${known.file}`, killsOf(mutant.file, known.file) + 1);
    return;
  }
  const result = { ...(await judge(place, mutant)), code };
  results[key] = result;
  writeFileSync(resultsFile, JSON.stringify(results));
  const by = result.file === undefined ? "" : ` by ${result.file}: ${result.test}`;
  console.log(`${done}/${chosen.length} ${result.how}${by}\n  ${nameOf(mutant).replaceAll("\n", "\n  ")}`);
});

const counts = {};
const survivors = [];
for (const mutant of chosen) {
  const how = isEquivalent(mutant) ? "equivalent" : results[mutant.key].how;
  counts[how] = (counts[how] ?? 0) + 1;
  if (how === "survived" || how === "not covered") survivors.push(`${how}: ${nameOf(mutant)}`);
}
const judged = chosen.length - (counts.equivalent ?? 0);
const killed = chosen.filter((mutant) => !isEquivalent(mutant) && isKilled(results[mutant.key])).length;
const report = [
  ...survivors,
  "",
  ...Object.entries(counts).map(([how, count]) => `${how}: ${count}`),
  `${killed} of ${judged} mutants killed (${((100 * killed) / judged).toFixed(1)} %), seed ${values.seed}`,
].join("\n");
writeFileSync(join(folder, "report.txt"), `${report}\n`);
console.log(report);
