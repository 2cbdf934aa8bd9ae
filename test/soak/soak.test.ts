import assert from "node:assert/strict";
import test from "node:test";
import { Program, testFile } from "../support/program.ts";

// In a process of its own: a test runner has memory of its own.
test("mixed load in every binding leaves memory and descriptors as they were", {
  timeout: 60_000,
}, async (t) => {
  const main = testFile(import.meta.url, "main");
  const program = new Program(t, [process.execPath, main, "--minutes", "0"]);
  assert.equal(await program.ends(), 0, `${program.stdout}${program.stderr}`);
});
