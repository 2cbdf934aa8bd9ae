// The annotations for Lua editors, read as far as LuaSocket uses LuaCATS: https://luals.github.io/wiki/annotations

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "./program.ts";

export const luacatsFolder: string = join(packageRoot, "luacats", "library");
export const luacatsFiles: readonly string[] = readdirSync(luacatsFolder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith(".lua"));

export interface LuaParameter {
  readonly name: string;
  readonly isOptional: boolean;
  readonly type: string;
}

export interface LuaSignature {
  readonly parameters: readonly LuaParameter[];
  readonly results: readonly string[];
}

export interface LuaFunction {
  readonly name: string;
  readonly isMethod: boolean;
  /** The declaration's own, then those of its overloads. */
  readonly signatures: readonly LuaSignature[];
  /** All that the comment says. */
  readonly text: string;
}

export interface LuaClass {
  readonly name: string;
  readonly parents: readonly string[];
  readonly fields: readonly LuaParameter[];
  readonly functions: ReadonlyMap<string, LuaFunction>;
  /** Names that are assigned, such as other tables. */
  readonly assigned: readonly string[];
}

/** Splits a type from the remark behind it, at the first space outside of brackets and quotes and beside no `|`, `:` or `,`. */
function typeOf(text: string): string {
  let depth = 0;
  let isQuoted = false;
  for (const [index, character] of [...text].entries()) {
    if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if ("([{<".includes(character)) depth++;
    else if (")]}>".includes(character)) depth--;
    else if (character === " " && depth === 0 && !/[|:,]$/.test(text.slice(0, index))) {
      return text.slice(0, index);
    }
  }
  return text;
}

