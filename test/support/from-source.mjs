// Loaded into every program that runs for coverage: replaces the bundle by its sources. V8 reports ranges of the bundle,
// and mapping those back marks lines that did not run.

import { registerHooks } from "node:module";
import { entries } from "../../scripts/entries.mjs";

const root = new URL("../../", import.meta.url);
const sources = new Map(
  Object.entries(entries).map(([name, source]) => [
    new URL(`dist/bundle/${name}.js`, root).href,
    new URL(`src/${source}.ts`, root).href,
  ]),
);

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const source = sources.get(resolved.url);
    return source === undefined ? resolved : { ...resolved, url: source, format: "module-typescript" };
  },
});
