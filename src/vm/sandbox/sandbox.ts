// What a sandbox leaves to a Lua program of the machine that it runs on.

import { constants } from "node:fs";
import type { Access } from "../../policy/access.ts";
import { checkKeys, parseAccess, permitsText } from "../../policy/access.ts";
import { PathAccess } from "../../policy/path-access.ts";
import type { Environment } from "../runtime/host/environment.ts";
import type { FileToOpen, HostRights } from "../runtime/host/rights.ts";

/** What a program in a sandbox may do; whatever is not said is refused. */
export interface SandboxOptions {
  /** Files to read: a path is a file, or a folder and all that is below it. */
  readonly read?: Access;
  /** Files to make, write, rename and remove. */
  readonly write?: Access;
  /** Environment variables, by their names. */
  readonly env?: Access;
  /** Whether commands may be run, which are in no sandbox. */
  readonly run?: boolean;
}

const KEYS: readonly (keyof SandboxOptions)[] = ["read", "write", "env", "run"];

export class Sandbox {
  readonly rights: HostRights;
  private readonly variables: (name: string) => boolean;
  private readonly saysVariables: boolean;

  /** @throws TypeError for what are no SandboxOptions */
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
    this.saysVariables = env !== undefined;
    this.variables = (name) => permitsText(names, name);
  }

  /**
   * The variables that the program sees.
   *
   * @param variables  those that the host has given on purpose; all of them are for the program if the sandbox says nothing
   * @param own    those of this process
   */
  environment(variables: Environment | undefined, own: Environment): Environment {
    if (variables !== undefined && !this.saysVariables) return variables;
    return Object.fromEntries(Object.entries(variables ?? own).filter(([name]) => this.variables(name)));
  }
}

function fileToOpen(path: Buffer, accesses: readonly (PathAccess | false)[]): FileToOpen | undefined {
  let file: FileToOpen = { path, flags: 0 };
  for (const access of accesses) {
    if (!access || access.permitsAll) continue;
    const permitted = access.permitted(file.path, "followed");
    if (permitted === undefined) return undefined;
    // What was looked at has no links; one that is put there meanwhile is not followed.
    file = { path: permitted, flags: constants.O_NOFOLLOW };
  }
  return file;
}

/** The sandbox that options ask for, or none. @throws TypeError for what are no options */
export function sandboxOf(options: unknown): Sandbox | undefined {
  if (options === undefined || options === false) return undefined;
  return new Sandbox(options === true ? {} : options);
}