/** Splits at a separator that stands in no brackets and no quotes. */
export function splitOutside(text: string, separator: string): string[] {
  const parts = [""];
  let depth = 0;
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && "([{<".includes(character)) depth++;
    else if (!isQuoted && ")]}>".includes(character)) depth--;
    if (character === separator && depth === 0 && !isQuoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function parameterOf(name: string, type: string): LuaParameter {
  return { name: name.replace("?", ""), isOptional: name.endsWith("?"), type };
}

/** `fun(a: string, b?: integer): 1?, string?` */
function overloadSignature(text: string): LuaSignature {
  const [, inner = "", results = ""] = /^fun\((.*?)\)(?::\s*(.*))?$/.exec(typeOf(text)) ?? [];
  const parameters = splitOutside(inner, ",")
    .map((each) => /^(\S+?):\s*(.*)$/.exec(each) as unknown as [string, string, string])
    .filter(([, name]) => name !== "self")
    .map(([, name, type]) => parameterOf(name, type));
  return { parameters, results: splitOutside(results, ",") };
}

const tagged = (comment: readonly string[], tag: string): string[] =>
  comment.filter((line) => line.startsWith(`@${tag} `)).map((line) => line.slice(tag.length + 2));

function nameAndType(text: string): LuaParameter {
  const [, name = "", rest = ""] = /^(\S+)\s+(.*)$/.exec(text) ?? [];
  return parameterOf(name, typeOf(rest));
}

function declaredFunction(
  name: string,
  isMethod: boolean,
  list: string,
  comment: readonly string[],
): LuaFunction {
  const documented = tagged(comment, "param").map(nameAndType);
  const parameters = splitOutside(list, ",").map((each) => {
    const found = documented.find((parameter) => parameter.name === each);
    if (found === undefined) throw new Error(`${name}: no @param ${each}`);
    return found;
  });
  if (parameters.length !== documented.length) throw new Error(`${name}: a @param that is no parameter`);
  const own = { parameters, results: tagged(comment, "return").map(typeOf) };
  const overloads = tagged(comment, "overload").map(overloadSignature);
  return { name, isMethod, signatures: [own, ...overloads], text: comment.join("\n") };
}

export class Annotations {
  readonly classes: Map<string, LuaClass> = new Map();
  private readonly aliases = new Map<string, string[]>();

  constructor() {
    for (const file of luacatsFiles) this.read(readFileSync(join(luacatsFolder, file), "utf8"));
  }

  /** The members of a union type, without aliases; `nil` for a type that ends in `?`. */
  members(type: string): string[] {
    const optional = type.endsWith("?");
    const parts = splitOutside(optional ? type.slice(0, -1) : type, "|");
    const expanded = parts.flatMap((part) => {
      const members = this.aliases.get(part);
      // Failure words and functions are kinds of their own.
      const isKind = part === "socket.error" || members?.some((member) => member.startsWith("fun("));
      if (members !== undefined && !isKind) return members.flatMap((member) => this.members(member));
      return part.endsWith("?") ? this.members(part) : [part];
    });
    return optional ? [...expanded, "nil"] : expanded;
  }

  /** The words of an alias. */
  words(alias: string): string[] {
    return (this.aliases.get(alias) ?? [])
      .filter((word) => word.startsWith('"'))
      .map((word) => word.slice(1, -1));
  }

  /** A class and all that it inherits from. */
  lineage(name: string): LuaClass[] {
    const found = this.classes.get(name);
    if (found === undefined) throw new Error(`no class ${name}`);
    return [found, ...found.parents.flatMap((parent) => this.lineage(parent))];
  }

  functions(name: string): Map<string, LuaFunction> {
    return new Map(
      this.lineage(name)
        .reverse()
        .flatMap(({ functions }) => [...functions]),
    );
  }

  /** Functions, fields that are always there and assigned names of a class, inherited ones included. */
  names(name: string): string[] {
    return this.lineage(name).flatMap(({ fields, functions, assigned }) => [
      ...fields.filter((field) => !field.isOptional).map((field) => field.name),
      ...functions.keys(),
      ...assigned,
    ]);
  }

  private read(text: string): void {
    const ofVariable = new Map<
      string,
      LuaClass & { functions: Map<string, LuaFunction>; assigned: string[] }
    >();
    let comment: string[] = [];
    let current: string | undefined;
    for (const line of text.split("\n")) {
      if (line.startsWith("---")) {
        comment.push(line.slice(3));
        continue;
      }
      const alias = /^([\w.]+)\s*(.*)$/.exec(tagged(comment, "alias")[0] ?? "");
      if (alias !== null) {
        const choices = comment
          .filter((each) => each.startsWith("|"))
          .map((each) => each.replace(/^\|\s*/, ""));
        const members = choices.map((choice) => choice.replace(/\s+#.*$/, ""));
        this.aliases.set(alias[1] as string, members.length > 0 ? members : [alias[2] as string]);
      }
      const [, name, parents] = /^([\w.]+)(?:\s*:\s*(.*))?$/.exec(tagged(comment, "class")[0] ?? "") ?? [];
      if (name !== undefined) {
        current = name;
        this.classes.set(name, {
          name,
          parents: splitOutside(parents ?? "", ","),
          fields: tagged(comment, "field").map(nameAndType),
          functions: new Map(),
          assigned: [],
        });
      }
      const [, variable] = /^local (\w+) = \{\}/.exec(line) ?? [];
      if (variable !== undefined && current !== undefined) {
        if (ofVariable.has(variable)) throw new Error(`two classes have the variable ${variable}`);
        ofVariable.set(variable, this.classes.get(current) as never);
      }
      const [, owner, separator, method, list = ""] =
        /^function (\w+)([.:])(\w+)\((.*)\) end$/.exec(line) ?? [];
      if (owner !== undefined && method !== undefined) {
        const declared = declaredFunction(method, separator === ":", list, comment);
        ofVariable.get(owner)?.functions.set(method, declared);
      }
      const [, holder, other, of, original] = /^(\w+)\.(\w+) = (\w+)(?:\.(\w+))?$/.exec(line) ?? [];
      if (holder !== undefined && other !== undefined) {
        const target = ofVariable.get(holder);
        const same =
          original === undefined ? undefined : ofVariable.get(of as string)?.functions.get(original);
        if (same === undefined) target?.assigned.push(other);
        else target?.functions.set(other, same);
      }
      comment = [];
    }
  }
}
