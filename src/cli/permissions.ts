// The command's options that restrict a program: --sandbox, --allow-net and others, named as in Deno.

import { gateOf } from "../policy/gate.ts";
import type { Policy } from "../policy/policy.ts";
import { type SandboxOptions, sandboxOf } from "../vm/sandbox/sandbox.ts";

/** Restrictions of a program. */
export interface Permissions {
  readonly policy: Policy;
  readonly sandbox: SandboxOptions;
}

type Kind = "net" | "unix" | "read" | "write" | "env";
const KINDS: readonly string[] = ["net", "unix", "read", "write", "env"] satisfies Kind[];

/** The rules of one kind from all options: everything, or the listed names. */
interface Rules {
  allow: true | string[];
  deny: string[];
}

export class PermissionOptions {
  private isRestricted = false;
  private runs = false;
  private readonly rules = new Map<string, Rules>();

  /** Takes an argument. @returns true if it is one of these options */
  take(argument: string): boolean {
    const isTaken = this.takeWord(argument) || this.takeList(argument);
    this.isRestricted ||= isTaken;
    return isTaken;
  }

  /**
   * Returns the restrictions of all options together, undefined without such options.
   *
   * @throws TypeError for an invalid rule
   */
  permissions(): Permissions | undefined {
    if (!this.isRestricted) return undefined;
    const {
      net = false,
      unix = false,
      read = false,
      write = false,
      env = false,
    } = Object.fromEntries(this.rules);
    const policy = { connect: net, listen: net, unix };
    const sandbox = { read, write, env, run: this.runs };
    // Validate the rules now, to report errors as errors of the command line.
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
    const rules = this.rules.get(kind) ?? { allow: [], deny: [] };
    const names = list === undefined ? [] : list.split(",").filter((name) => name !== "");
    if (verb === "deny") rules.deny.push(...names);
    else if (list === undefined) rules.allow = true;
    else if (rules.allow !== true) rules.allow.push(...names);
    this.rules.set(kind, rules);
    return true;
  }
}
