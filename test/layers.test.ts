import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { packageRoot } from "./support/program.js";

/** The layers, top to bottom; a file may import from its own and from those below. Entry files are on top. */
const LAYER: Readonly<Record<string, number>> = { ".": 4, face: 3, lua: 3, wait: 2, net: 1, os: 0 };

interface Import {
  readonly from: string;
  readonly to: string;
  readonly isType: boolean;
}

const sourceFolder = join(packageRoot, "src");
const files = readdirSync(sourceFolder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"));
const sources = new Map(files.map((file) => [file, readFileSync(join(sourceFolder, file), "utf8")]));

const IMPORT = /^(?:import|export)\s+(type\s+)?[^;]*?from\s+"([^"]+)"/gm;

const imports: Import[] = [...sources].flatMap(([from, text]) =>
  [...text.matchAll(IMPORT)]
    .filter(([, , path]) => path?.startsWith("."))
    .map(([, type, path]) => ({
      from,
      to: normalize(join(dirname(from), path as string)).replace(/\.js$/, ".ts"),
      isType: type !== undefined,
    })),
);

/** The first folder of a path: the layer's name. */
const folderOf = (file: string) => (file.includes("/") ? (file.split("/")[0] as string) : ".");

test("imports are found, and every one leads to a file", () => {
  assert.ok(imports.length > 100);
  assert.deepEqual(
    imports.filter(({ to }) => !sources.has(to)),
    [],
  );
});

test("imports go to the same folder or downwards", () => {
  const upwards = imports.filter(({ from, to }) => {
    const [above, below] = [folderOf(from), folderOf(to)];
    return above !== below && (LAYER[above] as number) <= (LAYER[below] as number);
  });
  assert.deepEqual(
    upwards.map(({ from, to }) => `${from} -> ${to}`),
    [],
  );
});

test("no file needs itself, not even through others", () => {
  const needs = new Map(
    files.map((file) => [file, imports.filter((i) => i.from === file && !i.isType).map((i) => i.to)]),
  );
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `${[...path, file].join(" -> ")}`);
    for (const next of needs.get(file) ?? []) visit(next, [...path, file]);
  };
  for (const file of files) visit(file, []);
});

test("only os/ names koffi or asks for the platform", () => {
  const curious = [...sources]
    .filter(([file]) => folderOf(file) !== "os")
    .filter(([, text]) => /from "koffi"|process\.platform/.test(text))
    .map(([file]) => file);
  assert.deepEqual(curious, []);
});
