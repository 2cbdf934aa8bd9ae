// The dns functions: names and addresses of hosts (inet.c).

import { parseIPv4 } from "../../os/address/ip-text.ts";
import { hostOf, type Sockaddr } from "../../os/address/sockaddr.ts";
import { AddressLookup } from "../../os/resolver/addrinfo.ts";
import { type HostEntry, hostByAddress, hostByName } from "../../os/resolver/hostent.ts";
import { NameLookup, type Names } from "../../os/resolver/nameinfo.ts";
import type { Gate } from "../../policy/gate.ts";
import { type Failure, hostLookupText, lookupText, PERMISSION_DENIED } from "../error-text.ts";
import { SteppedOperation, type Steps, WAITS_FOR_EVER } from "../operation.ts";
import { type FamilyName, familyName, familyOfAddress, UNSPECIFIED } from "./family.ts";
import { STREAM } from "./permitted-addresses.ts";

export type { HostEntry, Names };

/** An address of a host, and its family. */
export interface ResolvedAddress {
  /** `"inet"` or `"inet6"`. */
  readonly family: FamilyName;
  /** Numeric, as `connect` and `bind` accept it. */
  readonly addr: string;
}

/** Looks up a host's entry: by name, or for an address by reverse lookup. */
export function lookupHostOperation(
  host: string,
  gate: Gate | undefined,
): SteppedOperation<HostEntry | Failure> {
  return unlimited(host, gate, hostSteps(host));
}

/** As lookupHostOperation, for toip. An address without a name succeeds; in LuaSocket it fails. */
export function lookupIpOperation(
  host: string,
  gate: Gate | undefined,
): SteppedOperation<HostEntry | Failure> {
  return unlimited(host, gate, ipSteps(host));
}

/** Looks up the addresses of a host, in the resolver's order. */
export function lookupAddressesOperation(
  host: string,
  gate: Gate | undefined,
): SteppedOperation<ResolvedAddress[] | Failure> {
  return unlimited(host, gate, addressSteps(host));
}

/** Looks up the names of each address of a host, and of a service; at most one of the two is null. */
export function lookupNamesOperation(
  host: string | null,
  service: string | null,
  gate: Gate | undefined,
): SteppedOperation<Names[] | Failure> {
  return unlimited(host, gate, nameSteps(host, service));
}

/** Timeouts belong to sockets; a lookup without one never times out. */
function unlimited<Result>(
  host: string | null,
  gate: Gate | undefined,
  steps: Steps<Result>,
): SteppedOperation<Result | Failure> {
  return new SteppedOperation(WAITS_FOR_EVER, gate === undefined ? steps : permittedSteps(host, gate, steps));
}

/** A lookup sends the host's name to DNS servers, which a policy may forbid. */
function* permittedSteps<Result>(
  host: string | null,
  gate: Gate,
  steps: Steps<Result>,
): Steps<Result | Failure> {
  if (host !== null && !gate.permitsLookup(host)) return PERMISSION_DENIED;
  return yield* steps;
}

function* hostSteps(host: string): Steps<HostEntry | Failure> {
  const address = parseIPv4(host);
  const lookup = address === undefined ? hostByName(host) : hostByAddress(address);
  yield lookup;
  const { result } = lookup;
  return typeof result === "number" ? hostLookupText(result) : result;
}

function* ipSteps(host: string): Steps<HostEntry | Failure> {
  const found = yield* hostSteps(host);
  const isAddress = typeof found === "string" && parseIPv4(host) !== undefined;
  return isAddress ? { name: host, alias: [], ip: [host] } : found;
}

function* sockaddrSteps(host: string | null, service: string | null): Steps<Sockaddr[] | Failure> {
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

function* addressSteps(host: string): Steps<ResolvedAddress[] | Failure> {
  const found = yield* sockaddrSteps(host, null);
  if (!Array.isArray(found)) return found;
  return found.map((address) => ({ family: familyName(familyOfAddress(address)), addr: hostOf(address) }));
}

function* nameSteps(host: string | null, service: string | null): Steps<Names[] | Failure> {
  const found = yield* sockaddrSteps(host, service);
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
