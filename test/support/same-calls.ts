// Runs a scenario twice, with the C LuaSocket and with ours, and compares the results of every call.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { inspect } from "node:util";
import socket, { type LuaSocket, type TcpClient } from "luasocket";
import { must } from "./connected-pair.ts";
import { skipWithout } from "./oracle.ts";
import { packageRoot } from "./program.ts";

/** A socket, a function or a namespace: anything with methods, or callable. */
export type Target = object;

/** One of the two LuaSockets. Strings have one character per byte. */
export interface Side {
  /** The namespace. */
  readonly socket: Target;
  /**
   * Calls a method, or a function of the namespace (`dns.toip`, `unix.stream`). Returns all results; a raised error
   * counts as one, `{ error }`. The results are added to the transcript.
   */
  call(target: Target, method: string, ...args: unknown[]): unknown[];
  /** Like call, for the first result, which must be an object. */
  make(target: Target, method: string, ...args: unknown[]): Target;
  /** A path for a socket, different on each side. */
  path(name: string): string;
}

export type Scenario = (side: Side) => void;

const interpreter = "lua5.4";
const skip = skipWithout(interpreter, ["-e", 'require "socket.unix"']);
const folder = mkdtempSync(join(tmpdir(), "luasocket-calls-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Number of scenarios run: each has paths of its own. */
let scenarios = 0;

/** Registers a test that passes if both sides return the same results, call by call. */
export function sameCalls(name: string, scenario: Scenario): void {
  test(name, { skip }, () => {
    scenarios++;
    const native = transcript(nativeSide(), scenario);
    const ours = transcript(ourSide(), scenario);
    assert.ok(native.length > 0, "nothing was called");
    assert.deepEqual(ours, native);
  });
}

const FORMAT = { breakLength: Number.POSITIVE_INFINITY, depth: 6, sorted: true, maxStringLength: null };

interface Performer {
  readonly name: string;
  readonly socket: Target;
  perform(target: Target, method: string, args: readonly unknown[]): unknown[];
  close(): void;
}

function transcript(performer: Performer, scenario: Scenario): string[] {
  const entries: string[] = [];
  const paths = join(folder, `${performer.name}-${scenarios}`);
  const mask = new Mask(paths);
  const call = (target: Target, method: string, ...args: unknown[]): unknown[] => {
    const results = performer.perform(target, method, args);
    entries.push(`${entries.length + 1}: ${method} -> ${inspect(mask.results(method, results), FORMAT)}`);
    return results;
  };
  try {
    scenario({
      socket: performer.socket,
      call,
      make(target, method, ...args) {
        const [made] = call(target, method, ...args);
        assert.ok(isTarget(made), `${method} made nothing: ${inspect(made)}`);
        return made;
      },
      path: (name) => `${paths}-${name}`,
    });
  } finally {
    performer.close();
  }
  return entries;
}

/** Masks values that differ in every run: ports, descriptors, ages, paths, objects. Objects are numbered. */
class Mask {
  private readonly ports = new Map<number, string>();
  private readonly objects = new Map<unknown, string>();
  private readonly paths: string;

  constructor(paths: string) {
    this.paths = paths;
  }

  results(method: string, results: readonly unknown[]): unknown {
    const masked = results.map((value) => this.value(value));
    if (["getsockname", "getpeername", "receivefrom"].includes(method) && masked.length === 3) {
      const at = method === "receivefrom" ? 2 : 1;
      masked[at] = this.port(Number(masked[at]));
    }
    if (method === "getfd" && Number(masked[0]) >= 0) masked[0] = "a descriptor";
    if (method === "getstats" && masked.length === 3) masked[2] = "an age";
    while (masked.length > 0 && masked.at(-1) === undefined) masked.pop();
    return masked;
  }

  private value(value: unknown): unknown {
    if (value === null || value === undefined) return undefined;
    if (typeof value === "string") return value.replaceAll(this.paths, "<path>");
    if (Array.isArray(value)) return value.map((element) => this.value(element));
    if (typeof value !== "object") return typeof value === "function" ? this.object(value) : value;
    if ("error" in value && Object.keys(value).length === 1) return { error: complaint(String(value.error)) };
    if (!isPlain(value) || "handle" in value) return this.object(value);
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, this.value(field)]));
  }

  private object(object: unknown): string {
    const known = this.objects.get(object) ?? `object ${this.objects.size + 1}`;
    this.objects.set(object, known);
    return known;
  }

  private port(port: number): number | string {
    if (port === 0) return 0;
    const known = this.ports.get(port) ?? `port ${this.ports.size + 1}`;
    this.ports.set(port, known);
    return known;
  }
}

