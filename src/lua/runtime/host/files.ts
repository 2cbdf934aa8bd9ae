// Opening, removing and renaming: the host's file system as Lua's io and os libraries see it.

import { constants, openSync, readlinkSync, renameSync, rmdirSync, unlinkSync } from "node:fs";
import type { Machine } from "../machine.js";
import { type Descriptors, O_ACCMODE, O_APPEND, O_CREAT, O_EXCL, O_TRUNC } from "./descriptors.js";
import { wasiErrno } from "./wasi-errno.js";

/**
 * The system calls that take a path, each returning a negative errno when it fails. The directory
 * descriptors of the `…at` family are always AT_FDCWD here: C's stdio knows no other.
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

export function fileImports(machine: Machine, descriptors: Descriptors): FileImports {
  // Paths are bytes, which need not be UTF-8.
  const pathAt = (pointer: number): Buffer => machine.memory.readCString(pointer);
  return {
    __syscall_openat: (_directory, path, flags, varargs) =>
      negativeErrno(() => {
        const { offered } = descriptors;
        descriptors.offered = undefined;
        if (offered !== undefined) return descriptors.add(offered, flags);
        const mode = (flags & O_CREAT) !== 0 ? (machine.memory.u32[varargs >> 2] as number) : 0;
        return descriptors.add(openSync(pathAt(path), hostFlags(flags), mode), flags);
      }),
    __syscall_unlinkat: (_directory, path, flags) =>
      negativeErrno(() => {
        if ((flags & AT_REMOVEDIR) !== 0) {
          rmdirSync(pathAt(path));
        } else {
          unlinkSync(pathAt(path));
        }
        return 0;
      }),
    __syscall_rmdir: (path) =>
      negativeErrno(() => {
        rmdirSync(pathAt(path));
        return 0;
      }),
    __syscall_renameat: (_fromDirectory, from, _toDirectory, to) =>
      negativeErrno(() => {
        renameSync(pathAt(from), pathAt(to));
        return 0;
      }),
    __syscall_readlinkat: (_directory, path, target, size) =>
      negativeErrno(() => {
        const link = readlinkSync(pathAt(path), "buffer").subarray(0, size);
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
