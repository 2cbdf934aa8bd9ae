// What an address can stand for. Several spellings lead to one host, and a policy must know it by all of them.

import { BlockList } from "node:net";

/** An address as net.BlockList takes it. */
export interface Ip {
  readonly family: "ipv4" | "ipv6";
  readonly text: string;
}

export interface AddressForms {
  /** Whom the kernel takes it for: a rule that allows must know this one. */
  readonly canonical: Ip;
  /** All that it can stand for: a rule that denies may know any. */
  readonly all: readonly Ip[];
  /** Bound to, it stands for every address of its family, and `::` for those of IPv4, too. */
  readonly isWildcard: boolean;
}

const LOOPBACK: Ip = { family: "ipv4", text: "127.0.0.1" };
const LOOPBACK_6: Ip = { family: "ipv6", text: "::1" };

/** The forms of an address to bind to, or of a group to join. */
export function localForms(bytes: Uint8Array): AddressForms {
  const inner = bytes.length === 4 ? undefined : mappedIPv4(bytes);
  return {
    canonical: ipOf(inner ?? bytes),
    all: [bytes, ...embeddedIPv4(bytes)].map(ipOf),
    isWildcard: (inner ?? bytes).every((byte) => byte === 0),
  };
}

/** The forms of an address to connect or send to. Linux takes the wildcard address for the loopback one. */
export function peerForms(bytes: Uint8Array): AddressForms {
  const { canonical, all, isWildcard } = localForms(bytes);
  if (!isWildcard) return { canonical, all, isWildcard };
  const loopback = canonical.family === "ipv4" ? LOOPBACK : LOOPBACK_6;
  return { canonical: loopback, all: [...all, LOOPBACK, LOOPBACK_6], isWildcard };
}

function ipOf(bytes: Uint8Array): Ip {
  if (bytes.length === 4) return { family: "ipv4", text: bytes.join(".") };
  const groups = Array.from({ length: 8 }, (_, index) => group(bytes, index).toString(16));
  return { family: "ipv6", text: groups.join(":") };
}

function group(bytes: Uint8Array, index: number): number {
  return ((bytes[2 * index] as number) << 8) | (bytes[2 * index + 1] as number);
}

/** Whether the first 16-bit groups of an IPv6 address are these. */
function beginsWith(bytes: Uint8Array, ...groups: readonly number[]): boolean {
  return groups.every((value, index) => group(bytes, index) === value);
}

/** RFC 4291 section 2.5.5.2: a socket of IPv6 that is connected to one of these speaks IPv4. */
function mappedIPv4(bytes: Uint8Array): Uint8Array | undefined {
  return beginsWith(bytes, 0, 0, 0, 0, 0, 0xffff) ? bytes.subarray(12) : undefined;
}

/** The IPv4 addresses that an IPv6 address carries packets to, by whatever translates or tunnels them. */
function embeddedIPv4(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length !== 16) return [];
  const last = bytes.subarray(12);
  // IPv4-mapped; translated (RFC 2765); IPv4-compatible (RFC 4291 section 2.5.5.1), of which :: and ::1 are none.
  if (mappedIPv4(bytes) !== undefined || beginsWith(bytes, 0, 0, 0, 0, 0xffff, 0)) return [last];
  if (beginsWith(bytes, 0, 0, 0, 0, 0, 0)) return group(bytes, 6) === 0 ? [] : [last];
  // NAT64 (RFC 6052), and its prefix for local use (RFC 8215), where the address may also stand behind 48 bits.
  if (beginsWith(bytes, 0x64, 0xff9b, 0, 0, 0, 0)) return [last];
  if (beginsWith(bytes, 0x64, 0xff9b, 1)) return [last, bytes.filter((_, at) => [6, 7, 9, 10].includes(at))];
  // 6to4 (RFC 3056).
  if (beginsWith(bytes, 0x2002)) return [bytes.subarray(2, 6)];
  // Teredo (RFC 4380): the server, and the client with its bits turned over.
  if (beginsWith(bytes, 0x2001, 0)) return [bytes.subarray(4, 8), last.map((byte) => byte ^ 0xff)];
  // ISATAP (RFC 5214), under any prefix.
  const isISATAP = (group(bytes, 4) & 0xfdff) === 0 && group(bytes, 5) === 0x5efe;
  return isISATAP ? [last] : [];
}

const LOOPBACKS = blockList(["127.0.0.0/8", "::1/128"]);

// The registries of special-purpose addresses (RFC 6890, iana-ipv4-special-registry, iana-ipv6-special-registry):
// what is not to be reached from everywhere. And multicast.
const INSIDE = blockList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
  "::/127",
  "64:ff9b:1::/48",
  "100::/64",
  "2001:2::/48",
  "2001:db8::/32",
  "3fff::/20",
  "5f00::/16",
  "fc00::/7",
  "fe80::/9",
  "ff00::/8",
]);

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, length] = network.split("/") as [string, string];
    list.addSubnet(address, Number(length), address.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}

/** Whether an address, or one that it carries packets to, is of this machine, of a network behind it, or of a group. */
export function isInside({ all }: AddressForms): boolean {
  return all.some(({ text, family }) => INSIDE.check(text, family));
}

export function isLoopback({ canonical: { text, family } }: AddressForms): boolean {
  return LOOPBACKS.check(text, family);
}
