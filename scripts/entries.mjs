// Entry points of the bundle, each with its source in src.

/** Stays a file of its own: in one file with an import of koffi it would run after koffi has loaded. */
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
