// The form of one setting of a policy.

import { typeName } from "../text/argument-text.ts";

/**
 * One setting: everything (true), nothing (false), or a list of rules; or what `allow` lists, everything if absent,
 * except what `deny` lists. `deny` takes precedence over anything that allows.
 */
export type Access =
  | boolean
  | readonly string[]
  | {
      /** Everything if absent. */
      readonly allow?: boolean | readonly string[];
      /** Nothing if absent. */
      readonly deny?: readonly string[];
    };

/** A parsed Access; "all" stands for everything. */
export interface ParsedAccess<Rule> {
  readonly allow: readonly Rule[] | "all";
  readonly deny: readonly Rule[];
}

/** True if a text is allowed: rules that are plain texts match only themselves. */
export function permitsText({ allow, deny }: ParsedAccess<string>, text: string): boolean {
  return (allow === "all" || allow.includes(text)) && !deny.includes(text);
}

/**
 * @param setting  the setting's name, for error messages
 * @throws TypeError for an invalid Access, and errors of `parse`
 */
export function parseAccess<Rule>(
  access: unknown,
  setting: string,
  parse: (text: string) => Rule,
): ParsedAccess<Rule> {
  if (access === undefined || access === false) return { allow: [], deny: [] };
  if (access === true) return { allow: "all", deny: [] };
  if (Array.isArray(access)) return { allow: rules(access, setting, parse), deny: [] };
  if (typeof access !== "object" || access === null) throw listExpected(setting, access);
  checkKeys(access, ["allow", "deny"], setting);
  const { allow = true, deny = [] } = access as { allow?: unknown; deny?: unknown };
  if (typeof allow !== "boolean" && !Array.isArray(allow)) throw listExpected(`${setting}.allow`, allow);
  if (!Array.isArray(deny)) throw listExpected(`${setting}.deny`, deny);
  return {
    allow: typeof allow === "boolean" ? (allow ? "all" : []) : rules(allow, `${setting}.allow`, parse),
    deny: rules(deny, `${setting}.deny`, parse),
  };
}

function rules<Rule>(texts: readonly unknown[], setting: string, parse: (text: string) => Rule): Rule[] {
  return texts.map((text) => {
    if (typeof text !== "string") throw listExpected(setting, text);
    try {
      return parse(text);
    } catch (error) {
      throw new TypeError(`${setting}: ${(error as Error).message}`);
    }
  });
}

function listExpected(setting: string, value: unknown): TypeError {
  return new TypeError(`${setting}: true, false or a list of strings expected, got ${typeName(value)}`);
}

/** @throws TypeError for anything but an object, and for an unknown key: a misspelt one would have no effect */
export function checkKeys(value: unknown, keys: readonly string[], setting: string): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${setting}: object expected, got ${typeName(value)}`);
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`${setting}: unknown key "${unknown}"; the keys are ${keys.join(", ")}`);
  }
}
