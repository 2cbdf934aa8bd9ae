// The programs in docs print what stands in the comments behind their console.log.
import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { CLI } from "../support/lua-commands.ts";
import { Program, packageRoot } from "../support/program.ts";

for (const [document, count] of [
  ["lua", 3],
  ["node", 3],
  ["event-loop", 2],
  ["policy", 3],
] as const) {
  const text = readFileSync(join(packageRoot, "docs", `${document}.md`), "utf8");
  const programs = [...text.matchAll(/```js\n(.*?)```/gs)].map(([, program]) => program as string);

  test(`docs/${document}.md has programs`, () => {
    assert.equal(programs.length, count);
  });

  for (const [index, program] of programs.entries()) {
    test(`program ${index + 1} of docs/${document}.md prints what it says`, async (t) => {
      // In the package's folder, where its name leads to it.
      const path = join(packageRoot, "build", `docs-${document}-${process.pid}-${index}.mjs`);
      writeFileSync(path, program);
      t.after(() => rmSync(path));
      const expected = [...program.matchAll(/console\.log\(.*\); \/\/ (.*)/g)].map(([, line]) => `${line}\n`);
      const run = new Program(t, [process.execPath, path]);
      assert.equal(await run.ends(), 0, run.stderr);
      assert.ok(expected.length > 0);
      assert.equal(run.stdout.toString(), expected.join(""));
    });
  }
}

test("the Lua program of docs/event-loop.md prints what it says", async (t) => {
  const text = readFileSync(join(packageRoot, "docs", "event-loop.md"), "utf8");
  const [, program] = /```lua\n(.*?)```/s.exec(text) as unknown as [string, string];
  const [, expected] = /^print\(.*\) -- (.*)$/m.exec(program) as unknown as [string, string];
  for (const version of ["5.4", "5.1"]) {
    const run = new Program(t, [process.execPath, CLI, "--lua", version, "--event-loop", "-e", program]);
    assert.equal(await run.ends(), 0, run.stderr);
    assert.equal(run.stdout.toString(), `${expected}\n`);
  }
});
