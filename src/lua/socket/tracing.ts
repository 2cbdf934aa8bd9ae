// Tracing in Lua: wrappers around C functions, and around waits, whose results come later.

import type { Need, Operation } from "../../net/operation.ts";
import type { ReadyElements, Selection } from "../../net/select.ts";
import type { Socket } from "../../net/socket.ts";
import { isDataArgument, isDataResult, isTracedFunction, isTracedMethod } from "../../trace/calls.ts";
import { elementsText, quotedBytes, sizeText } from "../../trace/text.ts";
import { type OpenCall, socketText, type Tracer } from "../../trace/tracer.ts";
import {
  type CFunction,
  LUA_TBOOLEAN,
  LUA_TNIL,
  LUA_TNUMBER,
  LUA_TSTRING,
  LUA_TTABLE,
  LUA_TUSERDATA,
  type LuaApi,
  type LuaState,
} from "../../vm/c-api/lua-api.ts";
import { typeNameAt } from "../../vm/c-api/stack.ts";
import { isLongjmp } from "../../vm/runtime/unwind.ts";
import type { LuaWaiting, PushResults } from "../wait/waiting.ts";
import type { SocketMethod, SocketMethods } from "./socket-method.ts";

/** Returns the socket of a value on the stack. */
type SocketAt = (L: LuaState, index: number) => Socket | undefined;

export class LuaTracing {
  private readonly api: LuaApi;
  private readonly tracer: Tracer;
  private readonly socketAt: SocketAt;
  /** The running call, until it waits or returns. */
  private current: OpenCall | undefined;

  constructor(api: LuaApi, tracer: Tracer, socketAt: SocketAt) {
    this.api = api;
    this.tracer = tracer;
    this.socketAt = socketAt;
  }

  /** Wraps a method of `methods`, under one of its names, if it is to be traced. */
  method<S extends Socket>(method: SocketMethod<S>, methods: SocketMethods<S>): SocketMethod<S> {
    const names = Object.keys(methods).filter((name) => methods[name] === method);
    // A function may have several names; these are the usual ones.
    const name = names.find((each) => each === "bind" || each === "connect") ?? (names[0] as string);
    if (!isTracedMethod(name)) return method;
    return (L, socket) => this.watch(L, socket, name, 2, () => method(L, socket));
  }

  /** Wraps the functions of a module that are to be traced. */
  functions(
    prefix: string,
    functions: Readonly<Record<string, CFunction>>,
    isTraced: (name: string) => boolean = isTracedFunction,
  ): Record<string, CFunction> {
    return Object.fromEntries(
      Object.entries(functions).map(([name, fn]) => [
        name,
        isTraced(name) ? this.function(prefix + name, fn) : fn,
      ]),
    );
  }

  function(name: string, fn: CFunction): CFunction {
    return (L) => this.watch(L, undefined, name, 1, () => fn(L));
  }

  /** Wraps a LuaWaiting to report the results of waits. */
  waiting(usual: LuaWaiting): LuaWaiting {
    return {
      limitsCoverConnect: usual.limitsCoverConnect,
      blocksInKernel: usual.blocksInKernel,
      wait: (L: LuaState, operation: Operation, need: Need, saved: number, push: PushResults) =>
        usual.wait(L, operation, need, saved, this.reporting(push)),
      select: <Element>(
        L: LuaState,
        selection: Selection<Element>,
        saved: number,
        push: (L: LuaState, ready: ReadyElements<Element> | undefined) => number,
      ) => usual.select(L, selection, saved, this.reporting(push)),
      sleep: (L, seconds) => usual.sleep(L, seconds),
      returnOrYield: (L, results) => usual.returnOrYield(L, results),
    };
  }

  private watch(
    L: LuaState,
    socket: Socket | undefined,
    name: string,
    firstArgument: number,
    call: () => number,
  ): number {
    const open = this.tracer.begin(socket, name, () => this.argumentTexts(L, name, firstArgument));
    const caller = this.current;
    this.current = open;
    try {
      const results = call();
      // A call that yields ends later, when its results are pushed.
      if (results >= 0 && open !== undefined) this.gave(open, L, results);
      return results;
    } catch (thrown) {
      this.threw(open, L, thrown);
      throw thrown;
    } finally {
      this.current = caller;
    }
  }

