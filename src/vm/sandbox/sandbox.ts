// A sandbox: a Lua program's access to files, environment variables and commands of the host.

import { constants } from "node:fs";
import type { Access } from "../../policy/access.ts";
import { checkKeys, parseAccess, permitsText } from "../../policy/access.ts";
import { PathAccess } from "../../policy/path-access.ts";
import type { Environment } from "../runtime/host/environment.ts";
import type { FileToOpen, HostRights } from "../runtime/host/rights.ts";

/** Rights of a program in a sandbox; everything else is refused. */
export interface SandboxOptions {
  /** Files to read: a path is a file, or a folder with everything below it. */
  readonly read?: Access;
  /** Files to create, write, rename and remove. */
  readonly write?: Access;
  /** Environment variables, by their names. */
  readonly env?: Access;
  /** True if the program may run commands, which run outside of the sandbox. */
  readonly run?: boolean;
}

const KEYS: readonly (keyof SandboxOptions)[] = ["read", "write", "env", "run"];

export class Sandbox {
  readonly rights: HostRights;
  private readonly variables: (name: string) => boolean;
  private readonly hasVariableRule: boolean;

  /** @throws TypeError for invalid options */
  constructor(options: unknown) {
    checkKeys(options, KEYS, "sandbox");
    const { read, write, env, run = false } = options as Record<string, unknown>;
    if (typeof run !== "boolean") throw new TypeError("sandbox.run: boolean expected");
    const readable = new PathAccess(read, "sandbox.read");
    const writable = new PathAccess(write, "sandbox.write");
    this.rights = {
      toOpen: (path, isRead, isWritten) => fileToOpen(path, [isRead && readable, isWritten && writable]),
      toChange: (path) => writable.permitted(path, "kept"),
      toReadLink: (path) => readable.permitted(path, "kept"),
      runsCommands: run,
    };
    const names = parseAccess(env, "sandbox.env", (name) => name);
    this.hasVariableRule = env !== undefined;
    this.variables = (name) => permitsText(names, name);
  }

  /**
   * Returns the environment variables of the program.
   *
   * @param variables  an environment that the caller passed explicitly; unfiltered if the sandbox has no `env` option
   * @param own        the environment of this process
   */
  environment(variables: Environment | undefined, own: Environment): Environment {
    if (variables !== undefined && !this.hasVariableRule) return variables;
    return Object.fromEntries(Object.entries(variables ?? own).filter(([name]) => this.variables(name)));
  }
}

function fileToOpen(path: Buffer, accesses: readonly (PathAccess | false)[]): FileToOpen | undefined {
  let file: FileToOpen = { path, flags: 0 };
  for (const access of accesses) {
    if (!access || access.permitsAll) continue;
    const permitted = access.permitted(file.path, "followed");
    if (permitted === undefined) return undefined;
    // The checked path has no links; a link that replaces a part of it meanwhile is not followed.
    file = { path: permitted, flags: constants.O_NOFOLLOW };
  }
  return file;
}

/** Creates a sandbox if the options ask for one. @throws TypeError for invalid options */
export function sandboxOf(options: unknown): Sandbox | undefined {
  if (options === undefined || options === false) return undefined;
  return new Sandbox(options === true ? {} : options);
}
