// The named exports, the types of promises and the failure words for Lua editors follow from other sources.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import test from "node:test";
import socket, * as blocking from "luasocket";
import promises, * as promising from "luasocket/promises";
import { packageRoot } from "../support/program.ts";

test("what scripts/generate.mjs writes is up to date", () => {
  const { status, stderr } = spawnSync(process.execPath, ["scripts/generate.mjs", "--check"], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

/** A program may assign these, so an export by name would keep an old value. */
const ASSIGNABLE = ["BLOCKSIZE", "sinkt", "sourcet"];

for (const [name, namespace, module] of [
  ["luasocket", socket, blocking],
  ["luasocket/promises", promises, promising],
] as const) {
  test(`${name} exports every function and constant of its namespace by name`, () => {
    const exported: Readonly<Record<string, unknown>> = module;
    const members = Object.entries(namespace).filter(([key]) => !ASSIGNABLE.includes(key));
    for (const [key, value] of members) assert.equal(exported[key], value, key);
    assert.deepEqual(
      Object.keys(module).sort(),
      [...members.map(([key]) => key), "TryError", "default"].sort(),
    );
  });
}
