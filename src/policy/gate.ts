// The one place where it is decided what the sockets of a namespace, or of a Lua VM, may do.

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

/** A policy that is checked and ready to be asked. */
export class Gate {
  private readonly connect: NetworkAccess;
  private readonly listen: NetworkAccess;
  private readonly resolve: NetworkAccess | undefined;
  private readonly unix: UnixAccess;
  private readonly descriptors: boolean;
  private readonly outer: Gate | undefined;

  /** @throws TypeError for what is no Policy */
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

  /** Whether a socket may connect or send to an address that was found by `host`. */
  permitsPeer(host: string, address: Sockaddr): boolean {
    return (
      this.connect.permitsPeer(host, peerForms(addressBytesOf(address)), portOf(address)) &&
      (this.outer?.permitsPeer(host, address) ?? true)
    );
  }

  /** Whether a socket may be bound to an address that was found by `host`. */
  permitsLocal(host: string, address: Sockaddr): boolean {
    return this.permitsGroup(host, addressBytesOf(address), portOf(address));
  }

  /** Whether a socket of a local port may receive what is sent to an address: its own, or that of a group. */
  permitsGroup(host: string, bytes: Uint8Array, port: number): boolean {
    return (
      this.listen.permitsLocal(host, localForms(bytes), port) &&
      (this.outer?.permitsGroup(host, bytes, port) ?? true)
    );
  }

  /** Whether the resolver may be asked about a host. An address is one that may be connected to. */
  permitsLookup(host: string): boolean {
    return this.permitsThisLookup(host) && (this.outer?.permitsLookup(host) ?? true);
  }

  /** The path or abstract name to use in the place of one that is permitted, undefined for one that is not. */
  unixPath(path: Uint8Array, lastLink: LastLink): Uint8Array | undefined {
    const permitted = this.unix.permitted(path, lastLink);
    if (permitted === undefined || this.outer === undefined) return permitted;
    return this.outer.unixPath(permitted, lastLink);
  }

  /** Whether a socket may be given a descriptor from elsewhere. */
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

  /** To bind to an address, nobody is asked about it: only whether it is one that rules are for counts. */
  private isBindable(host: string, bytes: Uint8Array): boolean {
    return this.listen.permitsPeer(host, localForms(bytes), undefined);
  }
}

/** Marks an abstract name in a rule, as tools for Linux do (ss(8)). */
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
    // A socket without a name is given an abstract one (unix(7), "Autobind feature").
    const isAbstract = path.length === 0 || path[0] === 0;
    if (!isAbstract) return this.paths.permitted(path, lastLink);
    const name = Buffer.from(path.subarray(1)).toString();
    return permitsText(this.abstractNames, name) ? path : undefined;
  }
}

/** The same access with the rules for abstract names only, or with the others. */
function filtered(access: unknown, isAbstract: boolean): unknown {
  const choose = (rules: unknown): unknown =>
    Array.isArray(rules)
      ? rules.filter((rule) => (typeof rule === "string" && rule.startsWith(ABSTRACT_MARK)) === isAbstract)
      : rules;
  if (typeof access !== "object" || access === null || Array.isArray(access)) return choose(access);
  return Object.fromEntries(Object.entries(access).map(([key, rules]) => [key, choose(rules)]));
}

/**
 * The gate of a policy, or none. One policy behind another can only take away.
 *
 * @param outer  what holds already
 * @throws TypeError for what is no Policy
 */
export function gateOf(policy: unknown, outer?: Gate): Gate | undefined {
  return policy === undefined ? outer : new Gate(policy, outer);
}
