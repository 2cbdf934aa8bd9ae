// The only place that decides what the sockets of a namespace or of a Lua VM may do.
//
// Callers: net/inet/permitted-addresses (connect, bind, send, listen), net/inet/dns (lookups), net/unix/unix-address (paths),
// net/options/membership (multicast groups), and where a descriptor comes from a program: net/adopt, net/socket, lua/socket.

import { isIP } from "node:net";
import { parseIPv4, parseIPv6 } from "../os/address/ip-text.ts";
import { addressBytesOf, portOf, type Sockaddr } from "../os/address/sockaddr.ts";
import { checkKeys, type ParsedAccess, parseAccess, permitsText } from "./access.ts";
import { localForms, peerForms } from "./address-forms.ts";
import { NetworkAccess } from "./network-access.ts";
import { type LastLink, PathAccess } from "./path-access.ts";
import type { Policy } from "./policy.ts";
import { nameOf } from "./rule.ts";

const KEYS: readonly (keyof Policy)[] = ["connect", "listen", "resolve", "unix", "descriptors"];

/** A checked policy, ready for queries. */
export class Gate {
  private readonly connect: NetworkAccess;
  private readonly listen: NetworkAccess;
  private readonly resolve: NetworkAccess | undefined;
  private readonly unix: UnixAccess;
  private readonly descriptors: boolean;
  private readonly outer: Gate | undefined;

  /** @throws TypeError for an invalid Policy */
  constructor(policy: unknown, outer: Gate | undefined) {
    checkKeys(policy, KEYS, "policy");
    const { connect, listen, resolve, unix, descriptors = false } = policy as Record<string, unknown>;
    if (typeof descriptors !== "boolean") throw new TypeError("policy.descriptors: boolean expected");
    if (resolve !== undefined && typeof resolve !== "boolean" && !Array.isArray(resolve)) {
      throw new TypeError("policy.resolve: true, false or a list of names expected");
    }
    this.connect = new NetworkAccess(connect, "policy.connect");
    this.listen = new NetworkAccess(listen, "policy.listen");
    this.resolve = resolve === undefined ? undefined : new NetworkAccess(resolve, "policy.resolve");
    this.unix = new UnixAccess(unix);
    this.descriptors = descriptors;
    this.outer = outer;
  }

  /** True if a socket may connect or send to an address that `host` resolved to. */
  permitsPeer(host: string, address: Sockaddr): boolean {
    return (
      this.connect.permitsPeer(host, peerForms(addressBytesOf(address)), portOf(address)) &&
      (this.outer?.permitsPeer(host, address) ?? true)
    );
  }

  /** True if a socket may bind to an address that `host` resolved to. */
  permitsLocal(host: string, address: Sockaddr): boolean {
    return this.permitsGroup(host, addressBytesOf(address), portOf(address));
  }

  /** True if a socket bound to a port may receive packets for an address: its own, or a multicast group's. */
  permitsGroup(host: string, bytes: Uint8Array, port: number): boolean {
    return (
      this.listen.permitsLocal(host, localForms(bytes), port) &&
      (this.outer?.permitsGroup(host, bytes, port) ?? true)
    );
  }

  /** True if the resolver may be queried for a host. An address literal must be permitted for connect or listen. */
  permitsLookup(host: string): boolean {
    return this.permitsThisLookup(host) && (this.outer?.permitsLookup(host) ?? true);
  }

  /** The path or abstract name to use instead of a permitted one; undefined if it is not permitted. */
  unixPath(path: Uint8Array, lastLink: LastLink): Uint8Array | undefined {
    const permitted = this.unix.permitted(path, lastLink);
    if (permitted === undefined || this.outer === undefined) return permitted;
    return this.outer.unixPath(permitted, lastLink);
  }

  /** True if a socket may take over a descriptor from elsewhere. */
  get permitsDescriptors(): boolean {
    return this.descriptors && (this.outer?.permitsDescriptors ?? true);
  }

  private permitsThisLookup(host: string): boolean {
    const bytes = isIP(host) === 6 ? parseIPv6(host.split("%", 1)[0] as string) : parseIPv4(host);
    if (bytes !== undefined) {
      return this.connect.permitsPeer(host, peerForms(bytes), undefined) || this.isBindable(host, bytes);
    }
    const name = nameOf(host);
    if (this.resolve !== undefined) return this.resolve.permitsLookup(name);
    return this.connect.permitsLookup(name) || this.listen.permitsLocalLookup(name);
  }

  /** True if rules of `listen` match the address. Binding to it sends no query. */
  private isBindable(host: string, bytes: Uint8Array): boolean {
    return this.listen.permitsPeer(host, localForms(bytes), undefined);
  }
}

/** Marks an abstract name in a rule, as Linux tools do (ss(8)). */
const ABSTRACT_MARK = "@";

class UnixAccess {
  private readonly abstractNames: ParsedAccess<string>;
  private readonly paths: PathAccess;

  constructor(access: unknown) {
    const only = (isAbstract: boolean): unknown => filtered(access, isAbstract);
    this.abstractNames = parseAccess(only(true), "policy.unix", (text) => text.slice(1));
    this.paths = new PathAccess(only(false), "policy.unix");
  }

  permitted(path: Uint8Array, lastLink: LastLink): Uint8Array | undefined {
    // The kernel assigns an abstract name to an unnamed socket (unix(7), "Autobind feature").
    const isAbstract = path.length === 0 || path[0] === 0;
    if (!isAbstract) return this.paths.permitted(path, lastLink);
    const name = Buffer.from(path.subarray(1)).toString();
    return permitsText(this.abstractNames, name) ? path : undefined;
  }
}

/** The same access, reduced to the rules for abstract names, or to the others. */
function filtered(access: unknown, isAbstract: boolean): unknown {
  const choose = (rules: unknown): unknown =>
    Array.isArray(rules)
      ? rules.filter((rule) => (typeof rule === "string" && rule.startsWith(ABSTRACT_MARK)) === isAbstract)
      : rules;
  if (typeof access !== "object" || access === null || Array.isArray(access)) return choose(access);
  return Object.fromEntries(Object.entries(access).map(([key, rules]) => [key, choose(rules)]));
}

/**
 * The gate of a policy, or none. A policy inside another can only restrict further.
 *
 * @param outer  the gate already in force
 * @throws TypeError for an invalid Policy
 */
export function gateOf(policy: unknown, outer?: Gate): Gate | undefined {
  return policy === undefined ? outer : new Gate(policy, outer);
}
