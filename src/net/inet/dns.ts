// What the functions of dns know of hosts (inet.c).

import { parseIPv4 } from "../../os/address/ip-text.ts";
import { hostOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { AddressLookup } from "../../os/resolver/addrinfo.ts";
import { type HostEntry, hostByAddress, hostByName } from "../../os/resolver/hostent.ts";
import { NameLookup, type Names } from "../../os/resolver/nameinfo.ts";
import type { Gate } from "../../policy/gate.ts";
import { type Failure, hostLookupText, lookupText, PERMISSION_DENIED } from "../error-text.ts";
import { PhasedOperation, type Phases, WAITS_FOR_EVER } from "../operation.ts";
import { type FamilyName, familyName, familyOfAddress, UNSPECIFIED } from "./family.ts";
import { STREAM } from "./resolve.ts";

export type { HostEntry, Names };

/** An address of a host, and its family. */
export interface ResolvedAddress {
  /** `"inet"` or `"inet6"`. */
  readonly family: FamilyName;
  /** In numbers, as `connect` and `bind` take it. */
  readonly addr: string;
}

/** What a host is: by its name, or by its address in the reverse lookup that an address gets. */
export function lookingUpHost(host: string, gate: Gate | undefined): PhasedOperation<HostEntry | Failure> {
  return unlimited(host, gate, hostPhases(host));
}

/** As lookingUpHost, for who wants the address. An address needs no name to be one; LuaSocket fails without. */
export function lookingUpIp(host: string, gate: Gate | undefined): PhasedOperation<HostEntry | Failure> {
  return unlimited(host, gate, ipPhases(host));
}

/** The addresses of a host, in the resolver's order. */
export function lookingUpAddresses(
  host: string,
  gate: Gate | undefined,
): PhasedOperation<ResolvedAddress[] | Failure> {
  return unlimited(host, gate, addressPhases(host));
}

/** The names of each address of a host and of a service, at least one of which is not null. */
export function lookingUpNames(
  host: string | null,
  service: string | null,
  gate: Gate | undefined,
): PhasedOperation<Names[] | Failure> {
  return unlimited(host, gate, namePhases(host, service));
}

/** Timeouts are those of sockets; a lookup by itself has none. */
function unlimited<Result>(
  host: string | null,
  gate: Gate | undefined,
  phases: Phases<Result>,
): PhasedOperation<Result | Failure> {
  return new PhasedOperation(
    WAITS_FOR_EVER,
    gate === undefined ? phases : permittedPhases(host, gate, phases),
  );
}

/** The resolver asks others about a host, who may be told something by that. */
function* permittedPhases<Result>(
  host: string | null,
  gate: Gate,
  phases: Phases<Result>,
): Phases<Result | Failure> {
  if (host !== null && !gate.permitsLookup(host)) return PERMISSION_DENIED;
  return yield* phases;
}

function* hostPhases(host: string): Phases<HostEntry | Failure> {
  const address = parseIPv4(host);
  const lookup = address === undefined ? hostByName(host) : hostByAddress(address);
  yield lookup;
  const { result } = lookup;
  return typeof result === "number" ? hostLookupText(result) : result;
}

function* ipPhases(host: string): Phases<HostEntry | Failure> {
  const found = yield* hostPhases(host);
  const isAddress = typeof found === "string" && parseIPv4(host) !== undefined;
  return isAddress ? { name: host, alias: [], ip: [host] } : found;
}

function* sockaddrPhases(host: string | null, service: string | null): Phases<Sockaddr[] | Failure> {
  const lookup = new AddressLookup({
    host,
    service,
    family: UNSPECIFIED,
    socketType: STREAM,
    passive: false,
    numeric: false,
  });
  yield lookup;
  const { result } = lookup;
  return Array.isArray(result) ? result : lookupText(result);
}

function* addressPhases(host: string): Phases<ResolvedAddress[] | Failure> {
  const found = yield* sockaddrPhases(host, null);
  if (!Array.isArray(found)) return found;
  return found.map((address) => ({ family: familyName(familyOfAddress(address)), addr: hostOf(address) }));
}

function* namePhases(host: string | null, service: string | null): Phases<Names[] | Failure> {
  const found = yield* sockaddrPhases(host, service);
  if (!Array.isArray(found)) return found;
  const names: Names[] = [];
  for (const address of found) {
    const lookup = new NameLookup(address);
    yield lookup;
    const { result } = lookup;
    if ("code" in result) return lookupText(result);
    names.push(result);
  }
  return names;
}
