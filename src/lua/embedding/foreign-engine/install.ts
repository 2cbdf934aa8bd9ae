import { type InstallOptions, installSockets } from "../../modules/install.ts";
import { type Engine, stateOfEngine } from "./engine.ts";

/**
 * Installs LuaSocket's modules in an existing engine of wasmoon (Lua 5.4) or wasmoon-lua5.1. Calls that wait block
 * the thread. Closing the engine closes its sockets.
 *
 * @param engine  an engine with Lua's standard libraries, the default
 * @throws TypeError for another object, and for an invalid policy, limits or trace
 * @example
 * const engine = await new LuaFactory().createEngine();
 * install(engine);
 * engine.doStringSync(`local socket = require "socket" print(socket._VERSION)`);
 */
export function install(engine: Engine, options: InstallOptions = {}): void {
  installSockets(stateOfEngine(engine), options);
}
