// A searcher for this package's modules, so that `require` needs no files of the user.

import { bundledChunk, isBundled } from "../../vm/bundled-lua.ts";
import type { CFunction, LuaApi, LuaState } from "../../vm/c-api/lua-api.ts";
import { LUA_TSTRING } from "../../vm/c-api/lua-api.ts";
import type { MainLuaState } from "../../vm/lua-state.ts";

/** Index of the first searcher behind that of package.preload. */
const BEHIND_PRELOAD = 2;

/**
 * Adds a searcher for the modules in the package's folder of Lua files.
 *
 * @param openers       functions that open modules which need more than their file
 * @param prefersFiles  true to add the searcher last, so that files in package.path take precedence
 * @param isOffered     true for modules that programs may load
 */
export function addBundledModules(
  vm: MainLuaState,
  openers: Readonly<Record<string, CFunction>>,
  prefersFiles: boolean,
  isOffered: (name: string) => boolean = () => true,
): void {
  const { api } = vm;
  const pointers = new Map(
    Object.entries(openers).map(([name, open]) => [name, api.registerFunction(open)] as const),
  );
  const search: CFunction = (L) => {
    const name = api.type(L, 1) === LUA_TSTRING ? (api.toText(L, 1) as string) : "";
    const opener = pointers.get(name);
    if (opener !== undefined) api.pushcclosure(L, opener, 0);
    else if (isBundled(name) && isOffered(name)) bundledChunk(api, L, name.replaceAll(".", "/"));
    else return 0;
    return 1;
  };
  vm.protect((L) => {
    api.getglobal(L, api.cstring("package"));
    // The name in 5.1 is loaders.
    api.getfield(L, -1, api.cstring(vm.version === "5.1" ? "loaders" : "searchers"));
    const count = api.rawlen(L, -1);
    const position = prefersFiles ? count + 1 : BEHIND_PRELOAD;
    for (let index = count; index >= position; index--) {
      api.rawgeti(L, -1, index);
      api.rawseti(L, -2, index + 1);
    }
    api.pushcclosure(L, api.registerFunction(search), 0);
    api.rawseti(L, -2, position);
    api.pushcclosure(
      L,
      api.registerFunction((state) => pushAbsence(api, state)),
      0,
    );
    api.rawseti(L, -2, count + 2);
    return 0;
  });
}

/** A searcher that finds nothing, whose text ends the message of `require`. */
function pushAbsence(api: LuaApi, L: LuaState): number {
  const text = `no module '${api.toText(L, 1)}' in luasocket, which loads no modules written in C`;
  // 5.4 adds the start of the line itself.
  api.pushText(L, api.version === "5.1" ? `\n\t${text}` : text);
  return 1;
}
