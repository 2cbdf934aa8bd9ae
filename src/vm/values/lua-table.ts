import { LuaObject } from "./lua-object.ts";
import type { LuaValue } from "./value.ts";

/** A table of a Lua VM: not a copy, but the table. */
export class LuaTable<Text extends string | Buffer = string> extends LuaObject<Text> {
  /** `#table` without metamethods: how many elements it has as a sequence. */
  get length(): number {
    const { bridge } = this;
    return bridge.inside((L) => {
      bridge.push(L, this);
      return bridge.api.rawlen(L, -1);
    });
  }

  /** The pairs of a table as they are now, in no particular order; metamethods are not asked. */
  entries(): [LuaValue<Text>, LuaValue<Text>][] {
    const { bridge } = this;
    const { api } = bridge;
    return bridge.inside((L) => {
      const pairs: [LuaValue<Text>, LuaValue<Text>][] = [];
      bridge.push(L, this);
      api.pushnil(L);
      while (api.next(L, -2) !== 0) {
        pairs.push([bridge.read(L, -2), bridge.read(L, -1)]);
        api.pop(L, 1);
      }
      return pairs;
    });
  }

  /** As `entries`, for `for … of`. */
  [Symbol.iterator](): IterableIterator<[LuaValue<Text>, LuaValue<Text>]> {
    return this.entries().values();
  }

  /** The elements 1 to `length`. */
  toArray(): LuaValue<Text>[] {
    const { bridge } = this;
    const { api } = bridge;
    return bridge.inside((L) => {
      bridge.push(L, this);
      return Array.from({ length: api.rawlen(L, -1) }, (_, index) => {
        api.rawgeti(L, -1, index + 1);
        const value = bridge.read(L, -1);
        api.pop(L, 1);
        return value;
      });
    });
  }

  /**
   * A copy for JSON.stringify and its like: a sequence as an array, any other table as an object of its
   * keys' text, tables in it as well.
   *
   * @throws TypeError for a table that contains itself, and for keys and values that JSON does not know
   */
  toJSON(): unknown {
    return plain(this, []);
  }
}

function plain<Text extends string | Buffer>(
  value: LuaValue<Text>,
  around: readonly LuaTable<Text>[],
): unknown {
  if (typeof value === "function" || (value instanceof LuaObject && !(value instanceof LuaTable))) {
    throw new TypeError("a function, userdata or thread of Lua has no JSON");
  }
  if (!(value instanceof LuaTable)) return value;
  if (around.includes(value)) throw new TypeError("a Lua table that contains itself has no JSON");
  const inner = [...around, value];
  const pairs = value.entries();
  if (pairs.length > 0 && pairs.length === value.length) {
    return value.toArray().map((element) => plain(element, inner));
  }
  return Object.fromEntries(pairs.map(([key, element]) => [keyText(key), plain(element, inner)]));
}

function keyText(key: unknown): string {
  if (typeof key === "object" || typeof key === "function") {
    if (Buffer.isBuffer(key)) return key.toString();
    throw new TypeError("a Lua table whose keys are tables or functions has no JSON");
  }
  return String(key);
}
