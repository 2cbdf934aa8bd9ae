// Evaluation of a list of paths: each names a file, or a folder with everything below it.

import { realpathSync } from "node:fs";
import { posix } from "node:path";
import { type ParsedAccess, parseAccess } from "./access.ts";

/** Paths are bytes, not necessarily UTF-8; in Latin-1 each byte is one character. */
const BYTES = "latin1";

/** Whether a symbolic link at the end of a path is followed: open(2) does, unlink(2) does not. */
export type LastLink = "followed" | "kept";

export class PathAccess {
  private readonly rules: ParsedAccess<string>;

  /** @throws TypeError for an invalid list of paths */
  constructor(access: unknown, setting: string) {
    this.rules = parseAccess(access, setting, absolutePath);
  }

  get permitsAll(): boolean {
    return this.rules.allow === "all" && this.rules.deny.length === 0;
  }

  /**
   * The path to use instead of a permitted one; undefined if it is not permitted. Its symbolic links are resolved, so
   * that the opened path is the one that was checked.
   */
  permitted(path: Uint8Array, lastLink: LastLink): Buffer | undefined {
    if (this.permitsAll) return Buffer.from(path);
    const real = realPath(Buffer.from(path).toString(BYTES), lastLink);
    if (real === undefined) return undefined;
    const { allow, deny } = this.rules;
    const isAllowed = allow === "all" || allow.some((root) => isBelow(real, root));
    return isAllowed && !deny.some((root) => isBelow(real, root)) ? Buffer.from(real, BYTES) : undefined;
  }
}

function absolutePath(text: string): string {
  if (text === "" || text.includes("\0")) throw new TypeError("a path must not be empty or contain a NUL");
  return Buffer.from(posix.resolve(text)).toString(BYTES);
}

function isBelow(path: string, root: string): boolean {
  // The folder may have been created, or replaced by a link, after the rule was parsed.
  return [root, realPath(root, "followed") ?? root].some(
    (folder) => folder === "/" || path === folder || path.startsWith(`${folder}/`),
  );
}

/** Resolves the links of a path, which need not exist yet. Undefined if the system would not find it either. */
function realPath(path: string, lastLink: LastLink): string | undefined {
  if (path === "" || path.includes("\0")) return undefined;
  const found = lastLink === "followed" ? existing(path) : undefined;
  if (found !== undefined) return found;
  // Remove parts from the end until the rest exists.
  let folder = path;
  let rest = "";
  do {
    const name = posix.basename(folder);
    // The target of ".." is unknown while its parent does not exist.
    if (name === "" || name === "." || name === "..") return undefined;
    rest = `/${name}${rest}`;
    folder = posix.dirname(folder);
    const real = existing(folder);
    if (real !== undefined) return (real === "/" ? "" : real) + rest;
  } while (folder !== "/" && folder !== ".");
  return undefined;
}

function existing(path: string): string | undefined {
  try {
    return realpathSync.native(Buffer.from(path, BYTES), BYTES);
  } catch {
    return undefined;
  }
}
