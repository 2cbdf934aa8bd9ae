import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import test from "node:test";
import { packageRoot } from "./support/program.ts";

/** The layers, top to bottom; a file may import from its own and from those below. Entry files are on top. */
const LAYER: Readonly<Record<string, number>> = {
  cli: 8,
  ".": 7,
  js: 6,
  lua: 6,
  wait: 5,
  net: 4,
  vm: 4,
  policy: 3,
  trace: 3,
  os: 2,
  text: 1,
};

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

// Every way to name a module: with bindings, for its effects alone, and when the program runs.
const FROM = /^(?:import|export)\s+(type\s+)?[^;"]*?from\s+"([^"]+)"/gm;
const EFFECTS = /^import\s+()"([^"]+)"/gm;
const DYNAMIC = /(?<![.\w])(?:import|require|import\.meta\.resolve)\(\s*()["'`]([^"'`]+)["'`]/g;

const named: Import[] = [...sources].flatMap(([from, text]) =>
  [FROM, EFFECTS, DYNAMIC]
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .map(([, type, to]) => ({ from, to: to as string, isType: Boolean(type) })),
);

/** What the package's own files import of each other. */
const imports: Import[] = named
  .filter(({ to }) => /^[.#]/.test(to))
  .map(({ from, to, isType }) => ({
    from,
    to: normalize(to.startsWith("#src/") ? to.slice(5) : join(dirname(from), to)),
    isType,
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

/** Imports that the layout's move has brought to light. */
const TO_BE_CUT = [
  "vm/c-api/stack.ts -> net/error-text.ts",
  "vm/c-api/stack.ts -> net/inet/resolve.ts",
  "vm/lua-state.ts -> lua/wait/blocking-waiting.ts",
  "vm/lua-state.ts -> lua/wait/waiting.ts",
];

test("imports go to the same folder or downwards", () => {
  const upwards = imports.filter(({ from, to }) => {
    const [above, below] = [folderOf(from), folderOf(to)];
    return above !== below && (LAYER[above] as number) <= (LAYER[below] as number);
  });
  assert.deepEqual(upwards.map(({ from, to }) => `${from} -> ${to}`).sort(), TO_BE_CUT);
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
