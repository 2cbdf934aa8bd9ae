// The sockets of one VM: which userdata stands for which socket, and their metatables.

import { classExpected } from "../../net/argument-text.js";
import { LUASOCKET_3_1 } from "../../net/dialects/luasocket-3.1.js";
import type { Environment } from "../../net/environment.js";
import { hasRole, type StreamClass, type StreamMethod } from "../../net/stream/stream-class.js";
import type { TcpSocket } from "../../net/tcp/tcp-socket.js";
import type { LuaApi, LuaState, Pointer } from "../c-api.js";
import type { Reentry } from "../main-program.js";
import type { LuaVm } from "../vm.js";
import { HeapBlocks, HeapRegion } from "./heap.js";
import { argumentError, pushDone } from "./stack.js";

/** A method of a socket: gets its socket, finds its arguments from index 2 on. */
export type SocketMethod = (L: LuaState, socket: TcpSocket) => number;

/** A userdata only has to be something; what it stands for is kept here. */
const USERDATA_SIZE = 4;

const CLASSES: readonly StreamClass<"tcp">[] = ["tcp{master}", "tcp{client}", "tcp{server}"];
/** The group that all of them belong to. */
const GROUP = "tcp{any}";

export class LuaSockets {
  readonly api: LuaApi;
  readonly heap: HeapRegion;
  private readonly reentry: Reentry;
  readonly environment: Environment;
  private readonly sockets = new Map<Pointer, TcpSocket>();
  /** Those whose __gc has run. Another object's finalizer may still use them, as closed sockets. */
  private readonly finalized = new Map<Pointer, TcpSocket>();

  constructor({ api, reentry }: LuaVm) {
    this.api = api;
    this.reentry = reentry;
    this.heap = new HeapRegion(api.memory);
    this.environment = { blocks: new HeapBlocks(api, this.heap), dialect: LUASOCKET_3_1 };
  }

  /** The socket that the value at `index` is, or undefined. */
  at(L: LuaState, index: number): TcpSocket | undefined {
    const pointer = this.api.touserdata(L, index);
    return this.sockets.get(pointer) ?? this.finalizedAt(L, index, pointer);
  }

  /** A pointer alone does not tell a finalized socket from whatever has come to lie there since. */
  private finalizedAt(L: LuaState, index: number, pointer: Pointer): TcpSocket | undefined {
    const socket = this.finalized.get(pointer);
    if (socket === undefined) return undefined;
    return this.api.testudata(L, index, this.api.cstring(socket.className)) === pointer ? socket : undefined;
  }

  /** Pushes a new userdata for a socket, of the socket's class. */
  push(L: LuaState, socket: TcpSocket): number {
    const { api } = this;
    try {
      const pointer = api.newuserdata(L, USERDATA_SIZE);
      this.finalized.delete(pointer);
      this.sockets.set(pointer, socket);
    } catch (thrown) {
      // "not enough memory" is on its way, and nobody else knows of the descriptor.
      socket.close();
      throw thrown;
    }
    this.applyClass(L, -1, socket.className);
    return 1;
  }

  /** Gives the userdata at `index` the metatable of a class: connect and listen change an object's class. */
  applyClass(L: LuaState, index: number, className: StreamClass): void {
    const { api } = this;
    const userdata = index < 0 ? index - 1 : index;
    api.getfield(L, api.registryIndex, api.cstring(className));
    api.setmetatable(L, userdata);
  }

  /** Makes the metatables of the three classes. All have the same methods; each method knows its class. */
  registerClasses(L: LuaState, methods: Readonly<Record<StreamMethod, SocketMethod>>): void {
    const { api } = this;
    // Two names of one method are one function to Lua, too.
    const pointers = new Map<SocketMethod, Pointer>();
    const functions = Object.entries(methods).map(([name, method]) => {
      const pointer =
        pointers.get(method) ?? api.registerFunction(this.checked(name as StreamMethod, method));
      pointers.set(method, pointer);
      return [name, pointer] as const;
    });
    const collect = api.registerFunction((state) => this.collect(state));
    const describe = api.registerFunction((state) => this.describe(state));
    for (const className of CLASSES) {
      api.newmetatable(L, api.cstring(className));
      api.createtable(L, 0, functions.length + 1);
      for (const [name, pointer] of functions) this.setFunction(L, name, pointer);
      api.pushText(L, className);
      api.setfield(L, -2, api.cstring("class"));
      api.setfield(L, -2, api.cstring("__index"));
      this.setFunction(L, "__gc", collect);
      this.setFunction(L, "__tostring", describe);
      // LuaSocket's groups are marks in the metatables of their classes.
      api.pushboolean(L, 1);
      api.setfield(L, -2, api.cstring(GROUP));
      api.pop(L, 1);
    }
  }

  private setFunction(L: LuaState, name: string, pointer: Pointer): void {
    this.api.pushcclosure(L, pointer, 0);
    this.api.setfield(L, -2, this.api.cstring(name));
  }

  private checked(name: StreamMethod, method: SocketMethod): (L: LuaState) => number {
    const { api, reentry } = this;
    const wanted = this.environment.dialect.tcpMethodRoles[name];
    return (L) => {
      const socket = this.at(L, 1);
      if (socket === undefined || !hasRole(socket.role, wanted)) {
        return argumentError(api, L, 1, classExpected(`tcp{${wanted}}`));
      }
      return reentry.pass(L, method(L, socket));
    };
  }

  /** __gc: as close. The script has lost the object, or calls this by itself. */
  private collect(L: LuaState): number {
    const { api } = this;
    const socket = this.at(L, 1);
    if (socket === undefined) return 0;
    const pointer = api.touserdata(L, 1);
    this.sockets.delete(pointer);
    this.finalized.set(pointer, socket);
    socket.discard();
    return pushDone(api, L);
  }

  /** `tcp{client}: 0x55d0c8`, as LuaSocket writes it. */
  private describe(L: LuaState): number {
    const { api } = this;
    const socket = this.at(L, 1);
    if (socket === undefined) return api.raise(L, "invalid object passed to 'auxiliar.c:__tostring'");
    api.pushText(L, `${socket.className}: 0x${api.touserdata(L, 1).toString(16).padStart(8, "0")}`);
    return 1;
  }
}
