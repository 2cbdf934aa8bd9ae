// What values of Lua are in JavaScript: the types, and the classes of what stays in Lua. They name each other.

import { inspect } from "node:util";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { Reference } from "./references.ts";

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

/** The part of a bridge that a value in Lua is used by. */
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

/** What stands for a value that lives in a Lua VM. */
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
 * A value that lives in a Lua VM: a table, userdata (a socket, a file) or thread. Lua keeps it as long as
 * JavaScript does. It can be given back to its VM, and to no other.
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
   * `object[key]`, metamethods included.
   *
   * @throws LuaError when the object cannot be indexed, or a metamethod raises an error
   */
  get(key: LuaInput): LuaValue<Text> {
    const { bridge } = this;
    return bridge.inside((L) => {
      this.#pushField(L, key);
      return bridge.read(L, -1);
    });
  }

  /**
   * `object[key] = value`, metamethods included. undefined removes.
   *
   * @throws LuaError for a key that cannot be one, and as `get`
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
   * `object:method(...)`: all results.
   *
   * @throws LuaError when there is no such method, or it raises an error
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

  /** What Lua's `tostring` says. */
  override toString(): string {
    const { bridge } = this;
    return bridge.inside((L) => {
      bridge.push(L, this);
      return bridge.textAt(L, -1);
    });
  }

  /** Pushes the object, and the field above it. */
  #pushField(L: number, key: LuaInput): void {
    const { bridge } = this;
    bridge.push(L, this);
    bridge.push(L, key);
    bridge.api.gettable(L, -2);
  }
}

// Defined here because a computed name cannot stand in the types of the class.
Object.defineProperty(LuaObject.prototype, inspect.custom, {
  value(this: LuaObject): string {
    try {
      return `[${this}]`;
    } catch {
      return "[a value of a closed Lua VM]";
    }
  },
});

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
