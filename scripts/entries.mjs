// The files of the bundle that are named outside of it, and the sources that they are made of, from src.

/** It must run before koffi is loaded; in one file with an import of koffi it would run after it. */
export const FIRST = "may-load-koffi";

/** @type {Readonly<Record<string, string>>} */
export const entries = {
  cli: "cli/main",
  defold: "defold",
  index: "index",
  lua: "lua",
  "luasocket-2.0": "luasocket-2.0",
  promises: "promises",
  [FIRST]: `os/ffi/${FIRST}`,
};
