// Registry refs that keep Lua values alive for their JavaScript handles. Each value has one handle.

import type { LuaApi, LuaState, Pointer } from "../c-api/lua-api.ts";
import type { MainLuaState } from "../lua-state.ts";

/** A ref in the registry of one VM. */
export interface Reference {
  readonly references: References;
  readonly ref: number;
}

/** References of functions, which have no field for them. */
const ofFunctions = new WeakMap<object, Reference>();

export function setReferenceOf(fn: object, reference: Reference): void {
  ofFunctions.set(fn, reference);
}

/** Returns the reference of a JavaScript function that is a proxy of a Lua function, of any VM. */
export function referenceOf(fn: object): Reference | undefined {
  return ofFunctions.get(fn);
}

/** Data for releasing a value after its handle has been collected. */
interface Held {
  readonly pointer: Pointer;
  readonly ref: number;
}

export class References {
  /** False once the VM is closed, and its registry with it. */
  isOpen = true;
  private readonly api: LuaApi;
  private readonly L: LuaState;
  /** By the address of the value, which is unique as long as the handle keeps the value alive. */
  private readonly handles = new Map<Pointer, WeakRef<object>>();
  private readonly collected = new FinalizationRegistry<Held>((held) => this.release(held));

  constructor({ api, L }: MainLuaState) {
    this.api = api;
    this.L = L;
  }

  /** Returns the existing handle of the value at `index`, or one from `create`. */
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
    // The value may have a new handle by now.
    if (this.handles.get(pointer)?.deref() === undefined) this.handles.delete(pointer);
  }
}
