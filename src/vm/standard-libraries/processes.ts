// os.execute as in C, and io.popen, which the builds lack.

import { closeSync } from "node:fs";
import { EACCES, errnoText } from "../../os/errno.ts";
import { openPipe, startShell, waitForChild } from "../../os/process/child-process.ts";
import type { ExitStatus } from "../../os/process/exit-status.ts";
import type { Exports51 } from "../c-api/exports.ts";
import type { CFunction, LuaApi, LuaState, Pointer } from "../c-api/lua-api.ts";
import { argumentError } from "../c-api/stack.ts";
import { environmentEntries } from "../runtime/host/environment.ts";
import { runShell } from "../runtime/host/process.ts";
import type { LuaInstance } from "../runtime/instance.ts";
import { cFunctionAt, replaceFunction } from "./library-functions.ts";

const READ = "r";
const WRITE = "w";

/** Replaces `os.execute` and `io.popen`. */
export function openProcessFunctions(instance: LuaInstance, api: LuaApi, L: LuaState): void {
  if (api.version === "5.4") {
    api.getglobal(L, api.cstring("os"));
    replaceFunction(instance, api, L, "execute", (original) => executeFunction(instance, api, original));
    api.pop(L, 1);
  }
  api.getglobal(L, api.cstring("io"));
  const popen = new Popen(instance, api, L);
  replaceFunction(instance, api, L, "popen", () => (thread) => popen.open(thread));
  api.pop(L, 1);
}

/** `os.execute(command)`; the build's own cannot distinguish a signal from an exit code. */
function executeFunction(instance: LuaInstance, api: LuaApi, original: CFunction): CFunction {
  return (L) => {
    if (api.type(L, 1) <= 0) return original(L);
    const command = api.memory.readCString(api.checklstring(L, 1, 0));
    return pushEnded(api, L, runShell(command, instance.environment, instance.rights));
  };
}

/** luaL_execresult */
function pushEnded(api: LuaApi, L: LuaState, { exitCode, signal }: ExitStatus): number {
  if (exitCode === 0 && signal === 0) api.pushboolean(L, 1);
  else api.pushnil(L);
  api.pushText(L, signal === 0 ? "exit" : "signal");
  api.pushinteger(L, signal === 0 ? exitCode : signal);
  return 3;
}

/** Pushes `nil, "name: reason", number`, as luaL_fileresult does. */
function pushFileFailure(api: LuaApi, L: LuaState, name: Uint8Array, errno: number): number {
  api.pushnil(L);
  api.pushBytes(L, Buffer.concat([name, Buffer.from(`: ${errnoText(errno)}`)]));
  api.pushinteger(L, errno);
  return 3;
}

/** Offset of the closing function in luaL_Stream of 5.4, behind the FILE*. */
const CLOSE_FUNCTION_OFFSET = 4;

/**
 * `io.popen`. Its file is a file of `io.open` for one end of a pipe, but with another closing function, which waits
 * for the command. It runs whether the program, a `<close>` variable or the garbage collector closes the file.
 */
class Popen {
  private readonly instance: LuaInstance;
  private readonly api: LuaApi;
  /** Registry ref of `io.open`. */
  private readonly openFile: number;
  private readonly closeProcess: Pointer;
  /** By the file's userdata: the process, and the original closing function. */
  private readonly running = new Map<Pointer, { readonly pid: number; readonly closeFile: CFunction }>();

  /** Expects the table `io` on top. */
  constructor(instance: LuaInstance, api: LuaApi, L: LuaState) {
    this.instance = instance;
    this.api = api;
    api.getfield(L, -1, api.cstring("open"));
    this.openFile = api.ref(L, api.registryIndex);
    this.closeProcess = api.registerFunction((thread) => this.close(thread));
  }

  open(L: LuaState): number {
    const { api } = this;
    const command = api.memory.readCString(api.checklstring(L, 1, 0));
    const mode = this.modeArgument(L);
    const started = mode === undefined ? -EINVAL : this.start(command, mode);
    if (typeof started === "number") return pushFileFailure(api, L, command, -started);
    this.pushFile(L, started.fd, mode as string);
    this.running.set(api.touserdata(L, -1), { pid: started.pid, closeFile: this.replaceClose(L) });
    return 1;
  }

  /** Reads the mode. 5.4 raises an error for an invalid one; in 5.1 popen(3) fails (undefined). */
  private modeArgument(L: LuaState): typeof READ | typeof WRITE | undefined {
    const { api } = this;
    const mode = api.type(L, 2) <= 0 ? READ : api.memory.readCString(api.checklstring(L, 2, 0)).toString();
    if (mode === READ || mode === WRITE) return mode;
    if (api.version === "5.4") argumentError(api, L, 2, "invalid mode");
    return undefined;
  }

  private start(command: Uint8Array, mode: string): { readonly pid: number; readonly fd: number } | number {
    if (!this.instance.rights.runsCommands) return -EACCES;
    const pipe = openPipe();
    if (typeof pipe === "number") return pipe;
    const [ours, theirs] = mode === READ ? [pipe.readEnd, pipe.writeEnd] : [pipe.writeEnd, pipe.readEnd];
    // As l_popen in Lua, so that the program's earlier output precedes the command's.
    this.instance.flush();
    const environment = environmentEntries(this.instance.environment);
    const pid = startShell(command, environment, { fd: theirs, as: mode === READ ? 1 : 0 });
    closeSync(theirs);
    if (pid >= 0) return { pid, fd: ours };
    closeSync(ours);
    return pid;
  }

  private pushFile(L: LuaState, fd: number, mode: string): void {
    const { api } = this;
    api.rawgeti(L, api.registryIndex, this.openFile);
    api.pushText(L, "pipe");
    api.pushText(L, mode);
    this.instance.offerDescriptor(fd);
    api.call(L, 2, 1);
  }

  /** Makes `close` the closing function of the file on top. Returns the original one. */
  private replaceClose(L: LuaState): CFunction {
    const { api, instance } = this;
    if (api.version === "5.4") {
      const { u32 } = api.memory;
      const at = (api.touserdata(L, -1) + CLOSE_FUNCTION_OFFSET) >> 2;
      const original = u32[at] as number;
      u32[at] = this.closeProcess;
      return instance.functions.at(original);
    }
    // In 5.1 the function is the field __close of the file's environment.
    const lua = instance.exports as unknown as Exports51;
    lua.lua_getfenv(L, -1);
    api.getfield(L, -1, api.cstring("__close"));
    const original = cFunctionAt(instance, L, -1);
    api.pop(L, 2);
    api.createtable(L, 0, 1);
    api.pushcclosure(L, this.closeProcess, 0);
    api.setfield(L, -2, api.cstring("__close"));
    lua.lua_setfenv(L, -2);
    return original;
  }

  /** Closes the pipe and waits for the command. 5.4 returns its status, 5.1 only that it ended. */
  private close(L: LuaState): number {
    const { api } = this;
    const file = api.touserdata(L, 1);
    const process = this.running.get(file);
    if (process === undefined) throw new Error("unreachable: no process belongs to the file");
    this.running.delete(file);
    const results = process.closeFile(L);
    const ended = waitForChild(process.pid);
    if (api.version === "5.1" || typeof ended === "number") return results;
    // Three results, but no failure of the library: an error from closing the pipe does not matter.
    this.instance.lastErrno = 0;
    return pushEnded(api, L, ended);
  }
}

const EINVAL = 22;
