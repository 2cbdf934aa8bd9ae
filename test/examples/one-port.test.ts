import assert from "node:assert/strict";
import test from "node:test";
import { Program } from "../support/program.ts";

test("one-port.mjs serves every client, by all of its processes", async (t) => {
  const program = new Program(t, [process.execPath, "examples/one-port.mjs", "3", "600"]);
  assert.equal(await program.ends(), 0, program.stderr);
  const lines = program.stdout.toString().trim().split("\n");
  const counts = lines.map((line) => Number(/^process \d+: (\d+)$/.exec(line)?.[1]));
  // That one of three processes gets none of 600 connections, by chance, has never been seen.
  assert.equal(counts.length, 3, program.stdout.toString());
  assert.equal(
    counts.reduce((sum, each) => sum + each),
    600,
  );
});
