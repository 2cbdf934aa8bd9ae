// The sockets of one VM, by their userdata.

import type { Dialect } from "../../net/dialect.ts";
import type { ReceiveLimits } from "../../net/receive-limits.ts";
import type { Socket } from "../../net/socket.ts";
import type { SocketContext } from "../../net/socket-context.ts";
import type { Gate } from "../../policy/gate.ts";
import type { Tracer } from "../../trace/tracer.ts";
import type { LuaApi, LuaState, Pointer } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";
import type { LuaWaiting } from "../wait/waiting.ts";
import { HeapPool, HeapRegion } from "./heap.ts";
import { LostSockets } from "./lost-sockets.ts";
import { LuaTracing } from "./tracing.ts";

/** The userdata is only an identity; the socket is kept here. */
const USERDATA_SIZE = 4;
/** Maximum number of remembered finalized sockets: nothing reports when Lua frees one, or reuses its address. */
const MAX_FINALIZED = 1024;

export class LuaSockets {
  readonly api: LuaApi;
  readonly heap: HeapRegion;
  readonly waiting: LuaWaiting;
  readonly context: SocketContext;
  /** Wraps functions if calls are traced. */
  readonly tracing: LuaTracing | undefined;
  private readonly lost: LostSockets;
  private readonly sockets = new Map<Pointer, Socket>();
  /** The latest sockets whose __gc has run. Another object's finalizer may still use them, as closed sockets. */
  private readonly finalized = new Map<Pointer, Socket>();

  constructor(
    state: MainLuaState,
    waiting: LuaWaiting,
    dialect: Dialect,
    gate: Gate | undefined,
    limits: ReceiveLimits,
    tracer: Tracer | undefined,
  ) {
    const { api } = state;
    this.api = api;
    this.tracing = tracer && new LuaTracing(api, tracer, (L, index) => this.at(L, index));
    this.waiting = this.tracing?.waiting(waiting) ?? waiting;
    this.heap = new HeapRegion(api.memory);
    this.lost = new LostSockets(state, this.sockets);
    this.context = {
      buffers: new HeapPool(api, this.heap),
      dialect,
      gate,
      limits,
      limitsCoverConnect: waiting.limitsCoverConnect,
      blocksInKernel: waiting.blocksInKernel,
      tracer,
    };
  }

  /** Returns the socket of the userdata at `index`, or undefined. */
  at(L: LuaState, index: number): Socket | undefined {
    const pointer = this.api.touserdata(L, index);
    return this.sockets.get(pointer) ?? this.finalizedAt(L, index, pointer);
  }

  /** Returns a finalized socket. Checks the class, too, because Lua may have reused the address. */
  private finalizedAt(L: LuaState, index: number, pointer: Pointer): Socket | undefined {
    const socket = this.finalized.get(pointer);
    if (socket === undefined) return undefined;
    return this.api.testudata(L, index, this.api.cstring(socket.className)) === pointer ? socket : undefined;
  }

  /** True if select may watch a descriptor number from a program. */
  mayWatch(fd: number): boolean {
    const { gate } = this.context;
    if (gate === undefined || gate.permitsDescriptors) return true;
    for (const socket of this.sockets.values()) if (socket.fd === fd) return true;
    return false;
  }

  /** Pushes a new userdata for a socket, of the socket's class. */
  push(L: LuaState, socket: Socket): number {
    const { api } = this;
    try {
      this.lost.count(L);
      const pointer = api.newuserdata(L, USERDATA_SIZE);
      this.finalized.delete(pointer);
      this.sockets.set(pointer, socket);
    } catch (thrown) {
      // After an error ("not enough memory") nothing else refers to the descriptor.
      socket.close();
      throw thrown;
    }
    this.applyClass(L, -1, socket);
    return 1;
  }

  /** Sets the metatable of the userdata at `index` to its socket's class: connect and listen change it. */
  applyClass(L: LuaState, index: number, { className }: Socket): void {
    const { api } = this;
    const userdata = index < 0 ? index - 1 : index;
    api.getfield(L, api.registryIndex, api.cstring(className));
    api.setmetatable(L, userdata);
  }

  /** Finalizes the userdata at `index` (__gc): closes its socket, and remembers it as finalized. */
  finalize(L: LuaState, index: number): void {
    const socket = this.at(L, index);
    if (socket === undefined) return;
    const pointer = this.api.touserdata(L, index);
    this.sockets.delete(pointer);
    this.finalized.set(pointer, socket);
    if (this.finalized.size > MAX_FINALIZED) {
      const [oldest] = this.finalized.keys();
      this.finalized.delete(oldest as Pointer);
    }
    socket.discard();
  }
}
