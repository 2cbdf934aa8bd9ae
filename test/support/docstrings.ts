// Types and docstrings of the TypeScript binding's functions, read with the compiler.

import { join } from "node:path";
import ts from "typescript";
import { packageRoot } from "./program.ts";

export interface Parameter {
  readonly name: string;
  readonly isOptional: boolean;
  readonly kinds: readonly string[];
}

export interface Signature {
  readonly parameters: readonly Parameter[];
  /** The kinds of each result, in order. */
  readonly results: readonly (readonly string[])[];
}

export interface DescribedFunction {
  readonly signatures: readonly Signature[];
  /** Description and tags of all signatures, and of the functions that "as `name`" refers to. */
  readonly text: string;
  /** The same, without functions that fail in other ways. */
  readonly failureText: string;
}

/** Kinds of objects, named as the annotations for Lua name them. Any other object is a table. */
const KINDS: Readonly<Record<string, string>> = {
  Buffer: "string",
  HostEntry: "socket.hostentry",
  Limits: "socket.limits",
  Linger: "socket.linger",
  Membership: "socket.membership",
  Membership6: "socket.membership6",
  ReadyList: "list",
  ResolvedAddress: "socket.address",
  Sink: "sink",
  SinkSocket: "client",
  Source: "source",
  SourceSocket: "client",
  TcpClient: "tcp",
  TcpObject: "tcp",
  TcpServer: "tcp",
  UdpObject: "udp",
  Uint8Array: "string",
  UnixDatagramObject: "unixdgram",
  UnixStreamObject: "unixstream",
};

/** The types of the binding whose calls block, with text in UTF-8. */
export class Docstrings {
  private readonly checker: ts.TypeChecker;
  private readonly exported: ReadonlyMap<string, ts.Symbol>;

  constructor() {
    const folder = join(packageRoot, "src");
    const { config } = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
    const file = join(folder, "index.ts");
    const program = ts.createProgram([file], { ...options, noEmit: true });
    this.checker = program.getTypeChecker();
    const module = this.checker.getSymbolAtLocation(program.getSourceFile(file) as ts.SourceFile);
    const symbols = this.checker.getExportsOfModule(module as ts.Symbol);
    this.exported = new Map(symbols.map((symbol) => [symbol.name, symbol]));
  }

  /** The members of an exported type, without what only the compiler sees. */
  members(typeName: string): string[] {
    return this.properties(typeName)
      .map(({ name }) => name)
      .filter((name) => !name.startsWith("__@"));
  }

  /** The named properties of a type, and their kinds. */
  fields(typeName: string): Parameter[] {
    return this.properties(typeName).map((symbol) => ({
      name: symbol.name,
      isOptional: (symbol.flags & ts.SymbolFlags.Optional) !== 0,
      kinds: this.kinds(this.checker.getTypeOfSymbol(symbol)),
    }));
  }

  /** A function or method of an exported type; undefined for another property. */
  function(typeName: string, name: string): DescribedFunction | undefined {
    const symbol = this.properties(typeName).find((property) => property.name === name) as ts.Symbol;
    const signatures = this.checker.getTypeOfSymbol(symbol).getCallSignatures();
    if (signatures.length === 0) return undefined;
    return {
      signatures: signatures.map((signature) => this.signature(signature)),
      text: this.text(typeName, name, false),
      failureText: this.text(typeName, name, true),
    };
  }

  /** The words of an exported union type. */
  words(typeName: string): string[] {
    const type = this.declaredType(typeName);
    return (type.isUnion() ? type.types : [type])
      .filter((member) => member.isStringLiteral())
      .map((member) => member.value);
  }

  private declaredType(typeName: string): ts.Type {
    const symbol = this.exported.get(typeName);
    if (symbol === undefined) throw new Error(`no type ${typeName}`);
    const original = symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    return this.checker.getDeclaredTypeOfSymbol(original);
  }

  private properties(typeName: string): ts.Symbol[] {
    return this.checker
      .getPropertiesOfType(this.checker.getApparentType(this.declaredType(typeName)))
      .filter((symbol) => !this.isHidden(symbol));
  }

  private isHidden(symbol: ts.Symbol): boolean {
    const isInternal = symbol.getJsDocTags(this.checker).some(({ name }) => name === "internal");
    const declaration = symbol.declarations?.[0];
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    return (
      isInternal || (declaration !== undefined && (ts.getCombinedModifierFlags(declaration) & hidden) !== 0)
    );
  }

