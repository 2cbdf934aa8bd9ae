// The shape in which a policy says what of one kind is allowed.

import { typeName } from "../text/argument-text.ts";

/**
 * What of one kind is allowed: everything (true), nothing (false), what a list names; or what `allow` names, everything
 * if it is absent, but for what `deny` names. What is denied stays denied, whatever else allows it.
 */
export type Access =
  | boolean
  | readonly string[]
  | {
      /** Everything if it is absent. */
      readonly allow?: boolean | readonly string[];
      /** Nothing if it is absent. */
      readonly deny?: readonly string[];
    };

/** Access taken apart; "all" stands for everything. */
export interface ParsedAccess<Rule> {
  readonly allow: readonly Rule[] | "all";
  readonly deny: readonly Rule[];
}

/** Whether a text itself is allowed: rules that are texts stand for nothing but themselves. */
export function permitsText({ allow, deny }: ParsedAccess<string>, text: string): boolean {
  return (allow === "all" || allow.includes(text)) && !deny.includes(text);
}

/**
 * @param what  names the setting in complaints
 * @throws TypeError for what is no Access, and what `parse` throws
 */
export function parseAccess<Rule>(
  access: unknown,
  what: string,
  parse: (text: string) => Rule,
): ParsedAccess<Rule> {
  if (access === undefined || access === false) return { allow: [], deny: [] };
  if (access === true) return { allow: "all", deny: [] };
  if (Array.isArray(access)) return { allow: rules(access, what, parse), deny: [] };
  if (typeof access !== "object" || access === null) throw listExpected(what, access);
  checkKeys(access, ["allow", "deny"], what);
  const { allow = true, deny = [] } = access as { allow?: unknown; deny?: unknown };
  if (typeof allow !== "boolean" && !Array.isArray(allow)) throw listExpected(`${what}.allow`, allow);
  if (!Array.isArray(deny)) throw listExpected(`${what}.deny`, deny);
  return {
    allow: typeof allow === "boolean" ? (allow ? "all" : []) : rules(allow, `${what}.allow`, parse),
    deny: rules(deny, `${what}.deny`, parse),
  };
}

function rules<Rule>(texts: readonly unknown[], what: string, parse: (text: string) => Rule): Rule[] {
  return texts.map((text) => {
    if (typeof text !== "string") throw listExpected(what, text);
    try {
      return parse(text);
    } catch (error) {
      throw new TypeError(`${what}: ${(error as Error).message}`);
    }
  });
}

function listExpected(what: string, value: unknown): TypeError {
  return new TypeError(`${what}: true, false or a list of strings expected, got ${typeName(value)}`);
}

/** @throws TypeError for what is no object, and for a key that there is not: a misspelt one would say nothing */
export function checkKeys(value: unknown, keys: readonly string[], what: string): void {
  if (typeof value !== "object" || value === null) {
    throw new TypeError(`${what}: object expected, got ${typeName(value)}`);
  }
  const unknown = Object.keys(value).find((key) => !keys.includes(key));
  if (unknown !== undefined) {
    throw new TypeError(`${what}: there is no "${unknown}"; there are ${keys.join(", ")}`);
  }
}