const isTarget = (value: unknown): value is Target =>
  typeof value === "function" || (typeof value === "object" && value !== null && !("error" in value));

const isPlain = (value: object): boolean => Object.getPrototypeOf(value) === Object.prototype;

/** An argument error without its position, with one word for absent values and one for tables. */
function complaint(message: string): string {
  return message
    .replace(/^\S*?:\d+: /, "")
    .replace(/got (?:no value|nil|undefined|null)\b/, "got nothing")
    .replace(/got (?:table|object)\b/, "got a table");
}

/** Our side, in this process; strings are Latin-1, so each character is a byte. */
function ourSide(): Performer {
  const namespace: LuaSocket<"latin1"> = socket.configure({ encoding: "latin1" });
  const made: unknown[] = [];
  return {
    name: "ours",
    socket: namespace,
    perform(target, method, args) {
      try {
        const path = method.split(".");
        const owner = path.slice(0, -1).reduce<unknown>((at, key) => (at as never)[key], target) as object;
        const own = Reflect.get(owner, path.at(-1) as string);
        const result: unknown =
          method === "" ? (target as () => unknown)(...(args as [])) : own.apply(owner, args);
        const results = Array.isArray(result) ? [...result] : result === undefined ? [] : [result];
        made.push(...results);
        return results;
      } catch (error) {
        return [{ error: (error as Error).message }];
      }
    },
    close() {
      for (const object of made) (object as Partial<TcpClient> | undefined)?.close?.();
    },
  };
}

let control: TcpClient | undefined;
// The native side exits when its connection closes.
after(() => control?.close());

/** The native side: one process for all scenarios of a file, which executes call by call. */
function nativeSide(): Performer {
  control ??= startNative();
  const connection = control;
  const handles = new Map<number, Target>([[0, { handle: 0 }]]);
  const revived = (value: unknown): unknown => {
    if (value === null) return undefined;
    if (typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(revived);
    const { handle } = value as { handle?: number };
    if (handle === undefined) {
      return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, revived(field)]));
    }
    if (!handles.has(handle)) handles.set(handle, value);
    return handles.get(handle);
  };
  const ask = (chunk: string): unknown => {
    connection.send(`${chunk}\n`);
    return revived(JSON.parse(must(connection.receive("*l"))));
  };
  return {
    name: "native",
    socket: handles.get(0) as Target,
    perform(target, method, args) {
      const self = literal(target);
      const list = args.map(literal).join(",");
      const isFunction = target === handles.get(0);
      const callee = method === "" ? self : `${self}${isFunction ? "." : ":"}${method}`;
      const answer = ask(`return ${callee}(${list})`);
      return Array.isArray(answer) ? answer : [answer];
    },
    close: () => void ask("forget()"),
  };
}

function startNative(): TcpClient {
  const server = must(socket.bind("127.0.0.1", 0));
  const script = join(packageRoot, "test", "support", "native-side.lua");
  const [, port] = server.getsockname();
  const child = spawn(interpreter, [script, String(port)], { stdio: "inherit" });
  server.settimeout(20);
  const connection = must(server.accept());
  connection.settimeout(30);
  connection.setencoding("latin1");
  server.close();
  child.unref();
  return connection;
}

/** A value as a Lua literal. */
function literal(value: unknown): string {
  if (value === undefined || value === null) return "nil";
  if (typeof value === "number")
    return Number.isFinite(value) ? String(value) : value > 0 ? "(1/0)" : value < 0 ? "(-1/0)" : "(0/0)";
  if (typeof value === "boolean") return String(value);
  if (typeof value === "string") {
    return `"${[...Buffer.from(value, "latin1")].map((byte) => `\\${String(byte).padStart(3, "0")}`).join("")}"`;
  }
  if (Array.isArray(value)) return `{${value.map(literal).join(",")}}`;
  if ("handle" in (value as object)) return `h[${(value as { handle: number }).handle}]`;
  const fields = Object.entries(value as object).map(([key, field]) => `["${key}"]=${literal(field)}`);
  return `{${fields.join(",")}}`;
}
