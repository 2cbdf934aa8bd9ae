// What keeps values of Lua alive for JavaScript, and the same for the same value.

import type { LuaApi, LuaState, Pointer } from "../c-api/lua-api.ts";
import type { MainLuaState } from "../lua-state.ts";

/** A place in the registry of one VM. */
export interface Reference {
  readonly references: References;
  readonly ref: number;
}

/** Functions have no field for what they refer to. */
const ofFunctions = new WeakMap<object, Reference>();

export function setReferenceOf(fn: object, reference: Reference): void {
  ofFunctions.set(fn, reference);
}

/** The function of Lua, of whichever VM, that a function of JavaScript stands for. */
export function referenceOf(fn: object): Reference | undefined {
  return ofFunctions.get(fn);
}

/** Where a value lies, for the time after its handle. */
interface Held {
  readonly pointer: Pointer;
  readonly ref: number;
}

export class References {
  /** False once the VM is closed: its registry is gone. */
  isOpen = true;
  private readonly api: LuaApi;
  private readonly L: LuaState;
  /** By the address of the value, which no other has as long as the handle keeps it. */
  private readonly handles = new Map<Pointer, WeakRef<object>>();
  private readonly collected = new FinalizationRegistry<Held>((held) => this.release(held));

  constructor({ api, L }: MainLuaState) {
    this.api = api;
    this.L = L;
  }

  /** The handle of the value at `index`: the one that JavaScript has, or what `create` makes. */
  handleAt<Handle extends object>(
    L: LuaState,
    index: number,
    create: (reference: Reference) => Handle,
  ): Handle {
    const pointer = this.api.topointer(L, index);
    const known = this.handles.get(pointer)?.deref();
    if (known !== undefined) return known as Handle;
    this.api.pushvalue(L, index);
    const ref = this.api.ref(L, this.api.registryIndex);
    const handle = create({ references: this, ref });
    this.handles.set(pointer, new WeakRef(handle));
    this.collected.register(handle, { pointer, ref });
    return handle;
  }

  push(L: LuaState, { ref }: Reference): void {
    this.api.rawgeti(L, this.api.registryIndex, ref);
  }

  private release({ pointer, ref }: Held): void {
    if (!this.isOpen) return;
    this.api.unref(this.L, this.api.registryIndex, ref);
    // Meanwhile the value may have got a new handle.
    if (this.handles.get(pointer)?.deref() === undefined) this.handles.delete(pointer);
  }
}
