import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { packageRoot } from "./support/program.ts";

/** The layers, by their height: a file may import from its own folder and from those below. Entry files have ".". */
const LAYER: Readonly<Record<string, number>> = {
  cli: 7,
  ".": 6,
  js: 5,
  lua: 5,
  wait: 4,
  net: 3,
  vm: 3,
  policy: 2,
  trace: 2,
  os: 1,
  text: 0,
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const sourceFolder = join(packageRoot, "src");
const files = readdirSync(sourceFolder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".ts"));
const sources = new Map(files.map((file) => [file, readFileSync(join(sourceFolder, file), "utf8")]));

// Every way to name a module: with bindings, for its effects alone, and when the program runs.
const FROM = /^(?:import|export)\s+[^;"]*?from\s+"([^"]+)"/gm;
const EFFECTS = /^import\s+"([^"]+)"/gm;
const DYNAMIC = /(?<![.\w])(?:import|require|import\.meta\.resolve)\(\s*["'`]([^"'`]+)["'`]/g;

const named: Import[] = [...sources].flatMap(([from, text]) =>
  [FROM, EFFECTS, DYNAMIC]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, to]) => ({ from, to: to as string })),
);

/** Imports between the package's own files, types included. */
const imports: Import[] = named
  .filter(({ to }) => /^[.#]/.test(to))
  .map(({ from, to }) => ({
    from,
    to: normalize(to.startsWith("#src/") ? to.slice(5) : join(dirname(from), to)),
  }));

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

/** A circle of imports between places, as a path; undefined where there is none. */
function circleAmong(placeOf: (file: string) => string): string | undefined {
  const needs = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [needing, needed] = [placeOf(from), placeOf(to)];
    if (needing === needed && from !== to) continue;
    needs.set(needing, (needs.get(needing) ?? new Set()).add(needed));
  }
  const finished = new Set<string>();
  const visit = (place: string, path: readonly string[]): string | undefined => {
    if (path.includes(place)) return [...path.slice(path.indexOf(place)), place].join(" -> ");
    if (finished.has(place)) return undefined;
    for (const next of needs.get(place) ?? []) {
      const circle = visit(next, [...path, place]);
      if (circle !== undefined) return circle;
    }
    finished.add(place);
    return undefined;
  };
  for (const place of needs.keys()) {
    const circle = visit(place, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test("no file needs itself, not even through others, nor by its types", () => {
  assert.equal(
    circleAmong((file) => file),
    undefined,
  );
});

test("no folder inside a layer needs itself through others, nor by its types", () => {
  // A file that stands in no second folder is a place of its own.
  const secondFolderOf = (file: string): string => {
    const parts = file.split("/");
    return parts.length > 2 ? parts.slice(0, 2).join("/") : file;
  };
  assert.equal(circleAmong(secondFolderOf), undefined);
});

test("every folder has its layer, and only entry files stand outside of one", () => {
  const folders = new Set(files.map(folderOf));
  assert.deepEqual([...folders].sort(), Object.keys(LAYER).sort());
  const entries = files.filter((file) => folderOf(file) === ".");
  assert.deepEqual(
    entries.filter(
      (file) =>
        !["defold.ts", "index.ts", "lua.ts", "luasocket-2.0.ts", "promises.ts", "types.ts"].includes(file),
    ),
    [],
  );
});

test("only os/ names koffi or asks for the platform", () => {
  const curious = [...sources]
    .filter(([file]) => folderOf(file) !== "os")
    .filter(([, text]) => /["'`]koffi["'`]|process\.platform|os\.platform\(/.test(text))
    .map(([file]) => file);
  assert.deepEqual(curious, []);
});

test("packages are named where they belong", () => {
  const allowed: Readonly<Record<string, string>> = { koffi: "os", wasmoon: "vm", "wasmoon-lua5.1": "vm" };
  const foreign = named
    .filter(({ to }) => !/^(?:[.#]|node:)/.test(to))
    .map(({ from, to }) => {
      const name = to.startsWith("@") ? to.split("/").slice(0, 2).join("/") : (to.split("/")[0] as string);
      return { from, name };
    })
    .filter(({ from, name }) => folderOf(from) !== allowed[name]);
  assert.deepEqual(foreign, []);
});

test("nothing blocks but wait/: no other layer waits, sleeps or runs programs", () => {
  // lua/ stands for a whole program, with a program's os.execute, input and output.
  const waiting = [...sources]
    .filter(([file]) => ["js", "net"].includes(folderOf(file)))
    .filter(([, text]) =>
      /Atomics\.wait|\bpollOne\b|\bPollSet\b|spawnSync|execFileSync|readFileSync/.test(text),
    )
    .map(([file]) => file);
  assert.deepEqual(waiting, []);
});
