// Arranges the reference: categories, titles, and descriptions that docstrings cannot carry.

import { Comment, CommentTag, Converter, ReflectionKind } from "typedoc";

/** The categories of the entry points' names: the first match applies. */
const CATEGORIES = [
  [
    "Functions",
    /^(default|LuaSocket|Dns|UnixFunctions|createLua|install|results|TryError|\w*Lua|LuaError|LuaExit)$/,
  ],
  ["Dialects", /Defold|20|^(Namespace|DialectName|SentSeveral|ReceivedSeveral)$/],
  ["Options", /Values$|^(Linger|Membership6?)$/],
  ["Sockets", /^(Tcp|Udp|Unix)|^(Adopted|Selectable|ReadyList)$/],
  ["Sources and sinks", /^(Source|Sink|Chunk)/],
  ["Functions by name", /^[a-z_]/],
  ["Arguments and results", /^/],
];

export const CATEGORY_ORDER = [
  "Functions",
  "Sockets",
  "Options",
  "Arguments and results",
  "Sources and sinks",
  "Dialects",
  "Functions by name",
];

/** The docstring of the getter, which is lost in types picked from its class. */
const CLASS = 'The current LuaSocket class of the object: `"tcp{client}"`, for example.';
/** Descriptions that are the same everywhere, and therefore in no docstring. */
const TYPE_PARAMETERS = {
  D: 'The type of received data: `string`, or `Buffer` under the encoding `"buffer"`.',
  W: 'The wait mode: calls block the thread (`"blocking"`) or return promises (`"promise"`).',
  E: "The encoding of new sockets.",
};
const OPTIONS = "With promises only: a signal that ends the wait.";

/** Getters whose tag @internal is lost with their docstrings. */
const INTERNAL = ["held", "isGuarded"];

/** Returns the title of a page of docs in the contents: its group and its heading. */
function titleOf(document) {
  const [, heading] = /^# (.*)$/m.exec(document.content.map(({ text }) => text).join("")) ?? [];
  if (document.name === "docs/README") return heading;
  return `${document.name.startsWith("docs/guides/") ? "Guides" : "In depth"}/${heading}`;
}

/** @param {string} text */
const commentOf = (text) => new Comment([{ kind: "text", text }]);

/** Describes type parameters and options everywhere. */
function describeParameters(project) {
  for (const parameter of project.getReflectionsByKind(ReflectionKind.TypeParameter)) {
    const text = TYPE_PARAMETERS[parameter.name];
    if (text !== undefined) parameter.comment ??= commentOf(text);
  }
  for (const parameter of project.getReflectionsByKind(ReflectionKind.Parameter)) {
    if (parameter.name === "options" && parameter.type?.name === "OptionsOf")
      parameter.comment ??= commentOf(OPTIONS);
  }
}

/** @param {import("typedoc").Application} app */
export function arrange(app) {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const property of project.getReflectionsByKind(ReflectionKind.Property)) {
      if (INTERNAL.includes(property.name)) project.removeReflection(property);
      else if (property.name === "class") property.comment ??= commentOf(CLASS);
    }
    for (const document of project.documents ?? []) {
      if (document.name.startsWith("docs/")) document.name = titleOf(document);
    }
    describeParameters(project);
    // The page has a heading already.
    const [readme] = project.readme ?? [];
    if (readme !== undefined) readme.text = readme.text.replace(/^# .*\n/, "");
    for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
      for (const child of module.children ?? []) {
        const [category] = CATEGORIES.find(([, names]) => names.test(child.name));
        const comment = child.comment ?? child.signatures?.[0]?.comment;
        comment?.blockTags.push(new CommentTag("@category", [{ kind: "text", text: category }]));
      }
    }
  });
}
