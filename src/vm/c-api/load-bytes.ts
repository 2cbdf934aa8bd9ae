import type { LuaBuild } from "../runtime/machine.ts";
import type { LuaApi } from "./lua-api.ts";

/** Compiles Lua source from JavaScript's memory through a copy in the VM's memory. */
export function bytesLoader(
  { memory, exports }: LuaBuild,
  loadbuffer: LuaApi["loadbuffer"],
): LuaApi["loadBytes"] {
  return (L, source, chunkName) => {
    const name = Buffer.from(chunkName);
    const pointer = exports.malloc(source.length + name.length + 1);
    if (pointer === 0) {
      throw new Error("not enough memory");
    }
    try {
      memory.bytes.set(source, pointer);
      memory.writeCString(pointer + source.length, name);
      return loadbuffer(L, pointer, source.length, pointer + source.length);
    } finally {
      exports.free(pointer);
    }
  };
}
