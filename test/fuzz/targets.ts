// What can be called at random, by name.

import type { LuaVersion } from "#src/vm/runtime/module.ts";
import type { Target } from "./round.ts";

type Make = (directory: string) => Promise<Target>;

const lua =
  (version: LuaVersion, eventLoop: boolean): Make =>
  async (directory) =>
    (await import("./lua/target.ts")).luaTarget({ version, eventLoop, directory });

export const TARGETS: Readonly<Record<string, Make>> = {
  blocking: async (directory) =>
    (await import("./typescript/target.ts")).typescriptTarget("blocking", directory),
  promises: async (directory) =>
    (await import("./typescript/target.ts")).typescriptTarget("promise", directory),
  "lua-5.4": lua("5.4", false),
  "lua-5.1": lua("5.1", false),
  "lua-5.4-event-loop": lua("5.4", true),
  "lua-5.1-event-loop": lua("5.1", true),
};
