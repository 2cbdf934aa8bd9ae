// The annotations for Lua editors as pages: one for each module, in Markdown.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A pipe or an angle bracket would be markup in Markdown. */
const code = (text) => `\`${text}\``;

/** `tcp.client` as LuaSocket writes it; others stay what they are. */
const classTitle = (name) => name.replace(/^(tcp|udp|unixstream|unixdgram)\.(?!any)(\w+)$/, "$1{$2}");

/**
 * Splits what follows `@param name` or `@return` into a type and a remark: the type ends at a space that is in no
 * bracket, no quotes, and next to no `|`, `:` or `,`.
 */
function typeAndRest(text) {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '"') quoted = !quoted;
    else if ("([{<".includes(character)) depth++;
    else if (")]}>".includes(character)) depth--;
    else if (character === " " && depth === 0 && !quoted && !/[|:,]$/.test(text.slice(0, index)))
      return [text.slice(0, index), text.slice(index + 1).trim()];
  }
  return [text, ""];
}

function parameter(text) {
  const [, name, rest] = /^(\S+)\s+(.*)$/.exec(text);
  const [type, remark] = typeAndRest(rest);
  return `- ${code(name.replace("?", ""))} ${code(type)}${name.endsWith("?") ? ", optional" : ""}${remark && `: ${remark}`}`;
}

function result(text) {
  const [type, rest] = typeAndRest(text);
  return `- ${code(type)}${rest && `: ${rest}`}`;
}

/** The description of a function, from the lines of its comment. */
function describe(heading, lines) {
  const of = (tag) => lines.filter((line) => line.startsWith(tag)).map((line) => line.slice(tag.length));
  const text = lines.filter((line) => !/^[@|]/.test(line)).join("\n");
  const params = of("@param ").map(parameter);
  const results = of("@return ").map(result);
  const overloads = of("@overload ").map((overload) => `- ${code(overload)}`);
  return [
    `### ${code(heading)}`,
    text,
    params.length > 0 ? `Arguments:\n\n${params.join("\n")}` : "",
    results.length > 0 ? `Results:\n\n${results.join("\n")}` : "",
    overloads.length > 0 ? `Also:\n\n${overloads.join("\n")}` : "",
  ].filter((part) => part !== "");
}

/** One line of an alias: `| "timeout" # the time is over`. */
function choice(line) {
  const [, value, remark = ""] = /^\|\s*(.*?)(?:\s+#\s*(.*))?$/.exec(line);
  return `- ${code(value)}${remark && `: ${remark}`}`;
}

/** The page of a module. */
function page(module, text) {
  const parts = [`---\ntitle: "Lua: ${module}"\ngroup: Lua\n---`];
  let comment = [];
  let owner = "";
  const owners = new Map();
  for (const line of text.split("\n")) {
    if (line.startsWith("---@meta")) continue;
    if (line.startsWith("---")) {
      comment.push(line.slice(3));
      continue;
    }
    if (line.startsWith("-- ")) {
      parts.push(line.slice(3));
      continue;
    }
    const [, declaredClass] =
      /^@class ([\w.]+)/.exec(comment.find((each) => each.startsWith("@class")) ?? "") ?? [];
    if (declaredClass !== undefined) {
      const parent = /:\s*([\w.]+)/.exec(comment.find((each) => each.startsWith("@class")))?.[1];
      owner = declaredClass;
      parts.push(
        `## ${code(classTitle(declaredClass))}`,
        comment.filter((each) => !/^[@|]/.test(each)).join("\n"),
      );
      if (parent !== undefined) parts.push(`With all that ${code(classTitle(parent))} has.`);
      const fields = comment
        .filter((each) => each.startsWith("@field "))
        .map((each) => parameter(each.slice(7)));
      if (fields.length > 0) parts.push(fields.join("\n"));
    }
    for (const [index, alias] of comment.entries()) {
      const [, name, type = ""] = /^@alias ([\w.]+)\s*(.*)$/.exec(alias) ?? [];
      if (name === undefined) continue;
      const choices = comment.slice(index + 1).filter((each) => each.startsWith("|"));
      parts.push(`### ${code(name)}`, comment.filter((each) => !/^[@|]/.test(each)).join("\n"));
      parts.push(type === "" ? choices.map(choice).join("\n") : code(type));
    }
    const [, variable] = /^local (\w+) = \{\}/.exec(line) ?? [];
    if (variable !== undefined) owners.set(variable, owner);
    const [, called, separator, name, parameters] = /^function (\w+)([.:])(\w+)\((.*)\)/.exec(line) ?? [];
    if (name !== undefined) {
      const shown = separator === "." ? `${owners.get(called) ?? called}.` : `${called}:`;
      parts.push(...describe(`${shown.replace("socketdns", "socket.dns")}${name}(${parameters})`, comment));
    }
    const [, alias, second, original] = /^(\w+\.(\w+)) = \w+\.(\w+)$/.exec(line) ?? [];
    if (alias !== undefined && second !== original)
      parts.push(`### ${code(alias.replace(".", ":"))}`, `As ${code(original)}.`);
    comment = [];
  }
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** @param {string} folder  with the annotations @returns {[name: string, markdown: string][]} */
export function luaPages(folder) {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".lua"))
    .sort()
    .map((file) => {
      const module = file.slice(0, -".lua".length).replaceAll("/", ".");
      return [module, page(module, readFileSync(join(folder, file), "utf8"))];
    });
}
