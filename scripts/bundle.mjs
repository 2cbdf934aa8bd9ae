// Puts the modules that tsc has compiled into a few files: to find and load 150 of them one by one takes three times as
// long, which everybody waits for who starts a script.

import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const dist = join(dirname(import.meta.dirname), "dist");
const outdir = join(dist, "bundle");

/** It must run before koffi is loaded; what stands in one file with koffi's import runs after it. */
const keptApart = {
  name: "kept apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/may-load-koffi\.js$/ }, () => ({
      path: "../os/ffi/may-load-koffi.js",
      external: true,
    })),
};

rmSync(outdir, { recursive: true, force: true });
await build({
  entryPoints: [
    { in: join(dist, "cli/main.js"), out: "cli" },
    ...["defold", "index", "lua", "luasocket-2.0", "promises"].map((name) => join(dist, `${name}.js`)),
  ],
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
