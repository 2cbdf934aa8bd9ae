// socket.skip and socket.choose: helpers for results and arguments.

import { badArgument, numberArgument, objectArgument } from "../arguments.ts";

/**
 * Drops the first `count` values: `const [host] = socket.skip(1, ...results)`.
 *
 * @param count  an integer; if negative, the result begins with the count itself
 * @returns an array of the remaining values
 * @throws TypeError if the count is not an integer
 * @see LuaSocket reference, socket.skip
 */
export function skip<Value>(count: number, ...values: readonly Value[]): Value[];
export function skip(...all: readonly unknown[]): unknown[] {
  const count = numberArgument(all[0], 1, "skip");
  if (!Number.isSafeInteger(count)) throw badArgument(1, "skip", "number has no integer representation");
  return all.slice(Math.max(count + 1, 0));
}

/** A function of the table, with up to two options. */
type Choice = (first: never, second: never) => unknown;

/** Calls the function with this name. If the first argument is not a string, calls `default` with all arguments. */
export type Chooser<Ways extends Readonly<Record<string, Choice>>> = <Name extends keyof Ways>(
  name: Name,
  ...options: Parameters<Ways[Name]>
) => ReturnType<Ways[Name]>;

/**
 * Makes a function that dispatches by name to the functions of a table.
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
