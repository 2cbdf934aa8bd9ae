import assert from "node:assert/strict";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { Program } from "../support/program.js";

// In a process of its own: a test runner has memory of its own.
test("mixed load in every face leaves memory and descriptors as they were", {
  timeout: 60_000,
}, async (t) => {
  const main = fileURLToPath(new URL("main.js", import.meta.url));
  const program = new Program(t, [process.execPath, main, "--minutes", "0"]);
  assert.equal(await program.ends(), 0, `${program.stdout}${program.stderr}`);
});
