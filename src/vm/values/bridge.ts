// The bridge between JavaScript and one Lua VM: values and calls in both directions.

import type { Encoding } from "../../text/encoding.ts";
import {
  LUA_MULTRET,
  LUA_OK,
  LUA_TSTRING,
  type LuaApi,
  type LuaState,
  type Pointer,
} from "../c-api/lua-api.ts";
import { typeNameAt } from "../c-api/stack.ts";
import { LuaError } from "../lua-error.ts";
import type { MainLuaState } from "../lua-state.ts";
import { mustPassThrough } from "../runtime/unwind.ts";
import { type HostFunction, HostFunctions } from "./host-functions.ts";
import { pushValue } from "./push.ts";
import { readString, readValue } from "./read.ts";
import { References, referenceOf, setReferenceOf } from "./references.ts";
import { type LuaFunction, type LuaInput, type LuaValue, Results } from "./value.ts";

/** Offset of the traceback in the handler's text: it follows an empty message and a line feed. */
const LINE_FEED = 1;

/** Stack level of the caller of a host function with a Lua wrapper (raising.lua). */
const CALLER = 2;

export class Bridge<Text extends string | Buffer = string> {
  readonly api: LuaApi;
  readonly encoding: Encoding;
  readonly references: References;
  readonly functions: HostFunctions;
  private readonly state: MainLuaState;
  private readonly handler: Pointer;
  /** Number of nested calls. */
  private depth = 0;
  private traceback = "";
  /** The last exception that was raised in Lua: the cause of a LuaError with the same message. */
  private thrown: { readonly message: string; readonly cause: unknown } | undefined;

  constructor(state: MainLuaState, encoding: Encoding) {
    this.state = state;
    this.api = state.api;
    this.encoding = encoding;
    this.references = new References(state);
    this.functions = new HostFunctions(state, (L, fn) => this.callHost(L, fn));
    this.handler = this.api.registerFunction((L) => {
      this.api.pushText(L, "");
      this.api.traceback(L, -1, 1);
      this.traceback = (this.api.toText(L, -1) ?? "").slice(LINE_FEED);
      this.api.settop(L, 1);
      return 1;
    });
  }

  push(L: LuaState, value: LuaInput): void {
    pushValue(this, L, value);
  }

  read(L: LuaState, index: number): LuaValue<Text> {
    return readValue(this, L, index);
  }

  /**
   * Runs `body`, which may call functions that raise errors, and returns its result.
   *
   * @throws LuaError; Error if the VM is closed
   */
  inside<Result>(body: (L: LuaState) => Result): Result {
    this.checkUsable();
    let result: Result;
    this.depth++;
    try {
      this.state.protect((L) => {
        result = body(L);
        return 0;
      });
    } finally {
      this.depth--;
    }
    // biome-ignore lint/style/noNonNullAssertion: `protect` has run `body` or thrown.
    return result!;
  }

  /** Calls the function that `pushFunction` pushes, and returns its results. */
  call(pushFunction: (L: LuaState) => void, args: readonly LuaInput[]): LuaValue<Text>[] {
    const outcome = this.inside((L) => {
      const { api } = this;
      api.pushcclosure(L, this.handler, 0);
      const handler = api.gettop(L);
      pushFunction(L);
      for (const arg of args) this.push(L, arg);
      this.traceback = "";
      if (api.pcall(L, args.length, LUA_MULTRET, handler) !== LUA_OK) return this.failureAt(L, -1);
      return this.readFrom(L, handler + 1);
    });
    // Lua's output precedes JavaScript's next output.
    if (this.depth === 0) this.state.flush();
    if (outcome instanceof LuaError) throw outcome;
    return outcome;
  }

  /** Returns the Lua function at `index` as a JavaScript function. */
  functionAt(L: LuaState, index: number): LuaFunction<Text> {
    const { references } = this;
    return references.handleAt(L, index, (reference) => {
      const call: LuaFunction<Text> = (...args) =>
        this.call((thread) => references.push(thread, reference), args);
      setReferenceOf(call, reference);
      return call;
    });
  }

  /** Returns all values on the stack of a thread that has ended. */
  resultsOf(thread: LuaState): LuaValue<Text>[] {
    return this.inside((L) => {
      const { api } = this;
      const count = api.gettop(thread);
      api.checkstack(L, count, 0);
      const first = api.gettop(L) + 1;
      api.xmove(thread, L, count);
      return this.readFrom(L, first);
    });
  }

  /** Returns the error on top of a thread that it has ended. */
  failureOf(thread: LuaState, traceback: string): LuaError {
    return this.inside((L) => {
      this.traceback = traceback;
      this.api.pushvalue(thread, -1);
      this.api.xmove(thread, L, 1);
      return this.failureAt(L, -1);
    });
  }

  private readFrom(L: LuaState, first: number): LuaValue<Text>[] {
    const count = this.api.gettop(L) - first + 1;
    return Array.from({ length: count }, (_, index) => this.read(L, first + index));
  }

