// The way between JavaScript and one Lua VM: values in both directions, calls in both directions.

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

/** Where the traceback of the handler begins: behind the message that it is given, which is empty. */
const LINE_FEED = 1;

/** The level of who calls a function of JavaScript, where a function of Lua stands between (raising.lua). */
const CALLER = 2;

export class Bridge<Text extends string | Buffer = string> {
  readonly api: LuaApi;
  readonly encoding: Encoding;
  readonly references: References;
  readonly functions: HostFunctions;
  private readonly state: MainLuaState;
  private readonly handler: Pointer;
  /** How many calls are under way, one inside the other. */
  private depth = 0;
  private traceback = "";
  /** The last exception that went into Lua, and as which message: it may come out again. */
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
   * What `body` gives, which may use everything that raises errors.
   *
   * @throws LuaError; Error when the VM is closed
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

  /** Calls the function that `pushFunction` pushes. */
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
    // What Lua has printed comes before what JavaScript prints next.
    if (this.depth === 0) this.state.flush();
    if (outcome instanceof LuaError) throw outcome;
    return outcome;
  }

  /** A function of Lua as one of JavaScript. */
  functionAt(L: LuaState, index: number): LuaFunction<Text> {
    const { references } = this;
    return references.handleAt(L, index, (reference) => {
      const call: LuaFunction<Text> = (...args) =>
        this.call((thread) => references.push(thread, reference), args);
      setReferenceOf(call, reference);
      return call;
    });
  }

  /** All that a thread which has ended has on its stack. */
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

  /** The error on top of a thread that it has ended. */
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

  /** Calls a function of JavaScript for Lua. */
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

  /** Pushes what has come of a promise. One that was rejected raises an error where the call was made. */
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

  /** An error of this VM goes on as it was raised; an exception becomes a message with its place in Lua. */
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

  /** An error must come out, whatever its bytes are. */
  private errorAt(L: LuaState, index: number): unknown {
    return this.api.type(L, index) === LUA_TSTRING
      ? (readString(this.api, this.encoding, L, index) ?? readString(this.api, "buffer", L, index))
      : this.read(L, index);
  }

  /** The error object's text as `lua` prints it, one character for each byte. */
  private messageAt(L: LuaState, index: number): string {
    const { api } = this;
    const text = this.ownTextAt(L, index);
    return text ?? `(error object is a ${typeNameAt(api, L, index)} value)`;
  }

  /** What Lua's `tostring` says of the value at `index`. */
  textAt(L: LuaState, index: number): string {
    const { api } = this;
    const address = api.topointer(L, index).toString(16).padStart(8, "0");
    const text = this.ownTextAt(L, index) ?? `${typeNameAt(api, L, index)}: 0x${address}`;
    return Buffer.from(text, "latin1").toString();
  }

  /** What a string or number is, or `__tostring` gives. */
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

  /** @throws Error when the VM is at work */
  checkIdle(): void {
    if (this.depth > 0) throw new Error("a Lua VM cannot be closed by what it runs");
  }

  /** @throws Error when Lua can no longer run */
  checkUsable(): void {
    if (!this.references.isOpen) throw new Error("the Lua VM is closed");
    if (this.state.hasExited)
      throw new Error("the Lua program has ended with os.exit; its VM can only be closed");
  }
}

/** A function gives one value, or `Results`; one that stands for a function of another VM gives all of its. */
function valuesOf(fn: HostFunction, result: unknown): readonly LuaInput[] {
  if (result instanceof Results) return result.values;
  return referenceOf(fn) === undefined ? [result as LuaInput] : (result as LuaInput[]);
}
