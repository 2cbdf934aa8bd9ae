// Opening, removing and renaming files of the host, for Lua's io and os libraries.

import { constants, openSync, readlinkSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import type { Machine } from "../machine.ts";
import {
  type Descriptors,
  O_ACCMODE,
  O_APPEND,
  O_CREAT,
  O_EXCL,
  O_RDONLY,
  O_TRUNC,
  O_WRONLY,
} from "./descriptors.ts";
import type { FileToOpen, HostRights } from "./rights.ts";
import { EACCES, wasiErrno } from "./wasi-errno.ts";

/**
 * The system calls that take a path. Each returns a negative errno on failure. The directory descriptors of the
 * `…at` family are always AT_FDCWD here: C's stdio passes no others.
 */
export interface FileImports {
  readonly __syscall_openat: (directory: number, path: number, flags: number, varargs: number) => number;
  readonly __syscall_unlinkat: (directory: number, path: number, flags: number) => number;
  readonly __syscall_rmdir: (path: number) => number;
  readonly __syscall_renameat: (
    fromDirectory: number,
    from: number,
    toDirectory: number,
    to: number,
  ) => number;
  readonly __syscall_readlinkat: (directory: number, path: number, target: number, size: number) => number;
}

export function fileImports(machine: Machine, descriptors: Descriptors, rights: HostRights): FileImports {
  // Paths are bytes, which need not be UTF-8.
  const pathAt = (pointer: number): Buffer => machine.memory.readCString(pointer);
  const fileToOpen = (path: Buffer, flags: number): FileToOpen | undefined => {
    const mode = flags & O_ACCMODE;
    // Creating or truncating a file counts as writing, whatever the access mode.
    return rights.toOpen(path, mode !== O_WRONLY, mode !== O_RDONLY || (flags & (O_CREAT | O_TRUNC)) !== 0);
  };
  /** The permitted path of a folder entry itself, not of the target of a link. */
  const entry = (pointer: number): Buffer | undefined => rights.toChange(pathAt(pointer));
  return {
    __syscall_openat: (_directory, path, flags, varargs) =>
      negativeErrno(() => {
        const { offered } = descriptors;
        descriptors.offered = undefined;
        if (offered !== undefined) return descriptors.add(offered, flags);
        const mode = (flags & O_CREAT) !== 0 ? (machine.memory.u32[varargs >> 2] as number) : 0;
        const file = fileToOpen(pathAt(path), flags);
        if (file === undefined) return -EACCES;
        return descriptors.add(openSync(file.path, hostFlags(flags) | file.flags, mode), flags);
      }),
    __syscall_unlinkat: (_directory, path, flags) =>
      negativeErrno(() => {
        const permitted = entry(path);
        if (permitted === undefined) return -EACCES;
        if ((flags & AT_REMOVEDIR) !== 0) {
          rmdirSync(permitted);
        } else {
          unlinkSync(permitted);
        }
        return 0;
      }),
    __syscall_rmdir: (path) =>
      negativeErrno(() => {
        const permitted = entry(path);
        if (permitted === undefined) return -EACCES;
        rmdirSync(permitted);
        return 0;
      }),
    __syscall_renameat: (_fromDirectory, from, _toDirectory, to) =>
      negativeErrno(() => {
        const [source, target] = [entry(from), entry(to)];
        if (source === undefined || target === undefined) return -EACCES;
        renameSync(source, target);
        return 0;
      }),
    __syscall_readlinkat: (_directory, path, target, size) =>
      negativeErrno(() => {
        const permitted = rights.toReadLink(pathAt(path));
        if (permitted === undefined) return -EACCES;
        const link = readlinkSync(permitted, "buffer").subarray(0, size);
        machine.memory.bytes.set(link, target);
        return link.length;
      }),
  };
}

const AT_REMOVEDIR = 0x200;

function hostFlags(flags: number): number {
  let host = flags & O_ACCMODE;
  for (const [flag, hostFlag] of [
    [O_CREAT, constants.O_CREAT],
    [O_EXCL, constants.O_EXCL],
    [O_TRUNC, constants.O_TRUNC],
    [O_APPEND, constants.O_APPEND],
  ] as const) {
    if ((flags & flag) !== 0) {
      host |= hostFlag;
    }
  }
  return host;
}

function negativeErrno(call: () => number): number {
  try {
    return call();
  } catch (thrown) {
    return -wasiErrno(thrown);
  }
}
