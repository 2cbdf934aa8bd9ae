// The reference has a page, or a place on one, for every public name, and says of every call that waits how that ends.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test, { before } from "node:test";
import * as blocking from "luasocket";
import * as luasocket20 from "luasocket/2.0";
import * as defold from "luasocket/defold";
import * as lua from "luasocket/lua";
import * as promises from "luasocket/promises";
import { Annotations, type LuaClass, luacatsFolder } from "../support/luacats.ts";
import { packageRoot } from "../support/program.ts";

const built = join(packageRoot, "build", "reference");

/** What typedoc knows of a declaration, as far as it is looked at here. */
interface Declaration {
  readonly name: string;
  readonly variant: string;
  readonly comment?: Comment;
  readonly children?: readonly Declaration[];
  readonly signatures?: readonly Declaration[];
  readonly parameters?: readonly Declaration[];
  readonly type?: unknown;
}
interface Comment {
  readonly summary: readonly { readonly text: string }[];
  readonly blockTags?: readonly {
    readonly tag: string;
    readonly content: readonly { readonly text: string }[];
  }[];
}

let project: Declaration;

before(() => {
  // `npm run docs` fails for a name without docstring, a type that is not exported and a link that leads nowhere. It takes
  // longer than Program allows on a busy machine; the time limit of tests holds for it, too.
  const { status, stdout, stderr } = spawnSync(process.execPath, ["docs/site/build.mjs"], {
    cwd: packageRoot,
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout + stderr);
  project = JSON.parse(readFileSync(join(packageRoot, "build", "reference.json"), "utf8"));
});

const page = (name: string): string | undefined =>
  ["classes", "functions", "interfaces", "types", "variables"]
    .map((folder) => join(built, folder, `${name}.html`))
    .find((path) => existsSync(path));

const MODULES = {
  luasocket: blocking,
  "luasocket/promises": promises,
  "luasocket/defold": defold,
  "luasocket/2.0": luasocket20,
  "luasocket/lua": lua,
};

test("everything that an entry point exports has its page", () => {
  for (const [name, module] of Object.entries(MODULES)) {
    const declared = project.children?.find((child) => child.name === name)?.children ?? [];
    for (const exported of Object.keys(module)) {
      const declaration = declared.find((child) => child.name === exported);
      assert.ok(declaration, `${exported} of ${name}`);
      // What an entry point has from another one is shown there.
      if (declaration.variant === "reference") continue;
      assert.ok(page(`${name.replaceAll("/", "_")}.${exported}`), `${exported} of ${name}`);
    }
  }
});

test("every type that can be imported has its page", () => {
  const types = readFileSync(join(packageRoot, "src", "types.ts"), "utf8");
  const names = [...types.matchAll(/^export type \{([^}]*)\}/gms)].flatMap(([, list]) =>
    (list as string).split(",").map((name) => name.trim()),
  );
  assert.ok(names.length > 60);
  for (const name of names.filter((name) => name !== "")) assert.ok(page(`luasocket.${name}`), name);
});

/** The names that a program can use of an object: its own, and its classes'. */
function liveNames(object: object): string[] {
  const names = new Set<string>();
  for (
    let level = object;
    level !== Object.prototype && level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    for (const name of Object.getOwnPropertyNames(level)) names.add(name);
  }
  return [...names];
}

/** What TypeScript's private, protected and @internal hide. */
function hiddenNames(): Set<string> {
  const folder = join(packageRoot, "src", "js", "sockets");
  const sources = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  const hidden = /(?:^ +(?:private|protected)|^ +\/\*\* @internal \*\/\n)[ a-z]* (\w+)/gm;
  return new Set([
    "constructor",
    ...sources.flatMap((source) => [...source.matchAll(hidden)].map(([, name]) => name as string)),
  ]);
}

test("every function of the namespace and every method of an object has its place", () => {
  const subjects: readonly (readonly [string, object])[] = [
    ["LuaSocket", blocking.default],
    ["Dns", blocking.default.dns],
    ["TcpObject", blocking.default.tcp()[0]],
    ["UdpObject", blocking.default.udp()[0]],
    ["UnixStreamObject", blocking.default.try(...blocking.default.unix.stream())[0]],
    ["UnixDatagramObject", blocking.default.try(...blocking.default.unix.dgram())[0]],
    ["Tcp20Object", luasocket20.default.try(...luasocket20.default.tcp())[0]],
  ];
  const hidden = hiddenNames();
  for (const [name, object] of subjects) {
    const places = readFileSync(page(`luasocket.${name}`) as string, "utf8").toLowerCase();
    const wanted = liveNames(object).filter((each) => !hidden.has(each));
    assert.ok(wanted.length > 4, name);
    for (const each of wanted) {
      assert.ok(places.includes(`id="${each.toLowerCase()}`), `${each} of ${name}`);
    }
  }
});

const text = (parts: readonly { readonly text: string }[] = []): string =>
  parts.map((part) => part.text).join("");

