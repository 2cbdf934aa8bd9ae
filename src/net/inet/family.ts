// Address families, and LuaSocket's three spellings of them.

import { platform } from "../../os/platform/platform.ts";

/** Families of TCP and UDP sockets. */
export const UNSPECIFIED: number = platform.AF_UNSPEC;
export const INET: number = platform.AF_INET;
export const INET6: number = platform.AF_INET6;

/** IPv4, IPv6, or any: last argument of socket.connect, last result of getsockname and getpeername. */
export type FamilyName = "inet" | "inet6" | "unspec";
/** Result of `getfamily`: IPv4 or IPv6. */
export type FamilyVersion = "inet4" | "inet6";

export function familyName(family: number): FamilyName {
  if (family === INET) return "inet";
  return family === INET6 ? "inet6" : "unspec";
}

/** The family of a name, or undefined. `inet4` is not accepted: only getfamily uses that word. */
export function familyNamed(name: string): number | undefined {
  switch (name) {
    case "inet":
      return INET;
    case "inet6":
      return INET6;
    case "unspec":
      return UNSPECIFIED;
    default:
      return undefined;
  }
}

/** The family for getfamily; a socket without one reports IPv4. */
export function familyVersion(family: number): FamilyVersion {
  return family === INET6 ? "inet6" : "inet4";
}

/** The family of a packed address. */
export { familyOf as familyOfAddress } from "../../os/address/sockaddr.ts";
