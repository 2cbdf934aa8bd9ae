import { inspect } from "node:util";
import type { Bridge } from "./bridge.ts";
import type { Reference } from "./references.ts";
import type { LuaInput, LuaValue } from "./value.ts";

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
  readonly #bridge: Bridge<Text>;

  /** @internal */
  constructor(bridge: Bridge<Text>, reference: Reference) {
    super(reference);
    this.#bridge = bridge;
  }

  /** @internal */
  protected get bridge(): Bridge<Text> {
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