/** The signatures of calls that may wait, by their path. */
function* waiting(declaration: Declaration, path: string): Generator<[string, Declaration]> {
  for (const signature of declaration.signatures ?? []) {
    const options = signature.parameters?.find(({ name }) => name === "options");
    if (JSON.stringify(options?.type ?? "").includes("OptionsOf")) yield [path, signature];
  }
  for (const child of declaration.children ?? []) yield* waiting(child, `${path}.${child.name}`);
}

test("every call that may wait says what comes of a timeout, and of closing", () => {
  const calls = [...waiting(project, "")];
  assert.ok(calls.length > 60);
  const silent = calls.filter(([, { comment }]) => {
    const tags = comment?.blockTags?.filter(({ tag }) => tag === "@returns" || tag === "@throws") ?? [];
    const said = tags.map(({ content }) => text(content)).join("\n");
    return !/timeout/i.test(said) || !/close/.test(said);
  });
  assert.deepEqual(
    silent.map(([path]) => path),
    [],
  );
});

// Of LuaSocket's manual, reference.html. It names _DEBUG as well, which only a debugging build of LuaSocket has.
const MANUAL: Readonly<Record<string, string>> = {
  "socket.dns": "getaddrinfo gethostname getnameinfo tohostname toip",
  socket:
    "bind connect connect4 connect6 gettime newtry protect select sink skip sleep source tcp tcp4 tcp6 try udp udp4 udp6",
  "socket.http": "request",
  "socket.ftp": "get put",
  "socket.smtp": "message send",
  "socket.url": "absolute build build_path escape parse parse_path unescape",
  mime: "decode encode normalize stuff wrap",
  "mime.core": "b64 dot eol qp qpwrp unb64 unqp wrp",
  "ltn12.filter": "chain cycle",
  "ltn12.pump": "all step",
  "ltn12.sink": "chain error file null simplify table",
  "ltn12.source": "cat chain empty error file simplify string table",
  client: "getstats receive send setstats shutdown",
  server: "accept",
  master: "bind listen",
  object: "close dirty getfd setfd settimeout",
  tcp: "connect getoption getpeername getsockname gettimeout setoption",
  udp: "getoption getsockname gettimeout receive setoption setpeername",
  unconnected: "receivefrom sendto setsockname",
  connected: "getpeername send",
};

/** The module whose page has what a name of the manual belongs to. */
function moduleOf(owner: string): string {
  if (owner.startsWith("ltn12")) return "ltn12";
  return /^(mime|socket\.(http|ftp|smtp|url))/.test(owner) ? owner : "socket";
}

/** The headings of a page of Lua, without markup. */
function headings(module: string): string[] {
  const html = readFileSync(join(built, "documents", `Lua_${module}.html`), "utf8");
  return [...html.matchAll(/<h[23][^>]*>(.*?)<\/h[23]>/gs)].map(([, inner]) =>
    (inner as string)
      .replace(/<[^>]*>/g, "")
      .replaceAll("&#39;", "'")
      .replaceAll("&quot;", '"'),
  );
}

test("the reference of Lua has everything that LuaSocket's manual has", () => {
  for (const [owner, names] of Object.entries(MANUAL)) {
    const places = headings(moduleOf(owner));
    for (const name of names.split(" ")) {
      const found = places.some(
        (place) => place.startsWith(`${owner}.${name}(`) || place.startsWith(`${owner}:${name}(`),
      );
      assert.ok(found, `${owner} ${name}`);
    }
  }
});

/** Classes whose methods a page shows with each class that inherits them. */
const isPart = (name: string): boolean => name.startsWith("socket.common.");

test("the reference of Lua has everything that the annotations have", () => {
  const annotations = new Annotations();
  for (const file of [
    "socket",
    "socket/unix",
    "socket/http",
    "socket/tp",
    "mime",
    "mime/core",
    "ltn12",
    "luasocket/tasks",
  ]) {
    const text = readFileSync(join(luacatsFolder, `${file}.lua`), "utf8");
    const declared = [...text.matchAll(/^---@class ([\w.]+)/gm)].map(([, name]) => name as string);
    const wanted = declared
      .filter((name) => !isPart(name))
      .map((name) => annotations.classes.get(name) as LuaClass)
      .flatMap((each) => [each, ...each.parents.filter(isPart).flatMap((part) => annotations.lineage(part))])
      .flatMap(({ functions }) => [...functions.keys()]);
    assert.ok(wanted.length > 0, file);
    const places = headings(file.replaceAll("/", "."));
    for (const name of wanted) {
      assert.equal(
        places.filter((place) => RegExp(`[.:]${name}\\(`).test(place)).length,
        wanted.filter((each) => each === name).length,
        `${name} of ${file}`,
      );
    }
  }
});

test("every guide and every document has its page, by its heading", () => {
  const contents = readFileSync(join(built, "index.html"), "utf8");
  for (const link of [
    "In_depth_Moving_here_from_other_sockets",
    "Guides_UDP_and_multicast",
    "Documentation",
  ]) {
    assert.ok(existsSync(join(built, "documents", `${link}.html`)), link);
  }
  assert.ok(contents.includes("Guides_UDP_and_multicast.html"));
});
