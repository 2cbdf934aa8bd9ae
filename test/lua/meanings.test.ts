// The annotations for Lua editors and the docstrings of the TypeScript binding describe the same functions: they agree in
// parameters, results, names of choices, failure words and units, and both with the rules of net/.
import assert from "node:assert/strict";
import test from "node:test";
import { TCP_OPTIONS } from "#src/net/options/tcp-options.ts";
import { UDP_OPTIONS } from "#src/net/options/udp-options.ts";
import { UNIX_DATAGRAM_OPTIONS, UNIX_STREAM_OPTIONS } from "#src/net/options/unix-options.ts";
import { ANY, DATAGRAM_METHOD_ROLES, TCP_METHOD_ROLES, UNIX_METHOD_ROLES } from "#src/net/roles.ts";
import type { OptionKind, OptionTable } from "#src/net/socket-option.ts";
import { Docstrings, type Parameter, type Signature } from "../support/docstrings.ts";
import { Annotations, type LuaFunction, type LuaSignature } from "../support/luacats.ts";

const docstrings = new Docstrings();
const annotations = new Annotations();

/** Types of the TypeScript binding, and the classes of the annotations whose methods they have. */
const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  LuaSocket: ["socket"],
  Dns: ["socketdns"],
  UnixFunctions: ["socket.unix"],
  TcpObject: ["tcp.master", "tcp.server", "tcp.client"],
  UdpObject: ["udp.unconnected", "udp.connected"],
  UnixStreamObject: ["unixstream.master", "unixstream.server", "unixstream.client"],
  UnixDatagramObject: ["unixdgram.unconnected", "unixdgram.connected"],
};

const ONLY_IN_TYPESCRIPT = new Set([
  ..."adopt clients configure hasRef lines receivechunk receivefrominto receiveinto ref setencoding".split(
    " ",
  ),
  ..."toString tonodeserver tonodesocket unix unref".split(" "),
]);
const ONLY_IN_LUA = new Set(["__call", "__unload"]);
/** LuaSocket's C code of unix-domain streams has no gettimeout. */
const MISSING_IN_LUA = new Set(["UnixStreamObject gettimeout"]);
/** Lua has several values where TypeScript has a list. */
const SPREAD = new Set(["skip", "try"]);

function luaFunctions(classes: readonly string[]): Map<string, LuaFunction> {
  return new Map(classes.flatMap((name) => [...annotations.functions(name)]));
}

/** The kind of a type in the annotations, as docstrings.ts names kinds. */
function luaKind(type: string): string {
  if (type === "integer") return "number";
  if (type === "socket.error") return "error";
  if (type === "socket.common.client") return "client";
  if (/^ltn12\.(sink|source)$/.test(type)) return type.slice("ltn12.".length);
  if (/^[A-Z]\[\]$/.test(type) || type.startsWith("table<integer|")) return "list";
  if (type.startsWith("table<")) return "table";
  return /^(tcp|udp|unixstream|unixdgram)\./.exec(type)?.[1] ?? type;
}

const luaKinds = (type: string): string[] =>
  // A limit of `false` is none, as Infinity is.
  [...new Set(annotations.members(type).map(luaKind))].filter((kind) => kind !== "false").sort();

/** A signature as text, for comparison: parameters with their kinds, and the kinds of the results. */
function shape(name: string, { parameters, results }: Signature): string {
  const list = parameters.map(({ name: parameter, isOptional, kinds }) =>
    parameter === "..." ? "..." : `${parameter}${isOptional ? "?" : ""}: ${kinds.join("|")}`,
  );
  // An absent result is nil.
  const given = results.map((kinds) => kinds.join("|"));
  while (given.length > 1 && given.at(-1) === "nil") given.pop();
  return `(${list.join(", ")})${SPREAD.has(name) ? "" : `: ${given.join(", ")}`}`;
}

function luaSignature({ parameters, results }: LuaSignature): Signature {
  return {
    parameters: parameters.map(({ name, isOptional, type }) => ({ name, isOptional, kinds: luaKinds(type) })),
    results: results.map(luaKinds),
  };
}

