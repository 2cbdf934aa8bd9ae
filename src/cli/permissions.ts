// The options of the command that hold a program: --sandbox, --allow-net and their kin, named as Deno names them.

import { gateOf } from "../policy/gate.ts";
import type { Policy } from "../policy/policy.ts";
import { type SandboxOptions, sandboxOf } from "../vm/sandbox/sandbox.ts";

/** What a program is held by. */
export interface Permissions {
  readonly policy: Policy;
  readonly sandbox: SandboxOptions;
}

type Kind = "net" | "unix" | "read" | "write" | "env";
const KINDS: readonly string[] = ["net", "unix", "read", "write", "env"] satisfies Kind[];

/** What an option has said of one kind: everything, or what is in its lists. */
interface Said {
  allow: true | string[];
  deny: string[];
}

export class PermissionOptions {
  private isGiven = false;
  private runs = false;
  private readonly said = new Map<string, Said>();

  /** Takes an argument if it is one of these options. @returns whether it is */
  take(argument: string): boolean {
    const isTaken = this.takeWord(argument) || this.takeList(argument);
    this.isGiven ||= isTaken;
    return isTaken;
  }

  /**
   * What the options say together, undefined if there was none.
   *
   * @throws TypeError for a rule that is none
   */
  permissions(): Permissions | undefined {
    if (!this.isGiven) return undefined;
    const {
      net = false,
      unix = false,
      read = false,
      write = false,
      env = false,
    } = Object.fromEntries(this.said);
    const policy = { connect: net, listen: net, unix };
    const sandbox = { read, write, env, run: this.runs };
    // Looked at now, while there is a user to be told.
    gateOf(policy);
    sandboxOf(sandbox);
    return { policy, sandbox };
  }

  private takeWord(argument: string): boolean {
    if (argument === "--allow-run") this.runs = true;
    return argument === "--allow-run" || argument === "--sandbox";
  }

  private takeList(argument: string): boolean {
    const [, verb, kind, list] = /^--(allow|deny)-(\w+)(?:=(.*))?$/s.exec(argument) ?? [];
    if (kind === undefined || !KINDS.includes(kind) || (verb === "deny" && !list)) return false;
    const said = this.said.get(kind) ?? { allow: [], deny: [] };
    const names = list === undefined ? [] : list.split(",").filter((name) => name !== "");
    if (verb === "deny") said.deny.push(...names);
    else if (list === undefined) said.allow = true;
    else if (said.allow !== true) said.allow.push(...names);
    this.said.set(kind, said);
    return true;
  }
}
