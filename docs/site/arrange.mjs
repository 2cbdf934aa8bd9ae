// What the reference shows in which place, and what of it not at all.

import { Comment, CommentTag, Converter, ReflectionKind } from "typedoc";

/** Which category a name of an entry point belongs to: the first that fits. */
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

/** What a getter says of itself is lost where a type is picked from its class. */
const CLASS = 'The class of LuaSocket that the object is of now: `"tcp{client}"`, for example.';
/** What is the same in each place, and said in none. */
const TYPE_PARAMETERS = {
  D: 'What received data comes as: `string`, or `Buffer` under the encoding `"buffer"`.',
  W: 'How calls wait: `"blocking"` holds the thread, `"promise"` gives a promise.',
  E: "The encoding of new sockets.",
};
const OPTIONS = "With promises only: a signal that ends the wait.";

/** What a getter says is lost, so that is that these are @internal. */
const INTERNAL = ["held", "isGuarded"];

/** What a page of docs is called in the contents: its folder's word, and its own heading. */
function titleOf(document) {
  const [, heading] = /^# (.*)$/m.exec(document.content.map(({ text }) => text).join("")) ?? [];
  if (document.name === "docs/README") return heading;
  return `${document.name.startsWith("docs/guides/") ? "Guides" : "In depth"}/${heading}`;
}

/** @param {string} text */
const commentOf = (text) => new Comment([{ kind: "text", text }]);

/** Says what type parameters and options are, wherever they stand. */
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

/** Says at a function that is exported by its name what it does: until here, the page only links to the function. */
function describeExports(project) {
  const [blocking] = project
    .getChildrenByKind(ReflectionKind.Module)
    .filter(({ name }) => name === "luasocket");
  const functions = blocking.getChildByName("LuaSocket");
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    for (const variable of module.getChildrenByKind(ReflectionKind.Variable)) {
      const original = functions.getChildByName([variable.name]);
      const described = original?.comment ?? original?.signatures?.[0]?.comment;
      if (described === undefined) continue;
      variable.comment.summary = [
        ...described.summary,
        { kind: "text", text: "\n\n" },
        ...variable.comment.summary,
      ];
    }
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
    describeExports(project);
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
