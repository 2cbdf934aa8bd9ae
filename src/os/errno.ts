// errno: its values by name, and the value that the last call on this thread set.

import { constants } from "node:os";
import { errnoPointer, strerror } from "./ffi/libc.ts";
import { viewOf } from "./ffi/native-memory.ts";
import { platform } from "./platform/platform.ts";
import { windows } from "./windows/differences.ts";
import { winsockText } from "./windows/error-texts.ts";

function ofC(): () => number {
  const current = new Int32Array(viewOf(errnoPointer(platform.errnoLocation), 4));
  return () => -(current[0] as number);
}

/**
 * The negative errno of the call that just failed, in the kernel's convention: a count and an error fit into
 * one number, and nothing is allocated. Call it directly after the failed call.
 */
export const negativeErrno: () => number = windows?.negativeError ?? ofC();

/** The platform's text for a positive errno. */
export function errnoText(errno: number): string {
  return windows === undefined ? strerror(errno) : winsockText(errno);
}

/** The errno value of a name. Winsock numbers its socket errors itself and spells two names differently. */
function numberOf(name: string, nameOfWinsock: string = name): number {
  const { errno } = constants as { errno: Record<string, number> };
  return (windows && errno[`WSA${nameOfWinsock}`]) ?? (errno[name] as number);
}

export const EACCES: number = numberOf("EACCES");
export const EADDRINUSE: number = numberOf("EADDRINUSE");
export const EAFNOSUPPORT: number = numberOf("EAFNOSUPPORT");
export const EAGAIN: number = numberOf("EAGAIN", "EWOULDBLOCK");
export const EALREADY: number = numberOf("EALREADY");
export const ECONNABORTED: number = numberOf("ECONNABORTED");
export const ECONNREFUSED: number = numberOf("ECONNREFUSED");
export const ECONNRESET: number = numberOf("ECONNRESET");
export const EINPROGRESS: number = numberOf("EINPROGRESS");
export const EINTR: number = numberOf("EINTR");
export const EISCONN: number = numberOf("EISCONN");
export const EMFILE: number = numberOf("EMFILE");
export const ENFILE: number = numberOf("ENFILE");
export const ENOBUFS: number = numberOf("ENOBUFS");
export const ENOMEM: number = numberOf("ENOMEM");
export const EPIPE: number = numberOf("EPIPE", "ESHUTDOWN");
export const ENOSYS: number = numberOf("ENOSYS");
export const EPROTONOSUPPORT: number = numberOf("EPROTONOSUPPORT");
export const ERANGE: number = numberOf("ERANGE");
export const ETIMEDOUT: number = numberOf("ETIMEDOUT");
