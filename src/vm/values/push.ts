import { type Encoding, unencodable } from "../../text/encoding.ts";
import { plainView } from "../../text/plain-view.ts";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { HostFunction, HostFunctions } from "./host-functions.ts";
import { type Reference, type References, referenceOf } from "./references.ts";
import { LuaHandle, type LuaInput } from "./value.ts";

/** The part of a bridge that converts values to Lua. */
interface Target {
  readonly api: LuaApi;
  readonly encoding: Encoding;
  readonly references: References;
  readonly functions: HostFunctions;
}

/** Stack slots for one value, without its elements. */
const STACK_RESERVE = 8;

/**
 * Pushes a value.
 *
 * @param around  the objects that contain the value, to detect cycles
 * @throws TypeError if the value cannot be converted
 */
export function pushValue(
  target: Target,
  L: LuaState,
  value: LuaInput,
  around: readonly object[] = [],
): void {
  const { api } = target;
  api.checkstack(L, STACK_RESERVE, 0);
  if (value === undefined || value === null) api.pushnil(L);
  else if (typeof value === "boolean") api.pushboolean(L, value ? 1 : 0);
  else if (typeof value === "number") pushNumber(target, L, value);
  else if (typeof value === "bigint") pushBigint(target, L, value);
  else if (typeof value === "string") pushString(target, L, value);
  else if (typeof value === "function") pushFunction(target, L, value);
  else if (typeof value === "object") pushObject(target, L, value, around);
  else throw new TypeError(`cannot convert a ${typeof value} to a Lua value`);
}

function pushNumber({ api }: Target, L: LuaState, value: number): void {
  // No integer on 5.1, where lua_Integer has 32 bits, nor for -0, which only a float has.
  if (api.version === "5.1" || !Number.isSafeInteger(value) || Object.is(value, -0)) api.pushnumber(L, value);
  else api.pushinteger(L, value);
}

function pushBigint({ api }: Target, L: LuaState, value: bigint): void {
  if (api.version === "5.1") {
    if (BigInt(Number(value)) !== value)
      throw new TypeError(`${value} is not representable as a Lua 5.1 number`);
    api.pushnumber(L, Number(value));
  } else {
    if (BigInt.asIntN(64, value) !== value) throw new TypeError(`${value} does not fit into 64 bits`);
    api.pushinteger(L, value);
  }
}

function pushString({ api, encoding }: Target, L: LuaState, text: string): void {
  const message = unencodable(text, encoding);
  if (message !== undefined) throw new TypeError(message);
  if (encoding === "latin1") api.pushText(L, text);
  else api.pushBytes(L, Buffer.from(text));
}

function pushFunction(target: Target, L: LuaState, fn: (...args: never[]) => unknown): void {
  const reference = referenceOf(fn);
  // The proxy of another VM's function is an ordinary JavaScript function here.
  if (reference?.references === target.references) target.references.push(L, reference);
  else target.functions.push(L, fn as HostFunction);
}

function pushObject(target: Target, L: LuaState, value: object, around: readonly object[]): void {
  const bytes = plainView(value);
  if (value instanceof LuaHandle) pushReference(target, L, value.reference);
  else if (bytes !== undefined) target.api.pushBytes(L, bytes);
  else pushCopy(target, L, value, around);
}

function pushCopy(target: Target, L: LuaState, value: object, around: readonly object[]): void {
  const pairs = pairsOf(value);
  if (pairs === undefined) throw new TypeError(`cannot convert ${nameOf(value)} to a Lua value`);
  if (around.includes(value)) throw new TypeError("cannot copy a cyclic object to Lua");
  const inner = [...around, value];
  target.api.createtable(L, 0, 0);
  for (const [key, element] of pairs) {
    pushValue(target, L, key, inner);
    pushValue(target, L, element, inner);
    target.api.settable(L, -3);
  }
}

function pushReference({ references }: Target, L: LuaState, reference: Reference): void {
  if (reference.references !== references) throw new TypeError("the value lives in another Lua VM");
  references.push(L, reference);
}

/** Returns the pairs to copy into a table; the first index is 1. Undefined for other objects than plain containers. */
function pairsOf(value: object): Iterable<readonly [LuaInput, LuaInput]> | undefined {
  if (Array.isArray(value)) return value.map((element, index) => [index + 1, element] as const);
  if (value instanceof Map) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return undefined;
  return Object.entries(value);
}

function nameOf(value: object): string {
  const { name } = (value as { constructor?: { name?: unknown } }).constructor ?? {};
  return typeof name === "string" && name !== "" ? `an object of the class ${name}` : "this object";
}