const FAILURE_WORDS = docstrings.words("Failure");
const wordsIn = (text: string): string[] => {
  const onOneLine = text.replace(/\s+/g, " ");
  return FAILURE_WORDS.filter((word) => onOneLine.includes(`"${word}"`));
};
const unitsIn = (text: string): string[] =>
  ["bytes?", "seconds"].filter((unit) => RegExp(`\\b${unit}\\b`, "i").test(text));

for (const [typeName, classes] of Object.entries(SUBJECTS)) {
  const inLua = luaFunctions(classes);

  test(`${typeName} and ${classes.join(", ")} have the same functions`, () => {
    const inTypeScript = docstrings
      .members(typeName)
      .filter((name) => docstrings.function(typeName, name) !== undefined);
    for (const name of [...ONLY_IN_TYPESCRIPT]) assert.ok(!inLua.has(name), name);
    for (const name of [...ONLY_IN_LUA]) assert.ok(!inTypeScript.includes(name), name);
    assert.deepEqual(
      inTypeScript
        .filter((name) => !ONLY_IN_TYPESCRIPT.has(name) && !MISSING_IN_LUA.has(`${typeName} ${name}`))
        .sort(),
      [...inLua.keys()].filter((name) => !ONLY_IN_LUA.has(name)).sort(),
    );
  });

  for (const [name, annotated] of inLua) {
    if (ONLY_IN_LUA.has(name)) continue;
    const described = docstrings.function(typeName, name);
    assert.ok(described, `${typeName}.${name}`);

    // Options have a comparison of their own.
    if (!/^[gs]etoption$/.test(name)) {
      test(`${typeName}.${name}: parameters and results`, () => {
        assert.deepEqual(
          annotated.signatures.map((signature) => shape(name, luaSignature(signature))).sort(),
          described.signatures.map((signature) => shape(name, signature)).sort(),
        );
      });
    }

    test(`${typeName}.${name}: failure words and units`, () => {
      const text = luaText(inLua, annotated);
      const parameterNames = described.signatures.flatMap(({ parameters }) =>
        parameters.map((each) => each.name),
      );
      assert.deepEqual(wordsIn(text), wordsIn(described.failureText), "failure words");
      assert.deepEqual(unitsIn(text), unitsIn(`${described.text}\n${parameterNames.join("\n")}`), "units");
    });
  }
}

/** All that the comment says, and that of the function that "As name" refers to. */
function luaText(functions: ReadonlyMap<string, LuaFunction>, { text }: LuaFunction): string {
  const [, other = ""] = /^As (\w+)/.exec(text) ?? [];
  return [text, functions.get(other)?.text ?? ""].join("\n");
}

const VALUE_KINDS: Readonly<Record<OptionKind, readonly string[]>> = {
  boolean: ["boolean"],
  integer: ["number"],
  interface: ["string"],
  linger: ["socket.linger"],
  membership: ["socket.membership"],
  membership6: ["socket.membership6"],
  name: ["string"],
  error: ["error", "nil"],
};

/** The options that getoption or setoption names in the annotations, with the kinds of their values. */
function annotatedOptions(
  functions: ReadonlyMap<string, LuaFunction>,
  method: string,
): Record<string, string[]> {
  const options: Record<string, string[]> = {};
  for (const { parameters, results } of functions.get(method)?.signatures ?? []) {
    const [names, value] = parameters;
    for (const name of annotations.members(names?.type as string)) {
      const type = method === "getoption" ? (results[0] as string) : (value?.type as string);
      // A value that cannot be read is nil, and the pending error may be nil.
      const kinds = luaKinds(type).filter((kind) => kind !== "nil" || name === '"error"');
      assert.ok(!(name in options), `${name} twice`);
      options[name.slice(1, -1)] = kinds;
    }
  }
  return options;
}

const kindsByName = (fields: readonly Parameter[]): Record<string, readonly string[]> =>
  Object.fromEntries(fields.map(({ name, kinds }) => [name, kinds]));

const byName = (options: Readonly<Record<string, readonly string[]>>) =>
  Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));

