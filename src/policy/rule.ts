// One rule of a policy: `example.org:443`, `*.example.org`, `192.0.2.0/24:8000-8999`, `[2001:db8::/32]:443`, `*:80`.

import { BlockList, isIP, isIPv6 } from "node:net";
import { parseIPv6 } from "../os/address/ip-text.ts";
import { MAX_PORT } from "../os/address/sockaddr.ts";
import { type Ip, localForms } from "./address-forms.ts";

/** The hosts of a rule: a name, all names below one, a network, or everything. */
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

  /** True if the rule matches addresses rather than names. */
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
    // BlockList considers every IPv4 address part of ::/0.
    return hosts.kind === "network" && hosts.family === family && hosts.list.check(text, family);
  }

  coversFamily({ family }: Ip): boolean {
    return this.hosts.kind === "network" && this.hosts.family === family;
  }

  /** @param name  as returned by nameOf */
  coversName(name: string): boolean {
    const { hosts } = this;
    if (hosts.kind === "name") return hosts.name === name;
    return hosts.kind === "below" && name.endsWith(hosts.suffix);
  }
}

/** RFC 1123 section 2.1, and the underscore of service names. */
const NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
/** An ending that inet_aton(3) may parse as a number: the text is an address in a classic form, or invalid. */
const NUMERIC_END = /(?:^|\.)(?:\d+|0x[0-9a-f]*)$/;

/**
 * The canonical name of a host, used for comparison with rules; undefined for an address or an invalid name. The
 * trailing dot of an absolute name (RFC 1034 section 3.1) and case are ignored.
 */
export function nameOf(host: string): string | undefined {
  const name = host.toLowerCase().replace(/\.$/, "");
  return NAME.test(name) && !NUMERIC_END.test(name) ? name : undefined;
}

/** True if a name refers to this machine (RFC 6761 section 6.3). */
export function isLocalhost(name: string): boolean {
  return name === "localhost" || name.endsWith(".localhost");
}

/** @throws TypeError for an invalid rule */
export function parseRule(text: string): Rule {
  const { host, ports } = splitPorts(text);
  const [firstPort, lastPort] = ports === undefined ? [0, MAX_PORT] : portRange(ports, text);
  return new Rule(hostsOf(host, text), firstPort, lastPort);
}

/** An IPv6 address has its port after brackets, or no port. */
function splitPorts(text: string): { host: string; ports: string | undefined } {
  const [, bracketed, portText] = /^\[([^\]]*)\](?::(.*))?$/.exec(text) ?? [];
  if (bracketed !== undefined) {
    if (!isIPv6(bracketed.split("/", 1)[0] as string))
      throw invalidRule(text, "brackets are for IPv6 addresses");
    return { host: bracketed, ports: portText };
  }
  const colon = text.indexOf(":");
  if (colon < 0 || text.indexOf(":", colon + 1) >= 0) return { host: text, ports: undefined };
  return { host: text.slice(0, colon), ports: text.slice(colon + 1) };
}

function portRange(ports: string, text: string): [number, number] {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(ports) ?? [];
  if (first === undefined) throw invalidRule(text, `"${ports}" is neither a port nor a range of ports`);
  const range: [number, number] = [Number(first), Number(last)];
  if (Math.max(...range) > MAX_PORT) throw invalidRule(text, `a port is at most ${MAX_PORT}`);
  if (range[0] > range[1]) throw invalidRule(text, "the range of ports is empty");
  return range;
}

function hostsOf(host: string, text: string): Hosts {
  if (host === "*") return { kind: "any" };
  const [address, length, ...more] = host.split("/") as [string, string?, ...string[]];
  if (isIP(address) !== 0) return networkOf(address, length, more.length === 0, text);
  if (length !== undefined) throw invalidRule(text, `"${address}" is not the address of a network`);
  const isBelow = host.startsWith("*.");
  const name = nameOf(isBelow ? host.slice(2) : host);
  if (name === undefined) throw invalidRule(text, `"${host}" is neither a name nor an address nor a network`);
  return isBelow ? { kind: "below", suffix: `.${name}` } : { kind: "name", name };
}

function networkOf(address: string, length: string | undefined, isWhole: boolean, text: string): Hosts {
  if (address.includes("%"))
    throw invalidRule(text, "a rule takes no zone: it applies to the address in every zone");
  const largest = isIPv6(address) ? 128 : 32;
  const bits = length === undefined ? largest : /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  if (!isWhole || !(bits <= largest)) {
    throw invalidRule(text, `a network of this family has a length from 0 to ${largest}`);
  }
  const list = new BlockList();
  const mapped = largest === 128 && bits >= 96 ? mappedNetwork(address) : undefined;
  // IPv4-mapped addresses are matched as IPv4.
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

function invalidRule(text: string, why: string): TypeError {
  return new TypeError(`"${text}" is not a rule for hosts: ${why}`);
}
