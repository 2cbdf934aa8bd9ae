// The open files of one VM: a table from C's descriptor numbers to those of the process.

import { closeSync, fstatSync } from "node:fs";

/** A file that is open under one or more C descriptors. */
export interface OpenFile {
  readonly hostFd: number;
  /**
   * Offset of the next read or write in a regular file; null for files without a position, and for the
   * standard streams, whose position is shared with other processes and kept by the kernel.
   */
  position: number | null;
  readonly appends: boolean;
  readonly flags: number;
  /** Number of C descriptors that refer to it; dup adds one. */
  references: number;
}

/** The descriptor table; 0, 1 and 2 are the process's own. */
export class Descriptors {
  readonly #files = new Map<number, OpenFile>();
  /** A descriptor of the process that the next open returns, whatever its path. */
  offered: number | undefined;

  constructor() {
    for (const [fd, flags] of [
      [0, O_RDONLY],
      [1, O_WRONLY],
      [2, O_WRONLY],
    ] as const) {
      this.#files.set(fd, { hostFd: fd, position: null, appends: false, flags, references: 1 });
    }
  }

  /** Returns the open file, or undefined if the number is not open. */
  get(fd: number): OpenFile | undefined {
    return this.#files.get(fd);
  }

  /** Adds a newly opened file and returns its C descriptor: the lowest free one, as in POSIX. */
  add(hostFd: number, flags: number): number {
    const stat = fstatSync(hostFd);
    const appends = (flags & O_APPEND) !== 0;
    // A stream that can only append starts at the end; one that also reads starts at the beginning.
    const start = appends && (flags & O_ACCMODE) === O_WRONLY ? stat.size : 0;
    let fd = 3;
    while (this.#files.has(fd)) {
      fd += 1;
    }
    this.#files.set(fd, { hostFd, position: stat.isFile() ? start : null, appends, flags, references: 1 });
    return fd;
  }

  /** Makes `to` refer to the file of `from`, after closing `to`. Returns false if `from` is not open. */
  duplicate(from: number, to: number): boolean {
    const file = this.#files.get(from);
    if (file === undefined) {
      return false;
    }
    if (from !== to) {
      this.close(to);
      file.references += 1;
      this.#files.set(to, file);
    }
    return true;
  }

  /** Closes a descriptor. Returns false if it is not open. */
  close(fd: number): boolean {
    const file = this.#files.get(fd);
    if (file === undefined) {
      return false;
    }
    this.#files.delete(fd);
    file.references -= 1;
    // The standard streams belong to the process; Node needs them.
    if (file.references === 0 && file.hostFd > 2) {
      closeSync(file.hostFd);
    }
    return true;
  }

  /** Closes all files that the program left open. */
  closeAll(): void {
    for (const fd of [...this.#files.keys()]) {
      this.close(fd);
    }
  }
}

// Open flags have Linux's numbers on every platform (emscripten's fcntl.h).
export const O_ACCMODE = 0o3;
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
