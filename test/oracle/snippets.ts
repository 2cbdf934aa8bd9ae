// Snippets are Lua programs under test/oracle/snippets. The comment at the top of a snippet says what it
// shows, in its first line, and may say more:
//   -- only: 5.4           Lua versions under which it runs, separated by blanks
//   -- fails               it ends with an error or a non-zero exit code; without this line it must not
//   -- blocking            it makes no sense in our event loop
//   -- faults              its system calls can fail: t.fault (test/faults/preload.c)
//   -- peer                it gets the port of a peer process (peer.lua) as its argument
//   -- options: --x y      options for our command, before the script
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Snippet {
  /** Path below snippets/, without ".lua". */
  readonly name: string;
  readonly behaviour: string;
  /** Lua versions, empty for all. */
  readonly only: readonly string[];
  readonly fails: boolean;
  readonly blocking: boolean;
  readonly peer: boolean;
  readonly faults: boolean;
  readonly options: readonly string[];
}

// The compiled tests stand in build/, the snippets stay beside the sources.
function findPackageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : findPackageRoot(dirname(folder));
}

export const packageRoot: string = findPackageRoot(import.meta.dirname);

/** Snippets run here, so that they find prelude.lua and messages show short paths. */
export const oracleFolder: string = join(packageRoot, "test", "oracle");

export function snippetPath(name: string): string {
  return `snippets/${name}.lua`;
}

function words(text: string | undefined): string[] {
  return text?.split(" ").filter((word) => word !== "") ?? [];
}

/** The comment lines before the first line of code, without their dashes. */
function headerLines(source: string): string[] {
  const lines = source.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("-- "));
  return lines.slice(0, end).map((line) => line.slice(3));
}

export function readHeader(name: string, source: string): Snippet {
  const [behaviour, ...fields] = headerLines(source);
  if (!behaviour) throw new Error(`${name}.lua must begin with a comment that says what it shows`);
  const field = (key: string) => fields.find((line) => line.startsWith(`${key}: `))?.slice(key.length + 2);
  return {
    name,
    behaviour,
    only: words(field("only")),
    fails: fields.includes("fails"),
    blocking: fields.includes("blocking"),
    peer: fields.includes("peer"),
    faults: fields.includes("faults"),
    options: words(field("options")),
  };
}

export function readSnippets(): Snippet[] {
  const folder = join(oracleFolder, "snippets");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".lua"))
    .sort()
    .map((file) => readHeader(file.slice(0, -".lua".length), readFileSync(join(folder, file), "utf8")));
}
