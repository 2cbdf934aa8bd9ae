// Makes the reference as pages for a browser, in build/reference: `npm run docs`.
//
// The pages of TypeScript come from the docstrings, those of Lua from the annotations in luacats, the guides from docs.
// A name without docstring, a type that a page names and nothing exports, or a link that leads nowhere fails.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Application } from "typedoc";
import { arrange, CATEGORY_ORDER } from "./arrange.mjs";
import { luaPages } from "./lua-pages.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const inRoot = (...path) => join(root, ...path);

const pages = inRoot("build", "lua-pages");
rmSync(pages, { recursive: true, force: true });
mkdirSync(pages, { recursive: true });
for (const [name, text] of luaPages(inRoot("luacats", "library")))
  writeFileSync(join(pages, `${name}.md`), text);

const app = await Application.bootstrap({
  name: "luasocket",
  out: inRoot("build", "reference"),
  json: inRoot("build", "reference.json"),
  entryPoints: ["index", "promises", "lua", "defold", "luasocket-2.0"].map((name) =>
    inRoot("src", `${name}.ts`),
  ),
  tsconfig: inRoot("src", "tsconfig.json"),
  readme: inRoot("README.md"),
  customCss: inRoot("docs", "site", "site.css"),
  projectDocuments: [inRoot("docs", "*.md"), inRoot("docs", "guides", "*.md"), join(pages, "*.md")],
  highlightLanguages: ["lua", "console", "javascript", "typescript", "json", "ini", "diff"],
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  disableSources: true,
  hideGenerator: true,
  includeVersion: true,
  validation: {
    notExported: true,
    invalidLink: true,
    invalidPath: true,
    notDocumented: true,
    rewrittenLink: true,
  },
  treatWarningsAsErrors: true,
  // Parts of types that a program has no use for.
  intentionallyNotExported: [
    "OfClass",
    "AdoptedOther",
    "LuaHandle",
    "DatagramKind",
    "DatagramRole",
    "StreamKind",
    "StreamRole",
    "src/js/namespace/skip-and-choose.ts:Choice",
  ],
  categorizeByGroup: false,
  categoryOrder: CATEGORY_ORDER,
  navigation: { includeCategories: true, includeGroups: false },
  sort: ["documents-first", "alphabetical"],
});
arrange(app);

const project = await app.convert();
if (project !== undefined) {
  app.validate(project);
  await app.generateOutputs(project);
}
process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
