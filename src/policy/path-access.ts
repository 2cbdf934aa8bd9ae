// What a list of paths allows: each names a file, or a folder and all that is below it.

import { realpathSync } from "node:fs";
import { posix } from "node:path";
import { type ParsedAccess, parseAccess } from "./access.ts";

/** Paths have bytes, which need not be UTF-8: here one character stands for each. */
const BYTES = "latin1";

/** Whether the last part of a path is looked through where it is a symbolic link: open(2) does, unlink(2) does not. */
export type LastLink = "followed" | "kept";

export class PathAccess {
  private readonly rules: ParsedAccess<string>;

  /** @throws TypeError for what is no list of paths */
  constructor(access: unknown, what: string) {
    this.rules = parseAccess(access, what, absolutePath);
  }

  get permitsAll(): boolean {
    return this.rules.allow === "all" && this.rules.deny.length === 0;
  }

  /**
   * The path to use in the place of one that is permitted, undefined for one that is not. It has no symbolic links
   * any more, so that what was looked at is what is opened.
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
  if (text === "" || text.includes("\0")) throw new TypeError("a path is neither empty, nor has it a NUL");
  return Buffer.from(posix.resolve(text)).toString(BYTES);
}

function isBelow(path: string, root: string): boolean {
  // The folder may have come, or become a link, since the rule was made.
  return [root, realPath(root, "followed") ?? root].some(
    (folder) => folder === "/" || path === folder || path.startsWith(`${folder}/`),
  );
}

/** A path without links, also of what does not exist yet. Undefined for what the system would not find either. */
function realPath(path: string, lastLink: LastLink): string | undefined {
  if (path === "" || path.includes("\0")) return undefined;
  const found = lastLink === "followed" ? existing(path) : undefined;
  if (found !== undefined) return found;
  // From the end on, as many parts as it takes until one exists.
  let folder = path;
  let rest = "";
  do {
    const name = posix.basename(folder);
    // Nobody can tell yet where ".." would lead.
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