  private reporting<Rest extends readonly unknown[]>(
    push: (L: LuaState, ...rest: Rest) => number,
  ): (L: LuaState, ...rest: Rest) => number {
    const { current: open } = this;
    if (open === undefined) return push;
    return (L, ...rest) => {
      try {
        const results = push(L, ...rest);
        this.gave(open, L, results);
        return results;
      } catch (thrown) {
        this.threw(open, L, thrown);
        throw thrown;
      }
    };
  }

  /** Reports the results, which are the values on top. */
  private gave(open: OpenCall, L: LuaState, results: number): void {
    const { name, socket } = open;
    const { api } = this;
    const first = api.gettop(L) - results + 1;
    const isFailure = results > 0 && api.type(L, first) <= LUA_TNIL;
    const texts = () =>
      Array.from({ length: results }, (_, index) =>
        this.valueText(L, first + index, isDataResult(name, index, isFailure)),
      );
    // A stream counts bytes itself. For a datagram, the result has their number.
    const counts = socket === undefined || "stats" in socket;
    open.gave(texts, counts ? undefined : this.datagramBytes(L, first));
  }

  private datagramBytes(L: LuaState, index: number): number {
    const { api } = this;
    const type = api.type(L, index);
    if (type === LUA_TNUMBER) return api.tonumber(L, index);
    return type === LUA_TSTRING ? api.rawlen(L, index) : 0;
  }

  private threw(open: OpenCall | undefined, L: LuaState, thrown: unknown): void {
    if (open === undefined) return;
    const { api } = this;
    // A Lua error is on top of the stack until it is caught.
    const isText = isLongjmp(thrown) && api.type(L, -1) === LUA_TSTRING;
    open.threw(isLongjmp(thrown) ? (isText ? api.toText(L, -1) : "an error") : thrown);
  }

  private argumentTexts(L: LuaState, name: string, first: number): string[] {
    const count = this.api.gettop(L) - first + 1;
    return Array.from({ length: Math.max(count, 0) }, (_, index) =>
      this.valueText(L, first + index, isDataArgument(name, index)),
    );
  }

  /** Formats a value without converting numbers in place, as lua_tolstring would, and without metamethods. */
  private valueText(L: LuaState, index: number, isData: boolean): string {
    const { api } = this;
    switch (api.type(L, index)) {
      case LUA_TBOOLEAN:
        return String(api.toboolean(L, index) !== 0);
      case LUA_TNUMBER:
        return String(api.tonumber(L, index));
      case LUA_TSTRING: {
        const size = api.rawlen(L, index);
        if (isData && !this.tracer.showsData) return sizeText(size);
        return quotedBytes(api.memory.readBytes(api.tolstring(L, index, 0), size));
      }
      case LUA_TTABLE:
        return this.tableText(L, index);
      case LUA_TUSERDATA: {
        const socket = this.socketAt(L, index);
        return socket === undefined ? "userdata" : socketText(socket);
      }
      default:
        return api.type(L, index) <= LUA_TNIL ? "nil" : typeNameAt(api, L, index);
    }
  }

  /** Formats the list part of a table, or `{...}` for a table with other fields only. */
  private tableText(L: LuaState, index: number): string {
    const { api } = this;
    const length = api.rawlen(L, index);
    const text = elementsText(length, (element) => {
      api.rawgeti(L, index, element + 1);
      // Nested tables would need more stack slots.
      const isTable = api.type(L, -1) === LUA_TTABLE;
      const elementText = isTable ? "{...}" : this.valueText(L, api.gettop(L), false);
      api.pop(L, 1);
      return elementText;
    });
    return length === 0 && this.hasFields(L, index) ? "{...}" : `{${text}}`;
  }

  private hasFields(L: LuaState, index: number): boolean {
    const { api } = this;
    api.pushnil(L);
    if (api.next(L, index) === 0) return false;
    api.pop(L, 2);
    return true;
  }
}