  /** Calls a JavaScript function for Lua. */
  private callHost(L: LuaState, fn: HostFunction): number {
    const { api, state } = this;
    const caller = state.running;
    state.running = L;
    try {
      const result = fn(...this.readFrom(L, 1));
      if (result instanceof Promise && state.awaitPromise !== undefined) {
        return state.awaitPromise(L, result, this.outcomePusher(L, fn));
      }
      return this.pushResults(L, fn, result);
    } catch (thrown) {
      if (mustPassThrough(thrown)) throw thrown;
      api.settop(L, 0);
      api.where(L, this.functions.isRaising ? CALLER : 1);
      const position = api.toText(L, -1) ?? "";
      this.pushThrown(L, thrown, position);
    } finally {
      state.running = caller;
    }
    return api.error(L);
  }

  private pushResults(L: LuaState, fn: HostFunction, result: unknown): number {
    const values = valuesOf(fn, result);
    this.api.checkstack(L, values.length, 0);
    for (const value of values) this.push(L, value);
    return values.length;
  }

  /** Returns a function that pushes a promise's outcome. A rejection raises an error at the position of the call. */
  private outcomePusher(
    L: LuaState,
    fn: HostFunction,
  ): (L: LuaState, outcome: PromiseSettledResult<unknown>) => number {
    const { api } = this;
    api.where(L, CALLER);
    const position = api.toText(L, -1) ?? "";
    return (thread: LuaState, outcome: PromiseSettledResult<unknown>): number => {
      try {
        if (outcome.status === "fulfilled") return this.pushResults(thread, fn, outcome.value);
        this.functions.pushFailure(thread);
        this.pushThrown(thread, outcome.reason, position);
      } catch (thrown) {
        if (mustPassThrough(thrown)) throw thrown;
        this.functions.pushFailure(thread);
        this.pushThrown(thread, thrown, position);
      }
      return 2;
    };
  }

  /** Pushes an exception: an error of this VM as its original value, others as a message with a position in Lua. */
  private pushThrown(L: LuaState, thrown: unknown, position: string): void {
    const { api } = this;
    if (thrown instanceof LuaError && thrown.isFrom(this)) {
      this.push(L, thrown.value as LuaInput);
      return;
    }
    api.pushText(L, position);
    api.pushBytes(L, Buffer.from(thrown instanceof Error ? thrown.message : String(thrown)));
    api.concat(L, 2);
    this.thrown = { message: api.toText(L, -1) as string, cause: thrown };
  }

  private failureAt(L: LuaState, index: number): LuaError {
    const text = this.messageAt(L, index);
    const cause = this.thrown?.message === text ? { cause: this.thrown.cause } : undefined;
    this.thrown = undefined;
    const message = Buffer.from(text, "latin1").toString();
    return new LuaError(message, this.traceback, { value: this.errorAt(L, index), origin: this }, cause);
  }

  /** Reads an error value. A string that is not valid in the encoding becomes a Buffer, so that no error is lost. */
  private errorAt(L: LuaState, index: number): unknown {
    return this.api.type(L, index) === LUA_TSTRING
      ? (readString(this.api, this.encoding, L, index) ?? readString(this.api, "buffer", L, index))
      : this.read(L, index);
  }

  /** Returns the error object's text as `lua` prints it, with one character per byte. */
  private messageAt(L: LuaState, index: number): string {
    const { api } = this;
    const text = this.ownTextAt(L, index);
    return text ?? `(error object is a ${typeNameAt(api, L, index)} value)`;
  }

  /** Returns the text of the value at `index` as by Lua's `tostring`. */
  textAt(L: LuaState, index: number): string {
    const { api } = this;
    const address = api.topointer(L, index).toString(16).padStart(8, "0");
    const text = this.ownTextAt(L, index) ?? `${typeNameAt(api, L, index)}: 0x${address}`;
    return Buffer.from(text, "latin1").toString();
  }

  /** Returns the text of a string or number, or the result of `__tostring`. */
  private ownTextAt(L: LuaState, index: number): string | undefined {
    const { api } = this;
    if (api.isstring(L, index) !== 0 || api.callmeta(L, index, api.cstring("__tostring")) === 0) {
      // A copy, because a number would become a string.
      api.pushvalue(L, index);
    }
    const text = api.toText(L, -1);
    api.pop(L, 1);
    return text;
  }

  /** @throws Error while the VM runs code */
  checkIdle(): void {
    if (this.depth > 0) throw new Error("cannot close a Lua VM from code that it runs");
  }

  /** @throws Error if the VM is closed or has exited */
  checkUsable(): void {
    if (!this.references.isOpen) throw new Error("the Lua VM is closed");
    if (this.state.hasExited)
      throw new Error("the Lua program has ended with os.exit; its VM can only be closed");
  }
}

/** Lists the values of a result: one value, or `Results`. The proxy of another VM's function returns an array. */
function valuesOf(fn: HostFunction, result: unknown): readonly LuaInput[] {
  if (result instanceof Results) return result.values;
  return referenceOf(fn) === undefined ? [result as LuaInput] : (result as LuaInput[]);
}
