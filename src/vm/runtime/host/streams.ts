// Reading, writing and seeking on open descriptors, synchronously and byte for byte.

import { fstatSync, readFileSync, readvSync, writevSync } from "node:fs";
import { isatty } from "node:tty";
import { retryWhileAgain } from "../../../os/process/blocking-io.ts";
import type { Machine } from "../machine.ts";
import { type Descriptors, O_APPEND, type OpenFile } from "./descriptors.ts";
import { EBADF, EINVAL, ENOTTY, ESPIPE, errorCode, wasiErrno } from "./wasi-errno.ts";

/** The imports that work on an open descriptor. Those of WASI return an errno, the system calls a negative errno. */
export interface StreamImports {
  readonly fd_read: (fd: number, vectors: number, count: number, sizeOut: number) => number;
  readonly fd_write: (fd: number, vectors: number, count: number, sizeOut: number) => number;
  readonly fd_close: (fd: number) => number;
  readonly __syscall_dup3: (from: number, to: number) => number;
  readonly __syscall_fcntl64: (fd: number, command: number) => number;
  readonly __syscall_ioctl: (fd: number) => number;
  /** fd_seek, with the build's 64-bit offset converted to a number. */
  readonly seek: (fd: number, offset: number, whence: number, positionOut: number) => number;
}

/** @param onBrokenPipe  called before a write reports EPIPE, where a C program would receive SIGPIPE */
export function streamImports(
  machine: Machine,
  descriptors: Descriptors,
  onBrokenPipe: () => void,
): StreamImports {
  return {
    fd_read: (fd, vectors, count, sizeOut) => {
      const file = descriptors.get(fd);
      if (file === undefined) {
        return EBADF;
      }
      try {
        const size = retryWhileAgain(() =>
          readvSync(file.hostFd, gather(machine, vectors, count), file.position ?? undefined),
        );
        if (file.position !== null) {
          file.position += size;
        }
        machine.memory.u32[sizeOut >> 2] = size;
        return 0;
      } catch (thrown) {
        // Windows reports the end of a pipe as an error.
        if (errorCode(thrown) === "EOF") {
          machine.memory.u32[sizeOut >> 2] = 0;
          return 0;
        }
        return wasiErrno(thrown);
      }
    },
    fd_write: (fd, vectors, count, sizeOut) => {
      const file = descriptors.get(fd);
      if (file === undefined) {
        return EBADF;
      }
      try {
        const position = file.appends ? undefined : (file.position ?? undefined);
        // A short write is fine: the C library writes the rest itself.
        const size = retryWhileAgain(() =>
          writevSync(file.hostFd, gather(machine, vectors, count), position),
        );
        if (file.position !== null) {
          file.position = file.appends ? fstatSync(file.hostFd).size : file.position + size;
        }
        machine.memory.u32[sizeOut >> 2] = size;
        return 0;
      } catch (thrown) {
        if (errorCode(thrown) === "EPIPE") {
          onBrokenPipe();
        }
        return wasiErrno(thrown);
      }
    },
    fd_close: (fd) => {
      try {
        return descriptors.close(fd) ? 0 : EBADF;
      } catch (thrown) {
        return wasiErrno(thrown);
      }
    },
    __syscall_dup3: (from, to) => (descriptors.duplicate(from, to) ? to : -EBADF),
    __syscall_fcntl64: (fd, command) => {
      const file = descriptors.get(fd);
      if (file === undefined) {
        return -EBADF;
      }
      return command === F_GETFL ? file.flags & (O_APPEND | 0o3) : 0;
    },
    // The C library asks for the window size: a file that has one is a terminal, and line-buffered.
    __syscall_ioctl: (fd) => {
      const file = descriptors.get(fd);
      if (file === undefined) {
        return -EBADF;
      }
      return isatty(file.hostFd) ? 0 : -ENOTTY;
    },
    seek: (fd, offset, whence, positionOut) => {
      const file = descriptors.get(fd);
      if (file === undefined) {
        return EBADF;
      }
      const current = file.position ?? sharedPosition(file);
      if (current === undefined) {
        return ESPIPE;
      }
      const base = whence === SEEK_SET ? 0 : whence === SEEK_CUR ? current : fstatSync(file.hostFd).size;
      if (base + offset < 0) {
        return EINVAL;
      }
      file.position = base + offset;
      machine.memory.data.setBigInt64(positionOut, BigInt(file.position), true);
      return 0;
    },
  };
}

const SEEK_SET = 0;
const SEEK_CUR = 1;
const F_GETFL = 3;

// An iovec is a pointer and a size. The views are valid during this call only.
function gather(machine: Machine, vectors: number, count: number): Uint8Array[] {
  const { bytes, u32 } = machine.memory;
  const views: Uint8Array[] = [];
  for (let index = vectors >> 2; index < (vectors >> 2) + 2 * count; index += 2) {
    const pointer = u32[index] as number;
    const size = u32[index + 1] as number;
    if (size > 0) {
      views.push(bytes.subarray(pointer, pointer + size));
    }
  }
  return views;
}

// Node has no lseek. For a standard stream that is a regular file, Linux reports the position (proc(5)); after
// the first seek we keep the position ourselves.
function sharedPosition(file: OpenFile): number | undefined {
  if (!fstatSync(file.hostFd).isFile()) {
    return undefined;
  }
  try {
    const [, position] =
      /^pos:\s*(\d+)/.exec(readFileSync(`/proc/self/fdinfo/${file.hostFd}`, "latin1")) ?? [];
    return position === undefined ? undefined : Number(position);
  } catch {
    return undefined;
  }
}
