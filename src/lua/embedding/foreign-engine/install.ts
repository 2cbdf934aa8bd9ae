import { type InstallOptions, installSockets } from "../../modules/install.ts";
import { type Engine, stateOfEngine } from "./engine.ts";

/**
 * Lets `require "socket"` and its kin work in an engine of wasmoon (Lua 5.4) or wasmoon-lua5.1 that a program has
 * already. Calls that wait block the thread. Closing the engine closes its sockets.
 *
 * @param engine  made with Lua's standard libraries, as it is by default
 * @throws TypeError for what is no such engine, and for a policy, limits or a trace that are none
 * @example
 * const engine = await new LuaFactory().createEngine();
 * install(engine);
 * engine.doStringSync(`local socket = require "socket" print(socket._VERSION)`);
 */
export function install(engine: Engine, options: InstallOptions = {}): void {
  installSockets(stateOfEngine(engine), options);
}
