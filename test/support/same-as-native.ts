// Table tests whose oracle is native lua.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { LuaVersion } from "#src/vm/runtime/module.ts";
import { type Invocation, LUA_VERSIONS, runNative, runOurs } from "./lua-commands.ts";
import { skipWithout } from "./oracle.ts";

export interface Row extends Invocation {
  /** The behaviour under test. */
  readonly name: string;
  /** Versions to compare; both by default. */
  readonly versions?: readonly LuaVersion[];
}

/** Registers a test for each row and version: the same output, errors and exit status as native lua. */
export function testSameAsNative(rows: readonly Row[]): void {
  for (const { name, versions = LUA_VERSIONS, ...invocation } of rows) {
    for (const version of versions) {
      test(`${name} (as lua${version})`, { skip: skipWithout(`lua${version}`, ["-v"]) }, () => {
        assert.deepEqual(runOurs(version, invocation), runNative(version, invocation));
      });
    }
  }
}
