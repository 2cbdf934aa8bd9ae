// errno: the numbers under their names, and the value that the last call of this thread left.

import { constants } from "node:os";
import { errnoPointer, strerror } from "./libc.js";
import { viewOf } from "./native-memory.js";
import { platform } from "./platform.js";

const current = new Int32Array(viewOf(errnoPointer(platform.errnoLocation), 4));

/**
 * The negative errno of the call that just failed, as kernels return it: a count and an error fit into
 * one number, and nothing is allocated. To be called as the next thing after the call.
 */
export function negativeErrno(): number {
  return -(current[0] as number);
}

/** The platform's text for an errno, given as a positive number. */
export function errnoText(errno: number): string {
  return strerror(errno);
}

export const EACCES: number = constants.errno.EACCES;
export const EADDRINUSE: number = constants.errno.EADDRINUSE;
export const EAFNOSUPPORT: number = constants.errno.EAFNOSUPPORT;
export const EAGAIN: number = constants.errno.EAGAIN;
export const EBADF: number = constants.errno.EBADF;
export const ECONNABORTED: number = constants.errno.ECONNABORTED;
export const ECONNREFUSED: number = constants.errno.ECONNREFUSED;
export const ECONNRESET: number = constants.errno.ECONNRESET;
export const EINPROGRESS: number = constants.errno.EINPROGRESS;
export const EINTR: number = constants.errno.EINTR;
export const EISCONN: number = constants.errno.EISCONN;
export const EMFILE: number = constants.errno.EMFILE;
export const ENFILE: number = constants.errno.ENFILE;
export const ENOBUFS: number = constants.errno.ENOBUFS;
export const ENOMEM: number = constants.errno.ENOMEM;
export const EPIPE: number = constants.errno.EPIPE;
export const EPROTONOSUPPORT: number = constants.errno.EPROTONOSUPPORT;
export const ERANGE: number = constants.errno.ERANGE;
export const ETIMEDOUT: number = constants.errno.ETIMEDOUT;
