// All texts for network failures. No other file contains any.

import {
  EACCES,
  EADDRINUSE,
  ECONNABORTED,
  ECONNREFUSED,
  ECONNRESET,
  EISCONN,
  ETIMEDOUT,
  errnoText,
} from "../os/errno.ts";
import { LOOKUP_NOT_ALLOWED } from "../os/permission.ts";
import { platform } from "../os/platform/platform.ts";
import { type LookupFailure, lookupErrorText } from "../os/resolver/addrinfo.ts";
import { hostErrorText } from "../os/resolver/hostent.ts";
import type { Dialect } from "./dialect.ts";

// scripts/generate.mjs copies the lines of this type, words and remarks, to the annotations for Lua editors.
/** The reason of a failure: LuaSocket's text if it has one, otherwise the platform's. */
export type Failure =
  | "closed" // the peer closed or reset the connection, or the object is closed
  | "timeout" // the time that settimeout allows is over, or the system gave up
  | "refused" // a closed datagram object cannot send
  | "connection refused" // nothing listens at the port or path
  | "address already in use" // another socket is bound there, or the socket file exists
  | "already connected" // connect on a socket with a peer
  | "permission denied" // by the system, or by a policy
  | "path too long" // longer than the address of a unix-domain socket
  | "line too long" // longer than setlimits allows for a line
  | "too much data" // more than setlimits allows
  | "out of memory" // the received data does not fit
  | "setsockopt failed" // the system refuses the option, or there is no descriptor yet
  | "getsockopt failed" // the system refuses the option, or there is no descriptor yet
  | "host not found" // dns.toip and dns.tohostname: the name has no address
  | "host or service not provided, or not known" // connect and bind: the name has no address
  | "service not supported for socket type" // no such service, or a port beyond 65535
  | "temporary failure in name resolution" // the resolver cannot be reached
  | (string & {});

export const CLOSED = "closed";
export const TIMEOUT = "timeout";
/** The datagram sockets' counterpart of "closed". */
export const REFUSED = "refused";
export const OUT_OF_MEMORY = "out of memory";
export const PATH_TOO_LONG = "path too long";
/** Refusal by a policy or by Node's permission model, with the system's text (EACCES). */
export const PERMISSION_DENIED = "permission denied";
/** A stream's receive limits are exceeded. */
export const LINE_TOO_LONG = "line too long";
export const TOO_MUCH_DATA = "too much data";
export const SETSOCKOPT_FAILED = "setsockopt failed";
export const GETSOCKOPT_FAILED = "getsockopt failed";
/** Raised, not returned. */
export const SELECT_FAILED = "select failed";

// socket_strerror in LuaSocket's usocket.c and the texts in pierror.h.
const SOCKET_TEXTS: ReadonlyMap<number, Failure> = new Map([
  [EADDRINUSE, "address already in use"],
  [EISCONN, "already connected"],
  [EACCES, "permission denied"],
  [ECONNREFUSED, "connection refused"],
  [ECONNABORTED, CLOSED],
  [ECONNRESET, CLOSED],
  [ETIMEDOUT, TIMEOUT],
]);

/** The text for a positive errno: LuaSocket's if it has one, otherwise the platform's. */
export function errorText(errno: number): Failure {
  return SOCKET_TEXTS.get(errno) ?? errnoText(errno);
}

const LOOKUP_TEXTS: ReadonlyMap<number, Failure> = new Map([
  [platform.EAI_AGAIN, "temporary failure in name resolution"],
  [platform.EAI_BADFLAGS, "invalid value for ai_flags"],
  [platform.EAI_FAIL, "non-recoverable failure in name resolution"],
  [platform.EAI_FAMILY, "ai_family not supported"],
  [platform.EAI_MEMORY, "memory allocation failure"],
  [platform.EAI_NONAME, "host or service not provided, or not known"],
  [platform.EAI_OVERFLOW, "argument buffer overflow"],
  [platform.EAI_SERVICE, "service not supported for socket type"],
  [platform.EAI_SOCKTYPE, "ai_socktype not supported"],
]);

/** The text for a failed name lookup (socket_gaistrerror). */
export function lookupText({ code, errno }: LookupFailure): Failure {
  if (code === LOOKUP_NOT_ALLOWED) return PERMISSION_DENIED;
  // The system's text even where LuaSocket has its own (pierror.h is not consulted here).
  if (code === platform.EAI_SYSTEM) return errnoText(errno);
  return LOOKUP_TEXTS.get(code) ?? lookupErrorText(code);
}

/** The text for a failure of the older resolver functions (socket_hoststrerror). */
export function hostLookupText(code: number): Failure {
  if (code === LOOKUP_NOT_ALLOWED) return PERMISSION_DENIED;
  return code === platform.HOST_NOT_FOUND ? "host not found" : hostErrorText(code);
}

/** The resolver's own text for a failed lookup, as calls of datagrams return it. */
export function rawLookupText({ code }: LookupFailure): Failure {
  if (code === LOOKUP_NOT_ALLOWED) return PERMISSION_DENIED;
  return lookupErrorText(code);
}

/** The text for an errno of a stream's receive or send. */
export function streamFailure(errno: number, { everyFailureIsClosed }: Dialect): Failure {
  const failure = errorText(errno);
  return everyFailureIsClosed && failure !== TIMEOUT ? CLOSED : failure;
}
