// Writes the source text that other sources determine: `npm run generate`. With --check it only compares, and fails where
// a file is out of date.
//
// - src/index.ts, src/promises.ts: the functions of the namespace as named exports, from the interface LuaSocket
// - src/promises.ts: the types of src/types.ts that depend on the wait mode, as they are for promises
// - luacats/library/socket.lua: the alias socket.error, from the type Failure

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

const root = dirname(import.meta.dirname);
const inRoot = (...path) => join(root, ...path);

const { config } = ts.readConfigFile(inRoot("src", "tsconfig.json"), ts.sys.readFile);
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot("src"));
const program = ts.createProgram([inRoot("src", "types.ts")], { ...options, noEmit: true });
const checker = program.getTypeChecker();

/** The types that every entry point exports. */
const exported = checker
  .getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(inRoot("src", "types.ts"))))
  .map((symbol) => [symbol.name, checker.getAliasedSymbol(symbol)]);
const exportedNamed = (wanted) => exported.find(([name]) => name === wanted)[1];
const declarationOf = (symbol) => symbol.declarations[0];

/** A doc comment, on one line where it fits. */
function docComment(lines) {
  const oneLine = `/** ${lines.join(" ")} */`;
  if (lines.length === 1 && oneLine.length <= 110) return oneLine;
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join("\n");
}

/** The description of a property; of an overloaded function, that of its first signature. */
function descriptionOf(symbol) {
  const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
  const parts = [symbol, signature].map((each) => each?.getDocumentationComment(checker) ?? []);
  const isOverloaded = symbol.declarations.length > 1;
  const shown = isOverloaded || parts[0].length === 0 ? parts[1] : parts[0];
  return ts.displayPartsToString(shown).split("\n");
}

/** True if programs may assign the property: an export by name would keep its first value. */
const isAssignable = (symbol) =>
  declarationOf(symbol).kind === ts.SyntaxKind.PropertySignature &&
  !declarationOf(symbol).modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword);

/** The members of the namespace as named exports. `try` is a reserved word, so it needs another name inside. */
function namedExports(linkTo) {
  const members = checker
    .getDeclaredTypeOfSymbol(exportedNamed("LuaSocket"))
    .getProperties()
    .filter((symbol) => !isAssignable(symbol))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
  const lines = members.map((symbol) => {
    const { name } = symbol;
    const comment = docComment([...descriptionOf(symbol), "", `See {@link ${linkTo}.${name}}.`]);
    const declaration = name === "try" ? "const attempt" : `export const ${name}`;
    return `${comment}\n${declaration}: LuaSocket["${name}"] = socket.${name};`;
  });
  return `${lines.join("\n")}\nexport { attempt as try };\n`;
}

/** A type parameter beside the wait mode: an encoding, or the type of received data. */
const isEncoding = ({ constraint }) => constraint?.getText() === "Encoding";
const parameterName = (parameter) => (isEncoding(parameter) ? "E" : "D");
const parameterText = (parameter) =>
  isEncoding(parameter) ? 'E extends binding.Encoding = "utf8"' : "D extends string | Buffer = string";

/** Aliases of the types whose wait mode is `"blocking"` unless said. */
function promiseTypes() {
  const lines = exported.flatMap(([name, symbol]) => {
    const parameters = [...(declarationOf(symbol).typeParameters ?? [])];
    const mode = parameters.pop();
    if (mode?.default?.getText() !== '"blocking"') return [];
    const own = parameters.length > 0 ? `<${parameters.map(parameterText).join(", ")}>` : "";
    const passedOn = [...parameters.map(parameterName), '"promise"'].join(", ");
    const comment = `{@link binding.${name} | ${name}} with calls that return promises.`;
    return [`/** ${comment} */\nexport type ${name}${own} = binding.${name}<${passedOn}>;`];
  });
  return `${lines.join("\n")}\n`;
}

/** The words of Failure for Lua editors, with the remark behind each. */
function failureAlias() {
  const declaration = declarationOf(exportedNamed("Failure"));
  const remark = /^\s*\|\s*("[^"]+")(?:\s*\/\/ (.*))?$/gm;
  const words = [...declaration.getText().matchAll(remark)];
  if (words.length !== declaration.type.types.length - 1)
    throw new Error("a word of Failure has no line of its own");
  const lines = words.map(([, word, text]) => `---| ${word}${text === undefined ? "" : ` # ${text}`}`);
  return ["---@alias socket.error", ...lines, "---| string", ""].join("\n");
}

const MARK = "// Written by scripts/generate.mjs.\n";
const afterMark = (text) => (current) => {
  const end = current.indexOf(MARK);
  if (end < 0) throw new Error(`no line "${MARK.trim()}"`);
  return current.slice(0, end) + MARK + text;
};

const generated = {
  "src/index.ts": afterMark(namedExports("LuaSocket")),
  "src/promises.ts": afterMark(`${promiseTypes()}\n${namedExports("binding.LuaSocket")}`),
  "luacats/library/socket.lua": (current) =>
    current.replace(/---@alias socket\.error\n(?:---\|.*\n)+/, failureAlias),
};

for (const [path, writtenOver] of Object.entries(generated)) {
  const current = readFileSync(inRoot(path), "utf8");
  const wanted = writtenOver(current);
  if (wanted === current) continue;
  if (process.argv.includes("--check")) {
    console.error(`${path} is out of date: run npm run generate`);
    process.exitCode = 1;
  } else writeFileSync(inRoot(path), wanted);
}
