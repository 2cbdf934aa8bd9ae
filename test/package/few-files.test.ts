// What an import loads: each file costs Node half a millisecond, which no test measures, but files can be counted.

import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program, packageRoot } from "../support/program.ts";
import { STDERR_APART } from "../support/traced-calls.ts";

const skip = skipWithout("strace", ["-V"]);
const FEW = 12;

const programs: Readonly<Record<string, readonly string[]>> = {
  "the blocking binding": ["--input-type=module", "-e", 'import "luasocket"'],
  promises: ["--input-type=module", "-e", 'import "luasocket/promises"'],
  "the command": [join(packageRoot, "dist/bundle/cli.js"), "-e", 'require "socket"'],
};

for (const [name, args] of Object.entries(programs)) {
  test(`few files of ours are loaded by ${name}`, { skip }, async (t) => {
    const strace = ["strace", "-f", "-qq", "-e", "trace=open,openat"];
    const traced = new Program(t, [...strace, ...STDERR_APART, process.execPath, ...args]);
    assert.equal(await traced.ends(), 0, traced.stdout.toString());
    const ours = join(realpathSync(packageRoot), "dist");
    const opened = [...traced.stderr.matchAll(/"([^"]+\.js)", [^)]*\) = \d+/g)].map(
      ([, path]) => path as string,
    );
    const loaded = new Set(opened.filter((path) => path.startsWith(ours)));
    assert.ok(loaded.size > 0 && loaded.size <= FEW, [...loaded].join("\n"));
  });
}
