// socket.skip and choose: small tools for the results and arguments of functions.

import { badArgument, numberArgument, objectArgument } from "../arguments.ts";

/**
 * Drops the first `count` of the values that follow: `const [host] = socket.skip(1, ...results)`.
 *
 * @param count  a whole number; below 0, the count itself is the first of the results
 * @returns an array of the others
 * @throws TypeError for what is no whole number
 * @see LuaSocket reference, socket.skip
 */
export function skip<Value>(count: number, ...values: readonly Value[]): Value[];
export function skip(...all: readonly unknown[]): unknown[] {
  const count = numberArgument(all[0], 1, "skip");
  if (!Number.isSafeInteger(count)) throw badArgument(1, "skip", "number has no integer representation");
  return all.slice(Math.max(count + 1, 0));
}

/** A function that does its work in one of several ways, each with up to two options. */
type Choice = (first: never, second: never) => unknown;

/** Picks a way by its name. Without a name, the first argument is an option of the way `default`. */
export type Chooser<Ways extends Readonly<Record<string, Choice>>> = <Name extends keyof Ways>(
  name: Name,
  ...options: Parameters<Ways[Name]>
) => ReturnType<Ways[Name]>;

/**
 * Makes a function that picks its work by name from a table.
 *
 * @throws Error `unknown key (name)`, when the function is called with a name that is not in the table
 * @see LuaSocket's socket.lua, choose
 */
export function choose<Ways extends Readonly<Record<string, Choice>>>(ways: Ways): Chooser<Ways>;
export function choose(ways: Readonly<Record<string, (...options: unknown[]) => unknown>>) {
  objectArgument(ways, 1, "choose");
  return (name: unknown, first: unknown, second: unknown): unknown => {
    const isNamed = typeof name === "string";
    const key = isNamed ? name : "default";
    const way = Object.hasOwn(ways, key) ? ways[key] : undefined;
    if (typeof way !== "function") throw new Error(`unknown key (${key})`);
    return isNamed ? way(first, second) : way(name, first);
  };
}
