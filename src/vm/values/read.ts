import { isUtf8 } from "node:buffer";
import type { Encoding } from "../../text/encoding.ts";
import {
  LUA_TBOOLEAN,
  LUA_TFUNCTION,
  LUA_TLIGHTUSERDATA,
  LUA_TNIL,
  LUA_TNONE,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  type LuaApi,
  type LuaState,
} from "../c-api/lua-api.ts";
import type { References } from "./references.ts";
import { type LuaFunction, LuaObject, LuaTable, type LuaValue, type ValueBridge } from "./value.ts";

/** The part of a bridge that converts values from Lua. */
interface Source<Text extends string | Buffer> extends ValueBridge<Text> {
  readonly encoding: Encoding;
  readonly references: References;
  functionAt(L: LuaState, index: number): LuaFunction<Text>;
}

/**
 * Converts the value at `index`.
 *
 * @throws TypeError for light userdata, and for a string that is not valid in the bridge's encoding
 */
export function readValue<Text extends string | Buffer>(
  bridge: Source<Text>,
  L: LuaState,
  index: number,
): LuaValue<Text> {
  const { api } = bridge;
  switch (api.type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL:
      return undefined;
    case LUA_TBOOLEAN:
      return api.toboolean(L, index) !== 0;
    case LUA_TNUMBER:
      return readNumber(api, L, index);
    case LUA_TSTRING:
      return readText(bridge, L, index);
    case LUA_TFUNCTION:
      return bridge.functionAt(L, index);
    case LUA_TTABLE:
      return bridge.references.handleAt(L, index, (reference) => new LuaTable(bridge, reference));
    case LUA_TLIGHTUSERDATA:
      throw new TypeError("cannot convert light userdata to JavaScript");
    default:
      return bridge.references.handleAt(L, index, (reference) => new LuaObject(bridge, reference));
  }
}

function readNumber(api: LuaApi, L: LuaState, index: number): number | bigint {
  const number = api.tonumber(L, index);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER ? (api.tobigint(L, index) ?? number) : number;
}

/** Converts a Lua string by an encoding; undefined if it is not valid. */
export function readString(
  api: LuaApi,
  encoding: Encoding,
  L: LuaState,
  index: number,
): string | Buffer | undefined {
  const pointer = api.tolstring(L, index, api.sizeOut);
  const size = api.size();
  if (encoding === "latin1") return api.memory.readLatin1(pointer, size);
  const bytes = api.memory.readBytes(pointer, size);
  if (encoding === "buffer") return bytes;
  return isUtf8(bytes) ? bytes.toString() : undefined;
}

function readText<Text extends string | Buffer>(bridge: Source<Text>, L: LuaState, index: number): Text {
  const text = readString(bridge.api, bridge.encoding, L, index);
  if (text !== undefined) return text as Text;
  throw new TypeError('a Lua string is not UTF-8; a VM with the encoding "latin1" or "buffer" can return it');
}
