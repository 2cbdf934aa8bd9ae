// Engines that a program has made with the packages wasmoon (Lua 5.4) or wasmoon-lua5.1.

import { bindLuaApi } from "../../../vm/c-api/bind.ts";
import { LUA_TTABLE } from "../../../vm/c-api/lua-api.ts";
import { MainLuaState } from "../../../vm/lua-state.ts";
import type { LuaVersion } from "../../../vm/runtime/module.ts";
import { EmscriptenBuild, type EmscriptenModule } from "./emscripten-build.ts";

/**
 * A `LuaEngine` of wasmoon, or a `Lua` of wasmoon-lua5.1. Their types are not named, so that a program
 * needs only the package that it uses.
 */
export interface Engine {
  /** Where the engine keeps the address of its main state. */
  readonly global: {
    /** Of the `lua_State`, in the memory of the engine. */
    readonly address: number;
  };
}

/**
 * The main state of an engine.
 *
 * @throws TypeError for what is no such engine, and for one that was made without Lua's package library
 */
export function stateOfEngine(engine: Engine): MainLuaState {
  const module = moduleOf(engine);
  if (module === undefined) {
    throw new TypeError("not an engine of wasmoon 1.16 (Lua 5.4) or wasmoon-lua5.1 1.18");
  }
  const state = new MainLuaState(
    bindLuaApi(new EmscriptenBuild(versionOf(module), module)),
    engine.global.address,
  );
  if (!hasPackages(state)) {
    throw new TypeError(
      "the engine was made without Lua's package library, so nothing can be required in it",
    );
  }
  return state;
}

/** wasmoon calls what has the module `lua`, wasmoon-lua5.1 calls it `luaApi`. */
interface EngineGlobal {
  readonly address?: unknown;
  readonly lua?: { readonly module?: Partial<EmscriptenModule> };
  readonly luaApi?: { readonly module?: Partial<EmscriptenModule> };
}

function moduleOf(engine: Engine): EmscriptenModule | undefined {
  const global: EngineGlobal | undefined = engine?.global;
  const module = global?.lua?.module ?? global?.luaApi?.module;
  if (typeof global?.address !== "number" || module?.HEAPU8 === undefined || !module.addFunction) {
    return undefined;
  }
  return module as EmscriptenModule;
}

/** lua_rotate came with 5.3, lua_objlen went with 5.2. */
function versionOf(module: EmscriptenModule): LuaVersion {
  return "_lua_rotate" in module ? "5.4" : "5.1";
}

function hasPackages(state: MainLuaState): boolean {
  const { api } = state;
  let found = false;
  state.protect((L) => {
    api.getglobal(L, api.cstring("package"));
    found = api.type(L, -1) === LUA_TTABLE;
    return 0;
  });
  return found;
}
