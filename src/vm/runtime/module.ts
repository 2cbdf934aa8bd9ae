// Finds and compiles the two Lua builds, and checks their imports.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type WasmModule, WebAssembly } from "./webassembly.ts";

/** The supported versions of Lua. */
export type LuaVersion = "5.4" | "5.1";

interface Build {
  readonly packageName: string;
  readonly packageVersion: string;
  readonly file: string;
}

// We use the packages' WebAssembly without their JavaScript, so the import names below are a private
// contract with exactly these releases; package.json pins the same numbers.
const builds: Readonly<Record<LuaVersion, Build>> = {
  "5.4": { packageName: "wasmoon", packageVersion: "1.16.0", file: "dist/glue.wasm" },
  "5.1": { packageName: "wasmoon-lua5.1", packageVersion: "1.18.10", file: "dist/liblua5.1.wasm" },
};

const compiled = new Map<LuaVersion, WasmModule>();

/**
 * Returns the compiled build of a Lua version. Compiling takes about 6 ms, once per process.
 *
 * @throws Error if the build's package is not installed
 */
export function luaModule(version: LuaVersion): WasmModule {
  let module = compiled.get(version);
  if (module === undefined) {
    const { packageName, file } = builds[version];
    const path = createRequire(import.meta.url).resolve(`${packageName}/${file}`);
    module = new WebAssembly.Module(readFileSync(path));
    compiled.set(version, module);
  }
  return module;
}

/** Returns the name and version of the build's package, as in `wasmoon 1.16.0`. */
export function describeBuild(version: LuaVersion): string {
  const { packageName, packageVersion } = builds[version];
  return `${packageName} ${packageVersion}`;
}

/**
 * Refuses a build with imports that we do not supply, before WebAssembly does so with a less helpful error.
 *
 * @throws Error naming the missing imports and the expected package release
 */
export function checkImports(version: LuaVersion, supplied: Readonly<Record<string, unknown>>): void {
  const unknown = WebAssembly.Module.imports(luaModule(version))
    .map((wanted) => wanted.name)
    .filter((name) => !Object.hasOwn(supplied, name));
  if (unknown.length > 0) {
    throw new Error(
      `the installed build of Lua ${version} imports ${unknown.join(", ")}, which is unknown here; ` +
        `install ${describeBuild(version)} exactly`,
    );
  }
}
