// What is printed.
import { show } from "./figures.mjs";
import { median } from "./statistics.mjs";

const noisyAbove = 0.2;
const disturbedAbove = 0.15;

export const isDisturbed = (entry) => entry.foreignLoad > disturbedAbove;
const isNoisy = (result) => (result.max - result.min) / result.median > noisyAbove;

const ratio = (value) => value.toFixed(value < 0.1 ? 3 : 2);
const ratioWithSpread = (r) => (r ? `${ratio(r.median)} (${ratio(r.min)}-${ratio(r.max)})` : "-");

function row(name, result, figure) {
  const percentiles = ["p50", "p99"].filter((p) => result.runs[0][p] !== undefined);
  const latency = percentiles.map((p) => `${p} ${median(result.runs.map((run) => run[p])).toFixed(1)}`);
  const columns = [
    name.padEnd(8),
    show(result.median, figure).padStart(10),
    `${show(result.min, figure)}-${show(result.max, figure)}`.padStart(19),
    ratioWithSpread(result.toLua).padStart(20),
    ratioWithSpread(result.toC).padStart(20),
    latency.join(" ").padStart(latency.length ? 24 : 0),
    isNoisy(result) ? " NOISY" : "",
  ];
  return columns.join(" ").trimEnd();
}

const heading = [
  "".padEnd(8),
  "median".padStart(10),
  "min-max".padStart(19),
  "x lua5.4".padStart(20),
  "x c".padStart(20),
].join(" ");

export function printWorkload(name, entry) {
  const better = entry.higherIsBetter ? "more" : "less";
  console.log(`\n${name}  [${entry.unit}, ${better} is better]  ${entry.note ?? ""}`.trimEnd());
  if (isDisturbed(entry)) {
    const percent = (entry.foreignLoad * 100).toFixed(0);
    console.log(`  DISTURBED: other work had ${percent}% of this CPU meanwhile; do not trust these figures`);
  }
  console.log(`  ${heading}`);
  for (const [contender, result] of Object.entries(entry.contenders)) {
    if (result.failed) console.log(`  ${contender.padEnd(8)}     failed: ${result.failed.slice(0, 120)}`);
    else console.log(`  ${row(contender, result, entry.figure)}`);
  }
}

function printMatrix(title, results, names, cell) {
  console.log(`\n${title}`);
  console.log(`  ${"".padEnd(11)}${names.map((name) => name.padStart(10)).join("")}`);
  for (const [workload, entry] of Object.entries(results)) {
    const cells = names.map((name) => {
      const result = entry.contenders[name];
      if (!result) return "-";
      return result.failed ? "failed" : cell(result, entry);
    });
    const mark = isDisturbed(entry) ? "  DISTURBED" : "";
    console.log(`  ${workload.padEnd(11)}${cells.map((text) => text.padStart(10)).join("")}${mark}`);
  }
}

export function printSummary(results, names) {
  printMatrix("median", results, names, (result, entry) => show(result.median, entry.figure));
  if (names.includes("lua5.4")) {
    printMatrix(
      "times as good as C LuaSocket on lua5.4 (2 = twice as fast, or half the memory; ~ = NOISY)",
      results,
      names,
      (result) => (result.toLua ? `${isNoisy(result) ? "~" : ""}${ratio(result.toLua.median)}` : "-"),
    );
  }
}
