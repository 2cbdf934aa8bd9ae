// Bundles the sources into a few files: Node takes half a millisecond to find and load each module, and there are 150.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { entries, FIRST } from "./entries.mjs";

const root = dirname(import.meta.dirname);
const outdir = join(root, "dist", "bundle");

const keptApart = {
  name: "kept apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/may-load-koffi\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: `./${FIRST}.js`, external: true },
    ),
};

const { outputFiles } = await build({
  entryPoints: Object.entries(entries).map(([out, path]) => ({ in: join(root, "src", `${path}.ts`), out })),
  outdir,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  // Puts the numbers in the place of their names. Names become variables in a bundle, and the engine trusts none of
  // these: lines in Lua took a sixth longer.
  minifySyntax: true,
  packages: "external",
  plugins: [keptApart],
  sourcemap: true,
  sourcesContent: false,
  logLevel: "warning",
  write: false,
});

// Writes changed files only: programs may be starting from the others.
mkdirSync(outdir, { recursive: true });
const names = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of readdirSync(outdir)) if (!names.has(name)) rmSync(join(outdir, name));
for (const { path, contents } of outputFiles) if (!holds(path, contents)) writeFileSync(path, contents);

function holds(path, contents) {
  try {
    return readFileSync(path).equals(contents);
  } catch {
    return false;
  }
}
