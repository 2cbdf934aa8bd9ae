// One running Lua build: its memory, its functions, and its host imports.

import type { RuntimeExports } from "./exports.ts";
import { FunctionTable } from "./function-table.ts";
import { Descriptors } from "./host/descriptors.ts";
import { type Environment, environmentImports } from "./host/environment.ts";
import { fileImports } from "./host/files.ts";
import { processImports } from "./host/process.ts";
import type { HostRights } from "./host/rights.ts";
import { streamImports } from "./host/streams.ts";
import { timeImports } from "./host/time.ts";
import type { LuaBuild, Machine } from "./machine.ts";
import { LuaMemory } from "./memory.ts";
import { grow } from "./memory-growth.ts";
import { checkImports, type LuaVersion, luaModule } from "./module.ts";
import { createTrampoline } from "./trampoline.ts";
import { WebAssembly } from "./webassembly.ts";

/** Options of an instance. */
export interface InstanceOptions {
  readonly environment: Environment;
  /** The program's access rights to files and processes. */
  readonly rights: HostRights;
  /** Maximum size of the memory, in bytes. */
  readonly memoryLimitBytes: number;
  /** Called by `os.exit` after the C buffers are flushed. If it returns, `LuaExit` is thrown through Lua. */
  readonly onExit: (code: number) => void;
  /** Called when a write finds the pipe's read end closed. If it returns, the write fails with EPIPE. */
  readonly onBrokenPipe: () => void;
}

/** An instantiated build. Several may live in one process; they share only compiled code. */
export class LuaInstance implements Machine, LuaBuild {
  readonly version: LuaVersion;
  readonly exports: RuntimeExports;
  readonly memory: LuaMemory;
  readonly functions: FunctionTable;
  /** The environment of the program. */
  readonly environment: Environment;
  readonly rights: HostRights;
  readonly #descriptors = new Descriptors();
  /** WASI errno of the last failed file call since the caller reset it to 0. */
  lastErrno = 0;

  /** @throws Error if the installed build is not the expected release */
  constructor(version: LuaVersion, options: InstanceOptions) {
    this.version = version;
    this.environment = options.environment;
    this.rights = options.rights;
    const imports = this.#imports(options);
    checkImports(version, imports);
    this.#watchErrors(imports);
    const instance = new WebAssembly.Instance(luaModule(version), {
      env: imports,
      wasi_snapshot_preview1: imports,
    });
    this.exports = instance.exports as unknown as RuntimeExports;
    this.memory = new LuaMemory(this.exports.memory.buffer);
    this.functions = new FunctionTable(this.exports.__indirect_function_table);
    // In emscripten's order: the C stack's limits first, then static constructors.
    this.exports.emscripten_stack_init();
    this.exports.__wasm_call_ctors();
  }

  /** Writes out every C output buffer. */
  flush(): void {
    this.exports.fflush(0);
  }

  /** Makes the next open of the C library return a descriptor of the process, whatever its path. */
  offerDescriptor(fd: number): void {
    this.#descriptors.offered = fd;
  }

  /** Closes the files that are still open, without flushing them. */
  closeFiles(): void {
    this.#descriptors.closeAll();
  }

  /** Makes imports that can fail record their error: those of WASI return an errno, system calls a negative one. */
  #watchErrors(imports: Record<string, (...args: never[]) => unknown>): void {
    for (const [name, call] of Object.entries(imports)) {
      const sign = name.startsWith("fd_") ? 1 : name.startsWith("__syscall_") ? -1 : 0;
      if (sign === 0) continue;
      imports[name] = (...args) => {
        const result = call(...args) as number;
        if (result * sign > 0) this.lastErrno = result * sign;
        return result;
      };
    }
  }

  #imports(options: InstanceOptions): Record<string, (...args: never[]) => unknown> {
    const { seek, ...streams } = streamImports(this, this.#descriptors, options.onBrokenPipe);
    const { localtime, gmtime, mktime, ...time } = timeImports(this);
    const imports = {
      ...createTrampoline(() => this.exports),
      ...streams,
      ...fileImports(this, this.#descriptors, options.rights),
      ...environmentImports(this, options.environment),
      ...processImports(this, options.environment, options.rights, options.onExit),
      ...time,
      emscripten_resize_heap: (sizeBytes: number) =>
        grow(this.exports.memory, this.memory, options.memoryLimitBytes, sizeBytes >>> 0) ? 1 : 0,
      emscripten_memcpy_js: (target: number, source: number, size: number) =>
        this.memory.bytes.copyWithin(target, source, source + size),
    };
    if (this.version === "5.4") {
      return {
        ...imports,
        fd_seek: (fd: number, offset: bigint, whence: number, positionOut: number) =>
          seek(fd, Number(offset), whence, positionOut),
        _localtime_js: (seconds: bigint, tm: number) => localtime(Number(seconds), tm),
        _gmtime_js: (seconds: bigint, tm: number) => gmtime(Number(seconds), tm),
        _mktime_js: (tm: number) => BigInt(mktime(tm)),
      };
    }
    // The 5.1 build was compiled without BigInt: 64-bit parameters arrive as a low and a high word.
    return {
      ...imports,
      fd_seek: (fd: number, low: number, high: number, whence: number, positionOut: number) =>
        seek(fd, fromWords(low, high), whence, positionOut),
      _localtime_js: (low: number, high: number, tm: number) => localtime(fromWords(low, high), tm),
      _gmtime_js: (low: number, high: number, tm: number) => gmtime(fromWords(low, high), tm),
      _mktime_js: (tm: number) => {
        const seconds = mktime(tm);
        this.exports.setTempRet0?.(Math.floor(seconds / 2 ** 32));
        return seconds | 0;
      },
    };
  }
}

function fromWords(low: number, high: number): number {
  return high * 2 ** 32 + (low >>> 0);
}
