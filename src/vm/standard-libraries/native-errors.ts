// Error texts and numbers of the io and os libraries: the second and third result of a failed call.

import { errnoText } from "../../os/errno.ts";
import { LUA_TNIL, LUA_TNUMBER, type LuaApi, type LuaState } from "../c-api/lua-api.ts";
import { EBADF, EINVAL, nativeErrno } from "../runtime/host/wasi-errno.ts";
import type { LuaInstance } from "../runtime/instance.ts";
import { replaceFunction } from "./library-functions.ts";

const IO_FUNCTIONS = ["open", "close", "read", "write"];
const FILE_METHODS = ["close", "read", "write", "seek", "flush", "setvbuf"];
const OS_FUNCTIONS = ["remove", "rename"];

/** Errno of calls that C refuses without a system call: an invalid mode, or a file not open for reading or writing. */
const REFUSALS: ReadonlyMap<string, number> = new Map([
  ["open", EINVAL],
  ["read", EBADF],
  ["write", EBADF],
]);

/**
 * Replaces the C library's errors, which have WASI's numbers and some texts of its own, with those of the system.
 */
export function useNativeErrors(instance: LuaInstance, api: LuaApi, L: LuaState): void {
  const replaceAll = (names: readonly string[]): void => {
    for (const name of names) {
      replaceFunction(instance, api, L, name, (original) => (thread) => {
        instance.lastErrno = 0;
        const results = original(thread);
        if (results === 3 && api.type(thread, -3) === LUA_TNIL && api.type(thread, -1) === LUA_TNUMBER) {
          const errno = instance.lastErrno || REFUSALS.get(name);
          if (errno !== undefined) replaceError(api, thread, nativeErrno(errno));
        }
        return results;
      });
    }
    api.pop(L, 1);
  };
  api.getglobal(L, api.cstring("os"));
  replaceAll(OS_FUNCTIONS);
  api.getglobal(L, api.cstring("io"));
  replaceAll(IO_FUNCTIONS);
  api.getfield(L, api.registryIndex, api.cstring("FILE*"));
  api.getfield(L, -1, api.cstring("__index"));
  replaceAll(FILE_METHODS);
  api.pop(L, 1);
}

/** Replaces the reason and the number in `nil, "file: reason", number`. */
function replaceError(api: LuaApi, L: LuaState, errno: number): void {
  const message = api.toText(L, -2) ?? "";
  const colon = message.lastIndexOf(": ");
  const file = colon < 0 ? "" : message.slice(0, colon + 2);
  api.pop(L, 2);
  api.pushText(L, file + errnoText(errno));
  api.pushinteger(L, errno);
}
