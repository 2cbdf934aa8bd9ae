// Loading of text only, in a sandbox: Lua does not verify compiled code, which can corrupt the VM.

import { readFileSync } from "node:fs";
import { errnoText } from "../../os/errno.ts";
import { bundledChunk } from "../bundled-lua.ts";
import type { LuaApi, LuaState } from "../c-api/lua-api.ts";
import type { MainLuaState } from "../lua-state.ts";

/** The first byte of LUA_SIGNATURE; no text begins with it. */
const ESCAPE = 0x1b;
const HASH = 0x23;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from("\ufeff");

export const BINARY_REFUSED = "attempt to load a binary chunk (mode is 't')";

/** LUA_ERRSYNTAX of both versions. */
const ERROR_IN_CHUNK = 3;

export function isBinary(source: string | Uint8Array): boolean {
  return (typeof source === "string" ? source.charCodeAt(0) : source[0]) === ESCAPE;
}

/**
 * As the C API's `loadfile`, for a file that the host names: the sandbox does not restrict it. Without a path,
 * standard input.
 */
export function loadHostFile(api: LuaApi, L: LuaState, path: string | undefined): number {
  let source: Buffer;
  try {
    source = readFileSync(path ?? 0);
  } catch (thrown) {
    const { errno = 0 } = thrown as NodeJS.ErrnoException;
    api.pushBytes(L, Buffer.from(`cannot open ${path ?? "stdin"}: ${errnoText(-errno)}`));
    return ERROR_IN_CHUNK;
  }
  const text = withoutFirstLine(source);
  if (!isBinary(text)) return api.loadBytes(L, text, path === undefined ? "=stdin" : `@${path}`);
  api.pushText(L, BINARY_REFUSED);
  return ERROR_IN_CHUNK;
}

/** Removes a byte order mark and a first line for the shell, but not its line feed, for the line numbers. */
function withoutFirstLine(source: Buffer): Buffer {
  const start = source.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? BYTE_ORDER_MARK.length
    : 0;
  if (source[start] !== HASH) return source.subarray(start);
  const end = source.indexOf(LINE_FEED, start);
  return source.subarray(end < 0 ? source.length : end);
}

/**
 * Restricts Lua's functions that load code to text, and removes functions that only a debugger needs. Must be called
 * before searchers for modules are added.
 */
export function openTextLoaders(state: MainLuaState): void {
  const { api } = state;
  state.protect((L) => {
    bundledChunk(api, L, "sandbox");
    api.call(L, 0, 0);
    return 0;
  });
}
