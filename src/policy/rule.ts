// One rule of a policy: `example.org:443`, `*.example.org`, `192.0.2.0/24:8000-8999`, `[2001:db8::/32]:443`, `*:80`.

import { BlockList, isIP, isIPv6 } from "node:net";
import { parseIPv6 } from "../os/address/ip-text.ts";
import { MAX_PORT } from "../os/address/sockaddr.ts";
import { type Ip, localForms } from "./address-forms.ts";

/** What a rule says of hosts: a name, all names below one, a network of addresses, or everything. */
type Hosts =
  | { readonly kind: "any" }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "below"; readonly suffix: string }
  | { readonly kind: "network"; readonly family: Ip["family"]; readonly list: BlockList };

export class Rule {
  private readonly hosts: Hosts;
  private readonly firstPort: number;
  private readonly lastPort: number;

  constructor(hosts: Hosts, firstPort: number, lastPort: number) {
    this.hosts = hosts;
    this.firstPort = firstPort;
    this.lastPort = lastPort;
  }

  get isAny(): boolean {
    return this.hosts.kind === "any";
  }

  /** Whether it tells addresses from each other rather than names. */
  get isOfAddresses(): boolean {
    return this.hosts.kind === "network";
  }

  get coversAllPorts(): boolean {
    return this.firstPort === 0 && this.lastPort === MAX_PORT;
  }

  /** @param port undefined for any */
  coversPort(port: number | undefined): boolean {
    return port === undefined || (this.firstPort <= port && port <= this.lastPort);
  }

  coversAddress({ family, text }: Ip): boolean {
    const { hosts } = this;
    // BlockList takes every IPv4 address for one of ::/0.
    return hosts.kind === "network" && hosts.family === family && hosts.list.check(text, family);
  }

  coversFamily({ family }: Ip): boolean {
    return this.hosts.kind === "network" && this.hosts.family === family;
  }

  /** @param name as nameOf gives it */
  coversName(name: string): boolean {
    const { hosts } = this;
    if (hosts.kind === "name") return hosts.name === name;
    return hosts.kind === "below" && name.endsWith(hosts.suffix);
  }
}

/** RFC 1123 section 2.1, and the underscore that services have. */
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** What inet_aton(3) may read as a number: such text is an address in a form of old, or nothing. */
const NUMERIC_END = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/**
 * The name that a host is, in the one form in which rules are compared with it; undefined for what is an address or
 * no name. The dot at the end of a whole name (RFC 1034 section 3.1) makes no difference, nor does case.
 */
export function nameOf(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  return NAME.test(name) && !NUMERIC_END.test(name) ? name : undefined;
}

/** Whether a name is one of this machine (RFC 6761 section 6.3). */
export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}

/** @throws TypeError for text that is no rule */
export function parseRule(text: string): Rule {
  const { host, ports } = splitPorts(text);
  const [firstPort, lastPort] = ports === undefined ? [0, MAX_PORT] : portRange(ports, text);
  return new Rule(hostsOf(host, text), firstPort, lastPort);
}

/** An IPv6 address has its port behind brackets, or none. */
function splitPorts(text: string): { host: string; ports: string | undefined } {
  const [, bracketed, behind] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? [];
  if (bracketed !== undefined) {
    if (!isIPv6(bracketed.split("/", 1)[0] as string)) throw wrong(text, "brackets are for IPv6 addresses");
    return { host: bracketed, ports: behind };
  }
  const colon = text.indexOf(":");
  if (colon < 0 || text.indexOf(":", colon + 1) >= 0) return { host: text, ports: undefined };
  return { host: text.slice(0, colon), ports: text.slice(colon + 1) };
}

function portRange(ports: string, text: string): [number, number] {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? [];
  if (first === undefined) throw wrong(text, `"${ports}" is no port and no range of ports`);
  const range: [number, number] = [Number(first), Number(last)];
  if (Math.max(...range) > MAX_PORT) throw wrong(text, `a port is at most ${MAX_PORT}`);
  if (range[0] > range[1]) throw wrong(text, "the range of ports is empty");
  return range;
}

function hostsOf(host: string, text: string): Hosts {
  if (host === "*") return { kind: "any" };
  const [address, length, ...more] = host.split("/") as [string, string?, ...string[]];
  if (isIP(address) !== 0) return networkOf(address, length, more.length === 0, text);
  if (length !== undefined) throw wrong(text, `"${address}" is no address that a network could begin with`);
  const isBelow = host.startsWith("*.");
  const name = nameOf(isBelow ? host.slice(2) : host);
  if (name === undefined) throw wrong(text, `"${host}" is neither a name nor an address nor a network`);
  return isBelow ? { kind: "below", suffix: `.${name}` } : { kind: "name", name };
}

function networkOf(address: string, length: string | undefined, isWhole: boolean, text: string): Hosts {
  if (address.includes("%")) throw wrong(text, "a rule has no zone: it is for the address in all of them");
  const largest = isIPv6(address) ? 128 : 32;
  const bits = length === undefined ? largest : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!isWhole || !(bits <= largest)) {
    throw wrong(text, `a network of this family has a length from 0 to ${largest}`);
  }
  const list = new BlockList();
  const mapped = largest === 128 && bits >= 96 ? mappedNetwork(address) : undefined;
  // The IPv4 addresses in IPv6's dress are known by what they are.
  if (mapped !== undefined) {
    list.addSubnet(mapped, bits - 96, "ipv4");
    return { kind: "network", family: "ipv4", list };
  }
  const family = largest === 128 ? "ipv6" : "ipv4";
  list.addSubnet(address, bits, family);
  return { kind: "network", family, list };
}

function mappedNetwork(address: string): string | undefined {
  const bytes = parseIPv6(address);
  const canonical = bytes === undefined ? undefined : localForms(bytes).canonical;
  return canonical?.family === "ipv4" ? canonical.text : undefined;
}

function wrong(text: string, why: string): TypeError {
  return new TypeError(`"${text}" is no rule for hosts: ${why}`);
}
