// What is called, and what stands in which place of its arguments.

import type { Kind } from "./values.ts";
import type { Loose } from "./world.ts";

type Places = readonly Kind[];

const RECEIVE_FROM: Places = ["count", "options"];
const INTO: Places = ["buffer", "count", "count", "options"];
const NAME: Places = ["host", "port", "options"];

/** The methods of all objects. What does not stand here is given anything. */
const METHODS: Readonly<Record<string, Places>> = {
  accept: ["options"],
  bind: NAME,
  clients: ["options"],
  close: [],
  connect: NAME,
  dirty: [],
  getoption: ["option"],
  lines: ["options"],
  listen: ["count"],
  receive: ["pattern", "prefix", "options"],
  receivechunk: RECEIVE_FROM,
  receivefrom: RECEIVE_FROM,
  receivefrominto: INTO,
  receiveinto: INTO,
  send: ["data", "count", "count", "options"],
  sendto: ["data", "host", "port", "options"],
  setencoding: ["encoding"],
  setfd: ["fd"],
  setlimits: ["limits"],
  setoption: ["option", "optionvalue"],
  setpeername: NAME,
  setsockname: NAME,
  setstats: ["count", "count", "count"],
  settimeout: ["seconds", "timemode"],
  shutdown: ["mode"],
  timeout: ["seconds", "timemode"],
  tonodeserver: ["listener"],
  tonodesocket: [],
};

/** The same where addresses are paths. */
const METHODS_BY_PATH: Readonly<Record<string, Places>> = {
  bind: ["path"],
  connect: ["path", "options"],
  sendto: ["data", "path", "options"],
  setpeername: ["path", "options"],
  setsockname: ["path"],
};

/** Several patterns or strings. */
const METHODS_OF_2_0: Readonly<Record<string, Places>> = {
  receive: ["pattern", "pattern", "pattern"],
  send: ["data", "data", "data"],
};

const CONNECT: Places = ["host", "safeport", "host", "port"];

const FUNCTIONS: Readonly<Record<string, Places>> = {
  adopt: ["foreignfd"],
  bind: ["host", "port", "count", "options"],
  choose: ["any"],
  configure: ["settings"],
  connect: [...CONNECT, "family", "options"],
  connect4: [...CONNECT, "options"],
  connect6: [...CONNECT, "options"],
  newtry: ["callable"],
  protect: ["callable"],
  select: ["list", "list", "brief", "options"],
  sink: ["way", "socket"],
  skip: ["count", "any", "any"],
  sleep: ["brief", "options"],
  source: ["way", "socket", "count"],
  "dns.getaddrinfo": ["host", "options"],
  "dns.getnameinfo": ["host", "safeport", "options"],
  "dns.tohostname": ["host", "options"],
  "dns.toip": ["host", "options"],
  "sinkt.close-when-done": ["socket"],
  "sinkt.keep-open": ["socket"],
  "sinkt.default": ["socket"],
  "sourcet.by-length": ["socket", "count"],
  "sourcet.until-closed": ["socket"],
  "sourcet.default": ["socket"],
};

const ANY: Places = ["any", "any", "any"];

/** All methods of an object, those of its prototypes too. */
const methodsByPrototype = new WeakMap<object, readonly PropertyKey[]>();

export function methodsOf(object: object): readonly PropertyKey[] {
  const first = Object.getPrototypeOf(object) as object;
  const known = methodsByPrototype.get(first);
  if (known !== undefined) return known;
  const names = new Set<PropertyKey>();
  for (let owner = first; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Reflect.ownKeys(owner)) {
      const { value } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
      // What is not documented is no one's to call.
      const isInner = /^(constructor|take|wait|sender|require|changeEncoding|sendOutgoing|clientOver)/;
      if (typeof value === "function" && !isInner.test(String(name)) && !isPrivate(name)) names.add(name);
    }
  }
  const methods = [...names];
  methodsByPrototype.set(first, methods);
  return methods;
}

/** TypeScript's private methods, which JavaScript does not hide. */
function isPrivate(name: PropertyKey): boolean {
  return ["accepted", "bindAs", "connectAs", "bufferedLine", "requireOpen", "several"].includes(String(name));
}

export function placesOf(object: Loose, name: PropertyKey, is20: boolean): Places {
  const method = String(name);
  const isPath = String(object).startsWith("unix");
  return (
    (isPath ? own(METHODS_BY_PATH, method) : undefined) ??
    (is20 ? own(METHODS_OF_2_0, method) : undefined) ??
    own(METHODS, method) ??
    ANY
  );
}

/** Not what every object has, as `toString`. */
function own(table: Readonly<Record<string, Places>>, name: string): Places | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

export interface NamespaceFunction {
  readonly name: string;
  readonly places: Places;
  readonly owner: Loose;
  readonly key: string;
}

/** All functions of a namespace and of the tables in it. */
export function functionsOf(namespace: Loose): NamespaceFunction[] {
  const functions: NamespaceFunction[] = [];
  const add = (owner: Loose, prefix: string): void => {
    for (const key of Object.keys(owner)) {
      const name = `${prefix}${key}`;
      const value: unknown = owner[key];
      if (typeof value === "function")
        functions.push({ name, places: own(FUNCTIONS, name) ?? ANY, owner, key });
      if (prefix === "" && value !== null && (typeof value === "object" || typeof value === "function")) {
        add(value as unknown as Loose, `${key}.`);
      }
    }
  };
  add(namespace, "");
  return functions;
}
