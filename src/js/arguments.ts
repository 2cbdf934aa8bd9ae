// Argument checks. Values returned here have the right type; the layers below do not check again.
// Misuse throws LuaSocket's message, framed as luaL_argerror frames it (lauxlib.c).

import { MAX_FD } from "../os/socket/descriptor.ts";
import { DESCRIPTOR_EXPECTED, typeExpected, typeName } from "../text/argument-text.ts";

/** `bad argument #1 to 'receive' (invalid receive pattern)`. `index` counts from 1, without the object. */
export function badArgument(index: number, method: string, message: string): TypeError {
  return new TypeError(`bad argument #${index} to '${method}' (${message})`);
}

/** `calling 'send' on bad self (tcp{client} expected)`. */
export function badSelf(method: string, message: string): TypeError {
  return new TypeError(`calling '${method}' on bad self (${message})`);
}

function wrongType(wanted: string, value: unknown, index: number, method: string): TypeError {
  return badArgument(index, method, typeExpected(wanted, typeName(value)));
}

/** Returns a string; converts a number, as luaL_checkstring does. */
export function textArgument(value: unknown, index: number, method: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  throw wrongType("string", value, index, method);
}

/** Parses a number; NaN if the text is not one. */
export function numberOfText(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

/** Returns a number; converts numeric text, as luaL_checknumber does. */
export function numberArgument(value: unknown, index: number, method: string): number {
  if (typeof value === "number") return value;
  const number = typeof value === "string" ? numberOfText(value) : Number.NaN;
  if (Number.isNaN(number)) throw wrongType("number", value, index, method);
  return number;
}

/** Returns a descriptor number, -1 for none. */
export function descriptorArgument(value: unknown, index: number, method: string): number {
  const number = numberArgument(value, index, method);
  if (!(number >= -1 && number <= MAX_FD)) throw badArgument(index, method, DESCRIPTOR_EXPECTED);
  // Fractions between -1 and 0 mean no descriptor, not descriptor 0.
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

/** Returns a port: a number, decimal text or a service name. The resolver rejects ports that do not exist. */
export function portArgument(value: unknown, index: number, method: string): number | string {
  return typeof value === "number" ? value : textArgument(value, index, method);
}
