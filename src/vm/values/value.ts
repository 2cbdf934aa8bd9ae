// What values of Lua are in JavaScript.

import type { LuaHandle, LuaObject } from "./lua-object.ts";
import type { LuaTable } from "./lua-table.ts";

/**
 * A value that comes from Lua. nil is undefined; an integer that a number cannot hold exactly is a bigint;
 * strings are `Text`: strings, or Buffers under the encoding `"buffer"`. What lives in Lua stays there and
 * comes as a reference, the same one each time.
 */
export type LuaValue<Text extends string | Buffer = string> =
  | undefined
  | boolean
  | number
  | bigint
  | Text
  | LuaFunction<Text>
  | LuaTable<Text>
  | LuaObject<Text>;

/**
 * A function of Lua: takes values, gives all results.
 *
 * @throws LuaError with the error that it raises; TypeError for arguments that Lua has no value for
 */
export type LuaFunction<Text extends string | Buffer = string> = (
  ...args: readonly LuaInput[]
) => LuaValue<Text>[];

/**
 * What can be given to Lua. Whole numbers become integers where Lua has them. A string is encoded as the VM's
 * encoding says; a Uint8Array is a string of its bytes. Arrays, Maps and plain objects are copied into
 * new tables. A function becomes one that Lua can call: it gives one value, or several with `results`.
 */
export type LuaInput =
  | undefined
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | LuaHandle
  | ((...args: never[]) => unknown)
  | readonly LuaInput[]
  | ReadonlyMap<LuaInput, LuaInput>
  | { readonly [key: string]: LuaInput };

/** Several results of a function that Lua calls. */
export class Results {
  /** In their order; undefined becomes nil. */
  readonly values: readonly LuaInput[];

  constructor(values: readonly LuaInput[]) {
    this.values = values;
  }
}

/**
 * Returned by a function that Lua calls, gives Lua several results, or with no values none at all.
 *
 * @example
 * lua.set("divide", (a: number, b: number) => (b === 0 ? results(undefined, "division by zero") : a / b));
 */
export function results(...values: readonly LuaInput[]): Results {
  return new Results(values);
}