const OPTIONS: readonly (readonly [
  type: string,
  table: OptionTable,
  readable: string | undefined,
  settable: string,
])[] = [
  ["TcpObject", TCP_OPTIONS, "ReadableTcpValues", "SettableTcpValues"],
  ["UdpObject", UDP_OPTIONS, "ReadableUdpValues", "SettableUdpValues"],
  ["UnixStreamObject", UNIX_STREAM_OPTIONS, undefined, "UnixStreamOptionValues"],
  ["UnixDatagramObject", UNIX_DATAGRAM_OPTIONS, undefined, "UnixDatagramOptionValues"],
];

for (const [typeName, table, readable, settable] of OPTIONS) {
  const functions = luaFunctions(SUBJECTS[typeName] as readonly string[]);
  for (const [method, values] of [
    ["getoption", readable],
    ["setoption", settable],
  ] as const) {
    test(`${method} of ${typeName}: the table of options, the types and the annotations agree`, () => {
      const permitted = [...table].filter(([, { canGet, canSet }]) =>
        method === "getoption" ? canGet : canSet,
      );
      const live = values === undefined ? [] : permitted.map(([name, { kind }]) => [name, VALUE_KINDS[kind]]);
      const expected = byName(Object.fromEntries(live));
      assert.deepEqual(byName(values === undefined ? {} : kindsByName(docstrings.fields(values))), expected);
      assert.deepEqual(byName(annotatedOptions(functions, method)), expected);
    });
  }
}

/** Records, as both languages describe them. */
const RECORDS: Readonly<Record<string, string>> = {
  HostEntry: "socket.hostentry",
  Limits: "socket.limits",
  Linger: "socket.linger",
  Membership: "socket.membership",
  Membership6: "socket.membership6",
  ResolvedAddress: "socket.address",
};

for (const [typeName, className] of Object.entries(RECORDS)) {
  test(`${typeName} and ${className} have the same fields`, () => {
    const fields = annotations.classes.get(className)?.fields ?? [];
    const annotated = fields.map(({ name, isOptional, type }) => ({
      name,
      isOptional,
      kinds: luaKinds(type),
    }));
    const declared = docstrings.fields(typeName).map((field) => ({
      ...field,
      kinds: field.isOptional ? field.kinds.filter((kind) => kind !== "nil") : field.kinds,
    }));
    assert.deepEqual(annotated, declared);
  });
}

test("the annotations name every failure word, and no other", () => {
  assert.deepEqual(annotations.words("socket.error"), FAILURE_WORDS);
});

/** The classes that have a method, by the role that it needs. */
const ROLES = [
  ["tcp", ["master", "server", "client"], TCP_METHOD_ROLES],
  ["unixstream", ["master", "server", "client"], UNIX_METHOD_ROLES],
  ["udp", ["unconnected", "connected"], DATAGRAM_METHOD_ROLES],
  ["unixdgram", ["unconnected", "connected"], DATAGRAM_METHOD_ROLES],
] as const;

for (const [kind, roles, methodRoles] of ROLES) {
  test(`the annotations of ${kind} have each method in the class that it is for`, () => {
    const needed: Readonly<Record<string, string>> = methodRoles;
    const all = luaFunctions(roles.map((role) => `${kind}.${role}`));
    assert.ok(all.size > 10);
    for (const role of roles) {
      const expected = [...all.keys()].filter((name) => [ANY, role].includes(needed[name] ?? ANY));
      assert.deepEqual([...annotations.functions(`${kind}.${role}`).keys()].sort(), expected.sort(), role);
    }
  });
}

/** The types of objects in one role, which have the methods for that role alone. */
const ROLE_TYPES = [
  ["TcpClient", "client", TCP_METHOD_ROLES],
  ["TcpServer", "server", TCP_METHOD_ROLES],
  ["UdpConnected", "connected", DATAGRAM_METHOD_ROLES],
  ["UdpUnconnected", "unconnected", DATAGRAM_METHOD_ROLES],
] as const;

for (const [typeName, role, methodRoles] of ROLE_TYPES) {
  test(`${typeName} has the methods that its role allows`, () => {
    const members = docstrings.members(typeName);
    const object = docstrings.members(typeName.startsWith("Tcp") ? "TcpObject" : "UdpObject");
    for (const [name, needed] of Object.entries(methodRoles)) {
      if (!object.includes(name)) continue;
      assert.equal(members.includes(name), needed === ANY || needed === role, name);
    }
  });
}
