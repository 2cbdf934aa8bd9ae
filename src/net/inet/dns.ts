// What the functions of dns know of hosts (inet.c).

import { lookUp } from "../../os/addrinfo.js";
import { type HostEntry, hostByAddress, hostByName } from "../../os/hostent.js";
import { parseIPv4 } from "../../os/ipv4.js";
import { type Names, namesOf } from "../../os/nameinfo.js";
import { hostOf, type Sockaddr } from "../../os/sockaddr.js";
import { type Failure, hostLookupText, lookupText } from "../error-text.js";
import { type FamilyName, familyName, familyOfAddress, UNSPECIFIED } from "./family.js";
import { STREAM } from "./resolve.js";

export type { HostEntry };

/** An address of a host, and its family. */
export interface ResolvedAddress {
  readonly family: FamilyName;
  readonly addr: string;
}

/** What a host is: by its name, or by its address in the reverse lookup that an address gets. */
export function hostEntry(host: string): HostEntry | Failure {
  const address = parseIPv4(host);
  const found = address === undefined ? hostByName(host) : hostByAddress(address);
  return typeof found === "number" ? hostLookupText(found) : found;
}

/** As hostEntry, for who wants the address. An address needs no name to be one; LuaSocket fails without. */
export function hostEntryOfIp(host: string): HostEntry | Failure {
  const found = hostEntry(host);
  const isAddress = typeof found === "string" && parseIPv4(host) !== undefined;
  return isAddress ? { name: host, alias: [], ip: [host] } : found;
}

function addressesOf(host: string | null, service: string | null): Sockaddr[] | Failure {
  const lookup = { host, service, family: UNSPECIFIED, socketType: STREAM, passive: false, numeric: false };
  const found = lookUp(lookup);
  return Array.isArray(found) ? found : lookupText(found);
}

/** The addresses of a host, in the resolver's order. */
export function resolvedAddresses(host: string): ResolvedAddress[] | Failure {
  const found = addressesOf(host, null);
  if (!Array.isArray(found)) return found;
  return found.map((address) => ({ family: familyName(familyOfAddress(address)), addr: hostOf(address) }));
}

/** The names of each address of a host and of a service, at least one of which is not null. */
export function resolvedNames(host: string | null, service: string | null): Names[] | Failure {
  const found = addressesOf(host, service);
  if (!Array.isArray(found)) return found;
  const names: Names[] = [];
  for (const address of found) {
    const name = namesOf(address);
    if ("code" in name) return lookupText(name);
    names.push(name);
  }
  return names;
}
