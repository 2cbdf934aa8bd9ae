// Lua values in JavaScript: their types, and the classes of values that stay in Lua.

import { inspect } from "node:util";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { Reference } from "./references.ts";

/**
 * A value from Lua. nil is undefined; an integer that a number cannot represent exactly is a bigint; strings are
 * `Text`: strings, or Buffers under the encoding `"buffer"`. Tables, functions, userdata and threads stay in Lua and
 * are returned as references, the same one for the same value.
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
 * A Lua function: takes values, returns all results.
 *
 * @throws LuaError with the error that it raises; TypeError for arguments that cannot be converted
 */
export type LuaFunction<Text extends string | Buffer = string> = (
  ...args: readonly LuaInput[]
) => LuaValue<Text>[];

/**
 * A value that can be passed to Lua. Whole numbers become integers in Lua 5.4. A string is encoded by the VM's
 * encoding; a Uint8Array becomes a string of its bytes. Arrays, Maps and plain objects are copied into
 * new tables. A function becomes one that Lua can call: it returns one value, or several with `results`.
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

/** The part of a bridge that handles of Lua values use. */
export interface ValueBridge<Text extends string | Buffer> {
  readonly api: LuaApi;
  push(L: LuaState, value: LuaInput): void;
  read(L: LuaState, index: number): LuaValue<Text>;
  inside<Result>(body: (L: LuaState) => Result): Result;
  call(pushFunction: (L: LuaState) => void, args: readonly LuaInput[]): LuaValue<Text>[];
  textAt(L: LuaState, index: number): string;
}

/** Several results of a function that Lua calls. */
export class Results {
  /** The results, in order; undefined becomes nil. */
  readonly values: readonly LuaInput[];

  constructor(values: readonly LuaInput[]) {
    this.values = values;
  }
}

/**
 * Wraps several results, or none, of a function that Lua calls.
 *
 * @example
 * lua.set("divide", (a: number, b: number) => (b === 0 ? results(undefined, "division by zero") : a / b));
 */
export function results(...values: readonly LuaInput[]): Results {
  return new Results(values);
}

/** Handle of a value that lives in a Lua VM. */
export class LuaHandle {
  readonly #reference: Reference;

  /** @internal */
  constructor(reference: Reference) {
    this.#reference = reference;
  }

  /** @internal */
  get reference(): Reference {
    return this.#reference;
  }
}

/**
 * A value that lives in a Lua VM: a table, userdata (a socket, a file) or thread. Lua keeps it alive as long as
 * JavaScript does. It can be passed to its own VM only.
 */
export class LuaObject<Text extends string | Buffer = string> extends LuaHandle {
  readonly #bridge: ValueBridge<Text>;

  /** @internal */
  constructor(bridge: ValueBridge<Text>, reference: Reference) {
    super(reference);
    this.#bridge = bridge;
  }

  /** @internal */
  protected get bridge(): ValueBridge<Text> {
    return this.#bridge;
  }

  /**
   * Returns `object[key]`, with metamethods.
   *
   * @throws LuaError if the object cannot be indexed, or a metamethod raises an error
   */
  get(key: LuaInput): LuaValue<Text> {
    const { bridge } = this;
    return bridge.inside((L) => {
      this.#pushField(L, key);
      return bridge.read(L, -1);
    });
  }

  /**
   * Sets `object[key] = value`, with metamethods. undefined removes the key.
   *
   * @throws LuaError for an invalid key (undefined, NaN), and as `get`
   */
  set(key: LuaInput, value: LuaInput): void {
    const { bridge } = this;
    bridge.inside((L) => {
      bridge.push(L, this);
      bridge.push(L, key);
      bridge.push(L, value);
      bridge.api.settable(L, -3);
    });
  }

  /**
   * Calls `object:method(...)` and returns all results.
   *
   * @throws LuaError if there is no such method, or it raises an error
   */
  invoke(method: string, ...args: readonly LuaInput[]): LuaValue<Text>[] {
    const { bridge } = this;
    return bridge.call(
      (L) => {
        this.#pushField(L, method);
        bridge.api.remove(L, -2);
      },
      [this, ...args],
    );
  }

  /** Returns the text of Lua's `tostring`. */
  override toString(): string {
    const { bridge } = this;
    return bridge.inside((L) => {
      bridge.push(L, this);
      return bridge.textAt(L, -1);
    });
  }

  /** Pushes the object, then the field. */
  #pushField(L: number, key: LuaInput): void {
    const { bridge } = this;
    bridge.push(L, this);
    bridge.push(L, key);
    bridge.api.gettable(L, -2);
  }
}

// Defined here because a computed name cannot appear in the class's published types.
Object.defineProperty(LuaObject.prototype, inspect.custom, {
  value(this: LuaObject): string {
    try {
      return `[${this}]`;
    } catch {
      return "[a value of a closed Lua VM]";
    }
  },
});

/** A table of a Lua VM: a reference, not a copy. */
export class LuaTable<Text extends string | Buffer = string> extends LuaObject<Text> {
  /** Number of elements as a sequence: `#table` without metamethods. */
  get length(): number {
    const { bridge } = this;
    return bridge.inside((L) => {
      bridge.push(L, this);
      return bridge.api.rawlen(L, -1);
    });
  }

  /** Returns the current pairs of the table, in no particular order, without metamethods. */
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

  /** Returns the elements 1 to `length`. */
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
   * Returns a deep copy for JSON.stringify: a sequence as an array, any other table as an object with its keys as
   * text.
   *
   * @throws TypeError for a cyclic table, and for keys and values without a JSON form
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
    throw new TypeError("cannot convert a Lua function, userdata or thread to JSON");
  }
  if (!(value instanceof LuaTable)) return value;
  if (around.includes(value)) throw new TypeError("cannot convert a cyclic Lua table to JSON");
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
    throw new TypeError("cannot convert a Lua table with tables or functions as keys to JSON");
  }
  return String(key);
}
