// Formats the output.
import { references } from "./compare.mjs";
import { show } from "./figures.mjs";
import { median } from "./statistics.mjs";

const noisyAbove = 0.2;
const disturbedAbove = 0.15;

export const isDisturbed = (entry) => entry.foreignLoad > disturbedAbove;
export const isNoisy = (result) => (result.max - result.min) / result.median > noisyAbove;

const ratio = (value) => value.toFixed(value < 0.1 ? 3 : 2);
const ratioWithSpread = (r) => (r ? `${ratio(r.median)} (${ratio(r.min)}-${ratio(r.max)})` : "-");

/** Additional values of a figure: requests per second of wall time, and round trips in us. */
const extras = {
  per_s: (value) => `${(value / 1000).toFixed(1)}k/s`.padStart(9),
  p50: (value) => `p50 ${value.toFixed(1)}`.padStart(13),
  p99: (value) => `p99 ${value.toFixed(1)}`.padStart(13),
};

function row(name, result, figure, present) {
  const told = Object.keys(extras).filter((extra) => result.runs[0][extra] !== undefined);
  const columns = [
    name.padEnd(8),
    show(result.median, figure).padStart(10),
    `${show(result.min, figure)}-${show(result.max, figure)}`.padStart(19),
    ...present.map((reference) => ratioWithSpread(result.times[reference]).padStart(18)),
    ...told.map((extra) => extras[extra](median(result.runs.map((run) => run[extra])))),
    isNoisy(result) ? " NOISY" : "",
  ];
  return columns.join(" ").trimEnd();
}

function heading(present) {
  const ratioColumns = present.map((reference) => `x ${reference}`.padStart(18));
  return ["".padEnd(8), "median".padStart(10), "min-max".padStart(19), ...ratioColumns].join(" ");
}

export function printWorkload(name, entry) {
  const better = entry.higherIsBetter ? "more" : "less";
  console.log(`\n${name}  [${entry.unit}, ${better} is better]  ${entry.note ?? ""}`.trimEnd());
  if (isDisturbed(entry)) {
    const percent = (entry.foreignLoad * 100).toFixed(0);
    console.log(`  DISTURBED: other processes used ${percent}% of this CPU; do not trust these figures`);
  }
  const present = references.filter((reference) => entry.contenders[reference]?.runs);
  console.log(`  ${heading(present)}`);
  for (const [contender, result] of Object.entries(entry.contenders)) {
    if (result.leftOut) console.log(`  ${contender.padEnd(8)}   left out: ${result.leftOut}`);
    else if (result.failed)
      console.log(`  ${contender.padEnd(8)}     failed: ${result.failed.slice(0, 120)}`);
    else console.log(`  ${row(contender, result, entry.figure, present)}`);
  }
}

function printMatrix(title, results, names, cell) {
  console.log(`\n${title}`);
  console.log(`  ${"".padEnd(11)}${names.map((name) => name.padStart(12)).join("")}`);
  for (const [workload, entry] of Object.entries(results)) {
    const cells = names.map((name) => {
      const result = entry.contenders[name];
      if (!result || result.leftOut) return "-";
      return result.failed ? "failed" : cell(result, entry);
    });
    const mark = isDisturbed(entry) ? "  DISTURBED" : "";
    console.log(`  ${workload.padEnd(11)}${cells.map((text) => text.padStart(12)).join("")}${mark}`);
  }
}

/** The references that the summary has a table for. */
const compared = { "lua5.4": "C LuaSocket on lua5.4", node: "Node's own net and dgram" };

export function printSummary(results, names) {
  printMatrix("median", results, names, (result, entry) => show(result.median, entry.figure));
  for (const [reference, who] of Object.entries(compared)) {
    if (!names.includes(reference)) continue;
    printMatrix(
      `times as good as ${who} (2 = twice as fast, or half the memory; ~ = NOISY)`,
      results,
      names,
      ({ times, ...result }) =>
        times[reference] ? `${isNoisy(result) ? "~" : ""}${ratio(times[reference].median)}` : "-",
    );
  }
}
