// The ways to run an example: the native interpreters show that its Lua is plain Lua.

import { skipWithout } from "../support/oracle.ts";

export interface Way {
  readonly title: string;
  readonly command: readonly string[];
  /** Why it cannot be run here; false if it can. */
  readonly skip: string | false;
}

/** Every way to run `examples/NAME.lua` and `examples/NAME.mjs`. */
export function waysToRun(name: string): Way[] {
  const script = `examples/${name}.lua`;
  const ours = [process.execPath, "dist/bundle/cli.js"];
  const native = (lua: string): Way => ({
    title: `${name}.lua under native ${lua}`,
    command: [lua, script],
    skip: skipWithout(lua, ["-lsocket", "-e", ""]),
  });
  return [
    { title: `${name}.lua`, command: [...ours, script], skip: false },
    { title: `${name}.lua on Lua 5.1`, command: [...ours, "--lua", "5.1", script], skip: false },
    { title: `${name}.mjs`, command: [process.execPath, `examples/${name}.mjs`], skip: false },
    native("lua5.4"),
    native("lua5.1"),
  ];
}
