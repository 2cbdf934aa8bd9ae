// The tables of docs/moving.md lead to names that exist.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import blocking from "luasocket";
import promises from "luasocket/promises";
import { TCP_OPTIONS } from "#src/net/options/tcp-options.ts";
import { UDP_OPTIONS } from "#src/net/options/udp-options.ts";
import { packageRoot } from "../support/program.ts";

/** The cells of the middle column, with the line that they stand in. */
const cells = readFileSync(join(packageRoot, "docs", "moving.md"), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| ---"))
  .map((line) => line.split(" | ")[1]?.trim() ?? "")
  .filter((cell) => cell !== "here");

const [tcp] = blocking.tcp();
const [udp] = blocking.udp();
/** What the variables of the tables are. */
const OBJECTS: Readonly<Record<string, object>> = {
  socket: blocking,
  client: tcp,
  server: tcp,
  master: tcp,
  udp,
  readable: blocking.select([], [], 0)[0],
};

/** What a path of names leads to. */
function reached(start: object, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (object, name) => (object as Record<string, unknown> | undefined)?.[name],
    start,
  );
}

test("the tables for those who move name functions and methods that there are", () => {
  let count = 0;
  for (const cell of cells) {
    for (const [call, variable, path] of cell.matchAll(/\b(\w+)((?:\.\w+)+)\(/g)) {
      const start = OBJECTS[variable as string];
      assert.ok(start, `${call} in ${cell}`);
      const names = (path as string).split(".").slice(1);
      assert.equal(typeof reached(start, names), "function", call);
      if (variable === "socket") assert.equal(typeof reached(promises, names), "function", call);
      count++;
    }
  }
  assert.ok(count > 100, `only ${count} calls`);
});

test("the tables for those who move name options that there are", () => {
  const options = cells.flatMap((cell) => [...cell.matchAll(/(\w+)\.setoption\("([\w-]+)"/g)]);
  assert.ok(options.length > 5);
  for (const [call, variable, name] of options) {
    assert.ok((variable === "udp" ? UDP_OPTIONS : TCP_OPTIONS).get(name as string)?.canSet, call);
  }
});

test("every row for those who move says what is here", () => {
  for (const cell of cells) assert.notEqual(cell, "");
});
