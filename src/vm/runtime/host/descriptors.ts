// The open files of one VM: C's descriptor numbers on one side, the process's on the other.

import { closeSync, fstatSync } from "node:fs";

/** What is open under one or more C descriptors. */
export interface OpenFile {
  readonly hostFd: number;
  /**
   * Where the next read or write happens in a regular file; null for what has no position, and for the
   * standard streams, whose position is shared with other processes and kept by the kernel.
   */
  position: number | null;
  readonly appends: boolean;
  readonly flags: number;
  /** How many C descriptors refer to it; dup adds one. */
  references: number;
}

/** The descriptor table; 0, 1 and 2 are the process's own. */
export class Descriptors {
  readonly #files = new Map<number, OpenFile>();
  /** A descriptor of the process that the next file to be opened is to be, whatever its path. */
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

  /** The open file, or undefined for a number that is not open. */
  get(fd: number): OpenFile | undefined {
    return this.#files.get(fd);
  }

  /** Enters a file that was just opened and returns its C descriptor: the lowest free one, as in POSIX. */
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

  /** Lets `to` mean the same as `from`, closing what `to` meant. Returns false when `from` is not open. */
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

  /** Closes a descriptor. Returns false when it is not open. */
  close(fd: number): boolean {
    const file = this.#files.get(fd);
    if (file === undefined) {
      return false;
    }
    this.#files.delete(fd);
    file.references -= 1;
    // The standard streams belong to the process; Node would misbehave without them.
    if (file.references === 0 && file.hostFd > 2) {
      closeSync(file.hostFd);
    }
    return true;
  }

  /** Closes what a program left open. */
  closeAll(): void {
    for (const fd of [...this.#files.keys()]) {
      this.close(fd);
    }
  }
}

// Open flags arrive as Linux numbers them, wherever we run (emscripten's fcntl.h).
export const O_ACCMODE = 0o3;
export const O_RDONLY = 0;
export const O_WRONLY = 1;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
