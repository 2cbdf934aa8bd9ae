// The documents lead to each other, and leave out nobody.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import test from "node:test";
import { packageRoot } from "../support/program.ts";

const FOLDERS = [".", "bench", "docs", "docs/guides", "examples", "examples/typescript-to-lua"];
const documents = FOLDERS.flatMap((folder) =>
  readdirSync(join(packageRoot, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

test("every relative link of a document leads to something", () => {
  let count = 0;
  for (const document of documents) {
    const text = readFileSync(join(packageRoot, document), "utf8").replaceAll(/^```.*?^```/gms, "");
    for (const [, target] of text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)) {
      if (/^\w+:/.test(target as string)) continue;
      assert.ok(
        existsSync(join(packageRoot, dirname(document), target as string)),
        `${target} in ${document}`,
      );
      count++;
    }
  }
  assert.ok(count > 50, `only ${count} links`);
});

test("the contents name every document and guide, the README every guide", () => {
  const contents = readFileSync(join(packageRoot, "docs", "README.md"), "utf8");
  const readme = readFileSync(join(packageRoot, "README.md"), "utf8");
  for (const document of documents.filter((each) => each.startsWith("docs/") && each !== "docs/README.md")) {
    assert.ok(contents.includes(`](${document.slice("docs/".length)})`), document);
    if (document.startsWith("docs/guides/")) assert.ok(readme.includes(`](${document})`), document);
  }
});
