// Error numbers of the C library inside the build.

import { constants } from "node:os";

type ErrnoName = keyof typeof constants.errno;

// From the WASI snapshot preview 1 specification, "errno": only errors of file and process calls.
const numbers: Readonly<Partial<Record<ErrnoName, number>>> = {
  E2BIG: 1,
  EACCES: 2,
  EAGAIN: 6,
  EBADF: 8,
  EBUSY: 10,
  EEXIST: 20,
  EFBIG: 22,
  EINTR: 27,
  EINVAL: 28,
  EIO: 29,
  EISDIR: 31,
  ELOOP: 32,
  EMFILE: 33,
  EMLINK: 34,
  ENAMETOOLONG: 37,
  ENFILE: 41,
  ENODEV: 43,
  ENOENT: 44,
  ENOMEM: 48,
  ENOSPC: 51,
  ENOSYS: 52,
  ENOTDIR: 54,
  ENOTEMPTY: 55,
  ENOTSUP: 58,
  ENOTTY: 59,
  ENXIO: 60,
  EPERM: 63,
  EPIPE: 64,
  EROFS: 69,
  ESPIPE: 70,
  ETIMEDOUT: 73,
  ETXTBSY: 74,
  EXDEV: 75,
};

const names = new Map(Object.entries(numbers).map(([name, number]) => [number, name as ErrnoName]));

/** Converts a WASI errno to the system's; an unknown one is returned unchanged. */
export function nativeErrno(number: number): number {
  const name = names.get(number);
  return name === undefined ? number : constants.errno[name];
}

export const EACCES = 2;
export const EBADF = 8;
export const EINVAL = 28;
const EIO = 29;
export const ENOTTY = 59;
export const ESPIPE = 70;

/** Returns the error name of a failed `node:fs` call, such as `ENOENT`, or undefined for any other exception. */
export function errorCode(thrown: unknown): string | undefined {
  if (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string") {
    return thrown.code;
  }
  return undefined;
}

/**
 * Returns the WASI errno of a failed `node:fs` call.
 *
 * @throws `thrown` itself, if it is not an error of the operating system
 */
export function wasiErrno(thrown: unknown): number {
  const code = errorCode(thrown);
  if (code === undefined) {
    throw thrown;
  }
  return numbers[code as ErrnoName] ?? EIO;
}
