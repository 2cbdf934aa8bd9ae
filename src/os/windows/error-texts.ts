// LuaSocket's texts for Winsock's error codes (wsocket.c); the system's own texts depend on its language.

import { constants } from "node:os";

const TEXTS: ReadonlyMap<number, string> = new Map([
  [10004, "Interrupted function call"],
  [10013, "permission denied"],
  [10014, "Bad address"],
  [10022, "Invalid argument"],
  [10024, "Too many open files"],
  [10035, "Resource temporarily unavailable"],
  [10036, "Operation now in progress"],
  [10037, "Operation already in progress"],
  [10038, "Socket operation on nonsocket"],
  [10039, "Destination address required"],
  [10040, "Message too long"],
  [10041, "Protocol wrong type for socket"],
  [10042, "Bad protocol option"],
  [10043, "Protocol not supported"],
  [10044, "ai_socktype not supported"],
  [10045, "Operation not supported"],
  [10046, "Protocol family not supported"],
  [10047, "ai_family not supported"],
  [10048, "address already in use"],
  [10049, "Cannot assign requested address"],
  [10050, "Network is down"],
  [10051, "Network is unreachable"],
  [10052, "Network dropped connection on reset"],
  [10053, "Software caused connection abort"],
  [10054, "closed"],
  [10055, "No buffer space available"],
  [10056, "already connected"],
  [10057, "Socket is not connected"],
  [10058, "Cannot send after socket shutdown"],
  [10060, "timeout"],
  [10061, "connection refused"],
  [10064, "Host is down"],
  [10065, "No route to host"],
  [10067, "Too many processes"],
  [10091, "Network subsystem is unavailable"],
  [10092, "Winsock.dll version out of range"],
  [10093, "Successful WSAStartup not yet performed"],
  [10101, "Graceful shutdown in progress"],
  [11001, "host not found"],
  [11002, "Nonauthoritative host not found"],
  [11003, "non-recoverable failure in name resolution"],
  [11004, "Valid name, no data record of requested type"],
]);

/** The text for a positive Winsock code. */
export function winsockText(code: number): string {
  return TEXTS.get(code) ?? (code === constants.errno.ENOSYS ? "Function not implemented" : "Unknown error");
}
