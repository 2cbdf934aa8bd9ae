// The annotations for Lua editors as pages: one for each module, in Markdown.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A pipe or an angle bracket would be markup in Markdown. */
const code = (text) => `\`${text}\``;

/** Writes `tcp.client` as LuaSocket does; returns other names unchanged. */
const classTitle = (name) =>
  name.replace(/^(tcp|udp|unixstream|unixdgram)\.(?!any)(\w+)$/, "$1{$2}").replace("socketdns", "socket.dns");

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
  const [type, remark] = typeAndRest(rest.replace("socketdns", "socket.dns"));
  return `- ${code(name.replace("?", ""))} ${code(type)}${name.endsWith("?") ? ", optional" : ""}${remark && `: ${remark}`}`;
}

function result(text) {
  const [type, rest] = typeAndRest(text);
  const [, name, remark] = /^(\S*)\s*(.*)$/.exec(rest);
  return `- ${name && `${code(name)} `}${code(type)}${remark && `: ${remark}`}`;
}

/** Returns the text of a comment without its tags. */
const remarks = (comment) => comment.filter((line) => !/^[@|]/.test(line)).join("\n");

/** The description of a function, from its comment. */
function describe(heading, comment) {
  const of = (tag) => comment.filter((line) => line.startsWith(tag)).map((line) => line.slice(tag.length));
  const list = (title, entries) => (entries.length > 0 ? `${title}:\n\n${entries.join("\n")}` : "");
  return [
    `### ${heading}`,
    remarks(comment),
    list("Arguments", of("@param ").map(parameter)),
    list("Results", of("@return ").map(result)),
    list(
      "Also",
      of("@overload ").map((overload) => `- ${code(overload)}`),
    ),
  ];
}

/** One line of an alias: `| "timeout" # the time is over`. */
function choice(line) {
  const [, value, remark = ""] = /^\|\s*(.*?)(?:\s+#\s*(.*))?$/.exec(line);
  return `- ${code(value)}${remark && `: ${remark}`}`;
}

/** The types that a comment declares for themselves. */
function aliases(comment) {
  const [, name, type = ""] =
    /^@alias ([\w.]+)\s*(.*)$/.exec(comment.find((line) => line.startsWith("@alias")) ?? "") ?? [];
  if (name === undefined) return [];
  const choices = comment.filter((line) => line.startsWith("|")).map(choice);
  return [`### ${name}`, remarks(comment), choices.length > 0 ? choices.join("\n") : code(type)];
}

/** Classes that others only inherit from: a page shows their methods with each class that has them. */
const isPart = (name) => name.startsWith("socket.common.");

/** The methods of such classes, by class: name, list of parameters and comment. */
function partsOf(text) {
  const parts = new Map();
  const pattern = /---@class (socket\.common\.\w+)\nlocal (\w+) = \{\}\n/g;
  for (const [, name, variable] of text.matchAll(pattern)) {
    const methods = new RegExp(`((?:^---.*\n)+)function ${variable}:(\\w+)\\((.*)\\) end$`, "gm");
    parts.set(
      name,
      [...text.matchAll(methods)].map(([, comment, method, parameters]) => ({
        method,
        parameters,
        comment: comment
          .trim()
          .split("\n")
          .map((line) => line.slice(3)),
      })),
    );
  }
  return parts;
}

/** Makes the page of a module: its functions, then its objects, then its types. */
function page(module, text, parts) {
  const introduction = [];
  const types = [];
  /** By class: its variable in the file, and its lines on the page. */
  const classes = new Map();
  let comment = [];
  let current = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("---@meta")) continue;
    if (line.startsWith("---")) {
      comment.push(line.slice(3));
      continue;
    }
    if (line.startsWith("-- ")) introduction.push(line.slice(3));
    types.push(...aliases(comment));
    const declared = comment.find((each) => each.startsWith("@class ")) ?? "";
    const [, name, parents = ""] = /^@class ([\w.]+)(?:\s*:\s*(.*))?/.exec(declared) ?? [];
    if (name !== undefined) {
      current = name;
      const fields = comment
        .filter((each) => each.startsWith("@field "))
        .map((each) => parameter(each.slice(7)));
      const inheritedFrom = parents.split(", ").filter((parent) => parent !== "");
      const shownApart = inheritedFrom.filter((parent) => !isPart(parent)).map(classTitle);
      const inherited = shownApart.length === 0 ? "" : `Includes the members of ${shownApart.join(" and ")}.`;
      classes.set(name, {
        variable: "",
        parts: inheritedFrom.filter(isPart),
        lines: [remarks(comment), inherited, fields.join("\n")],
        functions: [],
      });
    }
    const [, variable] = /^local (\w+) = \{\}/.exec(line) ?? [];
    if (variable !== undefined) {
      const owner = classes.get(current);
      owner.variable = variable;
      for (const part of owner.parts)
        for (const { method, parameters, comment: said } of parts.get(part))
          owner.functions.push(...describe(`${variable}:${method}(${parameters})`, said));
    }
    const ownerOf = (called) =>
      [...classes].find(([, each]) => each.variable === called) ?? [module, classes.get(module)];
    const [, called, separator, method, parameters] = /^function (\w+)([.:])(\w+)\((.*)\)/.exec(line) ?? [];
    if (method !== undefined) {
      const [owner, { functions }] = ownerOf(called);
      const before =
        separator === ":"
          ? `${called}:`
          : `${owner.replace("socketdns", "socket.dns").replace(/^(ltn12\.\w+)s$/, "$1")}.`;
      functions.push(
        ...describe(
          `${separator === "." && owner === module ? `${module}.` : before}${method}(${parameters})`,
          comment,
        ),
      );
    }
    const [, holder, other, original] = /^(\w+)\.(\w+) = \w+\.(\w+)$/.exec(line) ?? [];
    if (holder !== undefined && other !== original) {
      const [, { functions }] = ownerOf(holder);
      const heading = functions.findLast((part) => /^### /.test(part) && part.includes(`${original}(`));
      functions.push(heading.replace(original, other), `Another name of ${code(original)}.`);
    }
    if (module === "socket.core" && comment.length > 0) introduction.push(remarks(comment));
    comment = [];
  }
  const own = [...classes].filter(([name]) => name === module);
  const others = [...classes].filter(
    ([name, { functions }]) => name !== module && functions.length > 0 && !isPart(name),
  );
  const records = [...classes].filter(([name, { functions }]) => name !== module && functions.length === 0);
  const sections = [
    `---\ntitle: "Lua/${module}"\n---`,
    `# require "${module}"`,
    introduction.join("\n"),
    ...own.flatMap(([, { lines, functions }]) => [...lines, ...functions]),
    ...others.flatMap(([name, { lines, functions }]) => [`## ${classTitle(name)}`, ...lines, ...functions]),
    types.length + records.length > 0 ? "## Types" : "",
    ...types,
    ...records.flatMap(([name, { lines }]) => [`### ${classTitle(name)}`, ...lines]),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

/** @param {string} folder  with the annotations @returns {[name: string, markdown: string][]} */
export function luaPages(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith(".lua"))
    .sort();
  const textOf = (file) => readFileSync(join(folder, file), "utf8");
  const parts = partsOf(textOf("socket.lua"));
  return files.map((file) => {
    const module = file.slice(0, -".lua".length).replaceAll("/", ".");
    return [module, page(module, textOf(file), parts)];
  });
}
