// Address families, and the three spellings that LuaSocket has for them.

import { platform } from "../../os/platform/platform.ts";

/** The families of sockets that speak TCP or UDP. */
export const UNSPECIFIED: number = platform.AF_UNSPEC;
export const INET: number = platform.AF_INET;
export const INET6: number = platform.AF_INET6;

/** IPv4, IPv6, or whichever there is: the last argument of socket.connect, the last value of getsockname and getpeername. */
export type FamilyName = "inet" | "inet6" | "unspec";
/** IPv4 or IPv6, as `getfamily` returns it. */
export type FamilyVersion = "inet4" | "inet6";

export function familyName(family: number): FamilyName {
  if (family === INET) return "inet";
  return family === INET6 ? "inet6" : "unspec";
}

/** The family of a name, or undefined. `inet4` is none: only getfamily uses that word. */
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

/** A socket without a family yet calls itself IPv4. */
export function familyVersion(family: number): FamilyVersion {
  return family === INET6 ? "inet6" : "inet4";
}

/** The family of a packed address. */
export { familyOf as familyOfAddress } from "../../os/address/sockaddr.ts";
