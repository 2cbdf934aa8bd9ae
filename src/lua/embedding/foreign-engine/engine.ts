// Engines that a program has created with the packages wasmoon (Lua 5.4) or wasmoon-lua5.1.

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
  /** The engine's object for its main state. */
  readonly global: {
    /** Address of the `lua_State` in the memory of the engine. */
    readonly address: number;
  };
}

/**
 * Returns the main state of an engine.
 *
 * @throws TypeError for another object, and for an engine without Lua's package library
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
    throw new TypeError("the engine was created without Lua's package library, so it cannot require modules");
  }
  return state;
}

/** The field with the module is `lua` in wasmoon, `luaApi` in wasmoon-lua5.1. */
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

/** Detects the version: lua_rotate exists since 5.3. */
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
