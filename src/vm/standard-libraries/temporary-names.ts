// os.tmpname as on POSIX systems, where it creates the file (lua_tmpnam in loslib.c): the builds' C library only
// generates a name, and two programs may get the same one.

import { randomInt } from "node:crypto";
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../os/process/temporary-folder.ts";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { HostRights } from "../runtime/host/rights.ts";
import { errorCode } from "../runtime/host/wasi-errno.ts";
import type { LuaInstance } from "../runtime/instance.ts";
import { replaceFunction } from "./library-functions.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const RANDOM_SIZE = 6;
const ATTEMPTS = 100;

export function openTemporaryNames(instance: LuaInstance, api: LuaApi, L: LuaState): void {
  api.getglobal(L, api.cstring("os"));
  replaceFunction(instance, api, L, "tmpname", () => (thread) => {
    const path = createTemporaryFile(instance.rights);
    if (path === undefined) return api.raise(thread, "unable to generate a unique filename");
    api.pushText(thread, path);
    return 1;
  });
  api.pop(L, 1);
}

/** Creates an empty file that only its owner may read, as mkstemp(3) does; undefined if that fails. */
function createTemporaryFile(rights: HostRights): string | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const path = join(temporaryFolder(), `lua_${randomText()}`);
    if (rights.toChange(Buffer.from(path)) === undefined) return undefined;
    try {
      closeSync(openSync(path, "wx", 0o600));
      return path;
    } catch (thrown) {
      if (errorCode(thrown) !== "EEXIST") return undefined;
    }
  }
  return undefined;
}

function randomText(): string {
  return Array.from({ length: RANDOM_SIZE }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
}
