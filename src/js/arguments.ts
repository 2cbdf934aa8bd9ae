// Checks of what a caller gives. What leaves here is of the right type; below nobody asks again.
// Misuse is thrown in LuaSocket's words, in the frame that Lua puts around them.

import { MAX_FD } from "../os/socket/descriptor.ts";
import { DESCRIPTOR_EXPECTED, typeExpected, typeName } from "../text/argument-text.ts";

/** `bad argument #1 to 'receive' (invalid receive pattern)`. `index` counts from 1, without the object. */
export function badArgument(index: number, method: string, complaint: string): TypeError {
  return new TypeError(`bad argument #${index} to '${method}' (${complaint})`);
}

/** `calling 'send' on bad self (tcp{client} expected)`. */
export function badSelf(method: string, complaint: string): TypeError {
  return new TypeError(`calling '${method}' on bad self (${complaint})`);
}

function wrongType(wanted: string, value: unknown, index: number, method: string): TypeError {
  return badArgument(index, method, typeExpected(wanted, typeName(value)));
}

/** Text, or a number to be taken as text. */
export function textArgument(value: unknown, index: number, method: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw wrongType("string", value, index, method);
}

/** The number that text says, NaN if it says none. */
export function numberOfText(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** A number, or text that Lua would take as one. */
export function numberArgument(value: unknown, index: number, method: string): number {
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? numberOfText(value) : Number.NaN;
  if (Number.isNaN(number)) throw wrongType("number", value, index, method);
  return number;
}

/** The number of a descriptor, -1 for none. */
export function descriptorArgument(value: unknown, index: number, method: string): number {
  const number = numberArgument(value, index, method);
  if (!(number >= -1 && number <= MAX_FD)) throw badArgument(index, method, DESCRIPTOR_EXPECTED);
  // A little below 0 is none, not 0.
  return Math.floor(number);
}

export function booleanArgument(value: unknown, index: number, method: string): boolean {
  if (typeof value === "boolean") return value;
  throw wrongType("boolean", value, index, method);
}

export function objectArgument(value: unknown, index: number, method: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw wrongType("table", value, index, method);
}

/** A port: a number, decimal text or the name of a service. Whether there is such a port shows later. */
export function portArgument(value: unknown, index: number, method: string): number | string {
  return typeof value === "number" ? value : textArgument(value, index, method);
}
