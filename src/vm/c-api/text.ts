// Conversion of strings between JavaScript and a VM.

import type { LuaBuild } from "../runtime/machine.ts";
import type { SharedExports } from "./exports.ts";
import type { LuaApi } from "./lua-api.ts";

type TextApi = Pick<LuaApi, "sizeOut" | "size" | "toText" | "pushText" | "pushBytes" | "cstring">;

/** @throws Error if memory runs out */
export function textApi({ memory, exports }: LuaBuild, lua: SharedExports): TextApi {
  const sizeOut = allocate(8);
  // Most strings from JavaScript are short: they are written here, longer ones to newly allocated memory.
  const scratch = allocate(SCRATCH_BYTES);
  const interned = new Map<string, number>();

  function allocate(sizeBytes: number): number {
    const pointer = exports.malloc(sizeBytes);
    if (pointer === 0) {
      throw new Error("not enough memory");
    }
    return pointer;
  }

  function pushShort(L: number, text: string): void {
    const { bytes } = memory;
    for (let at = 0; at < text.length; at++) bytes[scratch + at] = text.charCodeAt(at);
    lua.lua_pushlstring(L, scratch, text.length);
  }

  function pushWritten(L: number, size: number, write: (pointer: number) => void): void {
    const pointer = size <= SCRATCH_BYTES ? scratch : allocate(size);
    try {
      write(pointer);
      lua.lua_pushlstring(L, pointer, size);
    } finally {
      // Also when pushlstring raises "not enough memory".
      if (pointer !== scratch) {
        exports.free(pointer);
      }
    }
  }

  return {
    sizeOut,
    size: () => memory.u32[sizeOut >> 2] as number,
    toText: (L, index) => {
      const pointer = lua.lua_tolstring(L, index, sizeOut);
      return pointer === 0 ? undefined : memory.readLatin1(pointer, memory.u32[sizeOut >> 2] as number);
    },
    pushText: (L, text) => {
      if (text.length < ENCODER_MIN_UNITS) pushShort(L, text);
      else
        pushWritten(L, text.length, (pointer) => memory.buffer.write(text, pointer, text.length, "latin1"));
    },
    pushBytes: (L, bytes) => {
      pushWritten(L, bytes.length, (pointer) => memory.bytes.set(bytes, pointer));
    },
    cstring: (text) => {
      let pointer = interned.get(text);
      if (pointer === undefined) {
        const bytes = Buffer.from(text);
        pointer = allocate(bytes.length + 1);
        memory.writeCString(pointer, bytes);
        interned.set(text, pointer);
      }
      return pointer;
    },
  };
}

const SCRATCH_BYTES = 1024;
/** Below this length a loop is faster than a call of the encoder. */
const ENCODER_MIN_UNITS = 32;