  /** Where a docstring has @returns of its own, failures are not those of a function that its description refers to. */
  private text(typeName: string, name: string, isForFailures: boolean, seen: readonly string[] = []): string {
    const symbol = this.properties(typeName).find((property) => property.name === name);
    if (symbol === undefined || seen.includes(name)) return "";
    const documented = [symbol, ...this.checker.getTypeOfSymbol(symbol).getCallSignatures()];
    const description = documented.map((each) =>
      ts.displayPartsToString(each.getDocumentationComment(this.checker)),
    );
    const tags = documented.flatMap((each) => each.getJsDocTags());
    const tagText = (isWanted: (tag: string) => boolean): string[] =>
      tags.filter((tag) => isWanted(tag.name)).map((tag) => ts.displayPartsToString(tag.text));
    const text = [...description, ...tagText((tag) => tag !== "example")].join("\n");
    const results = tagText((tag) => tag === "returns").join("\n");
    const referring = isForFailures && results !== "" ? results : text;
    const referred = [...referring.matchAll(/\b(?:as|name for) `(\w+)`/gi)].map(([, other]) =>
      this.text(typeName, other as string, isForFailures, [...seen, name]),
    );
    return [text, ...referred].join("\n");
  }

  private signature(signature: ts.Signature): Signature {
    const parameters = signature.parameters
      .filter(({ name }) => name !== "options")
      .map((symbol) => {
        const declaration = symbol.valueDeclaration as ts.ParameterDeclaration;
        return {
          name: declaration.dotDotDotToken === undefined ? symbol.name : "...",
          isOptional: this.checker.isOptionalParameter(declaration),
          kinds: this.kinds(this.checker.getTypeOfSymbol(symbol)).filter((kind) => kind !== "nil"),
        };
      });
    return { parameters, results: this.results(signature.getReturnType()) };
  }

  /** A tuple, or a union of tuples, as the kinds at each of its positions. */
  private results(type: ts.Type): string[][] {
    const alternatives = this.blocking(type);
    if (alternatives.every((each) => each.flags & ts.TypeFlags.Void)) return [];
    const results: string[][] = [];
    for (const alternative of alternatives) {
      const elements = this.checker.isTupleType(alternative)
        ? this.checker.getTypeArguments(alternative as ts.TypeReference)
        : [alternative];
      for (const [index, element] of elements.entries()) {
        results[index] = [...(results[index] ?? []), ...this.kinds(element)];
      }
    }
    const mostElements = results.length;
    for (const alternative of alternatives) {
      const count = this.checker.isTupleType(alternative)
        ? this.checker.getTypeArguments(alternative as ts.TypeReference).length
        : 1;
      for (let index = count; index < mostElements; index++) results[index]?.push("nil");
    }
    return results.map((kinds) => [...new Set(kinds)].sort());
  }

  /** The members of a type; of `Outcome`, those of the calls that block. */
  private blocking(type: ts.Type): ts.Type[] {
    const { aliasSymbol, aliasTypeArguments } = type;
    if (aliasSymbol?.name === "Outcome") return this.blocking(aliasTypeArguments?.[1] as ts.Type);
    return type.isUnion() ? type.types : [type];
  }

  private kinds(type: ts.Type): string[] {
    const kinds = (type.isUnion() ? type.types : [type]).map((member) => this.kind(member));
    // `string & {}` keeps a union of words open: in Failure, and where a caller may give any other name.
    if (!kinds.includes("open")) return [...new Set(kinds)].sort();
    const isFailure = kinds.includes('"host not found"');
    const others = kinds.filter((kind) => kind !== "open" && !(isFailure && kind.startsWith('"')));
    return [...new Set([...others, isFailure ? "error" : "string"])].sort();
  }

  private kind(type: ts.Type): string {
    if (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void)) return "nil";
    if (type.isStringLiteral()) return `"${type.value}"`;
    if (type.isNumberLiteral()) return String(type.value);
    if (type.flags & ts.TypeFlags.NumberLike) return "number";
    if (type.flags & ts.TypeFlags.BooleanLike) return "boolean";
    if (type.flags & ts.TypeFlags.String) return "string";
    if (type.isIntersection()) return "open";
    const named = KINDS[type.aliasSymbol?.name ?? ""] ?? KINDS[type.symbol?.name ?? ""];
    if (named !== undefined) return named;
    if (type.aliasSymbol?.name === "Required") return this.kind(type.aliasTypeArguments?.[0] as ts.Type);
    if (type.flags & ts.TypeFlags.TypeParameter) return this.parameterKind(type as ts.TypeParameter);
    if (this.checker.isArrayType(type)) return this.arrayKind(type as ts.TypeReference);
    if (type.getCallSignatures().length > 0) return "function";
    return type.flags & ts.TypeFlags.Unknown ? "any" : "table";
  }

  /** The encoding decides the type of received data: text here. */
  private parameterKind(type: ts.TypeParameter): string {
    const constraint = this.checker.getBaseConstraintOfType(type);
    if (constraint === undefined) return "any";
    return /^(D|Data)$/.test(type.symbol.name) ? "string" : this.kinds(constraint).join("|");
  }

  private arrayKind(type: ts.TypeReference): string {
    const [element] = this.checker.getTypeArguments(type);
    const kinds = this.kinds(element as ts.Type);
    return kinds.length === 1 && kinds[0] !== "table" && kinds[0] !== "any" ? `${kinds[0]}[]` : "list";
  }
}
