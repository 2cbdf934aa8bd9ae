// Bundles the sources into a few files: Node takes half a millisecond to find and load each module, and there are 150.

import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const root = dirname(import.meta.dirname);
const outdir = join(root, "dist", "bundle");

/** It must run before koffi is loaded; in one file with an import of koffi it would run after it. */
const FIRST = "may-load-koffi";
const keptApart = {
  name: "kept apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/may-load-koffi\.ts$/ }, ({ kind }) =>
      kind === "entry-point" ? undefined : { path: `./${FIRST}.js`, external: true },
    ),
};

const entries = {
  cli: "cli/main",
  defold: "defold",
  index: "index",
  lua: "lua",
  "luasocket-2.0": "luasocket-2.0",
  promises: "promises",
  [FIRST]: `os/ffi/${FIRST}`,
};

rmSync(outdir, { recursive: true, force: true });
await build({
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
});
