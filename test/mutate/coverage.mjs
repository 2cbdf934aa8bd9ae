// The source lines that a run has come to: V8's coverage of the compiled files, led back by their source maps.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const DIGITS = new Map(
  [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((digit, at) => [digit, at]),
);

/** The numbers of a segment of a source map: base 64, five bits a digit, the lowest first, the sign in the lowest bit. */
function numbersOf(segment) {
  const numbers = [];
  let value = 0;
  let shift = 0;
  for (const digit of segment) {
    const bits = DIGITS.get(digit);
    value += (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    numbers.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return numbers;
}

const maps = new Map();

/** Where the places of a compiled file come from: [offset there, "file:line" of the source]. */
function placesOf(path, folder) {
  let places = maps.get(path);
  if (places !== undefined) return places;
  places = [];
  maps.set(path, places);
  if (!existsSync(`${path}.map`)) return places;
  const starts = [0];
  const text = readFileSync(path, "utf8");
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const { mappings, sources, sourceRoot = "" } = JSON.parse(readFileSync(`${path}.map`, "utf8"));
  const files = sources.map((source) => relative(folder, resolve(dirname(path), sourceRoot, source)));
  let source = 0;
  let line = 0;
  for (const [index, segments] of mappings.split(";").entries()) {
    let column = 0;
    for (const segment of segments.split(",")) {
      const [columns, sourceStep, lineStep] = numbersOf(segment);
      if (columns === undefined) continue;
      column += columns;
      if (sourceStep === undefined) continue;
      source += sourceStep;
      line += lineStep;
      const file = files[source];
      if (!file.startsWith("..")) places.push([starts[index] + column, `${file}:${line + 1}`]);
    }
  }
  return places;
}

/** Whether what stands at each offset was run: the innermost range says. */
function runAt(functions, size) {
  const run = new Uint8Array(size);
  const ranges = functions.flatMap((one) => one.ranges);
  ranges.sort((a, b) => b.endOffset - b.startOffset - (a.endOffset - a.startOffset));
  for (const { startOffset, endOffset, count } of ranges) run.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return run;
}

/**
 * The source lines below `root`/src that were run, as "file:line", and whether the bundle was.
 *
 * @param {string} folder  what NODE_V8_COVERAGE named
 */
export function coveredLines(folder, root) {
  const lines = new Set();
  let hasBundle = false;
  const sources = join(root, "src");
  for (const name of readdirSync(folder)) {
    const { result } = JSON.parse(readFileSync(join(folder, name), "utf8"));
    for (const { url, functions } of result) {
      if (!url.startsWith("file:")) continue;
      const path = fileURLToPath(url);
      if (!path.startsWith(join(root, "dist"))) continue;
      hasBundle ||= path.startsWith(join(root, "dist", "bundle"));
      const places = placesOf(path, sources);
      const run = runAt(functions, (places.at(-1)?.[0] ?? 0) + 1);
      for (const [offset, key] of places) if (run[offset] === 1) lines.add(key);
    }
  }
  return { lines: [...lines], hasBundle };
}
