// Equivalent forms of an address. Several addresses reach one host; a policy must consider all of them.

import { BlockList } from "node:net";

/** An address in the form of net.BlockList. */
export interface Ip {
  readonly family: "ipv4" | "ipv6";
  readonly text: string;
}

export interface AddressForms {
  /** The address that the kernel uses: a rule that allows must match this one. */
  readonly canonical: Ip;
  /** All equivalent addresses: a rule that denies may match any. */
  readonly all: readonly Ip[];
  /** When bound, the address accepts connections to every address of its family, and for `::` also of IPv4. */
  readonly isWildcard: boolean;
}

const LOOPBACK: Ip = { family: "ipv4", text: "127.0.0.1" };
const LOOPBACK_6: Ip = { family: "ipv6", text: "::1" };

/** The forms of an address for bind, or of a multicast group. */
export function localForms(bytes: Uint8Array): AddressForms {
  const inner = bytes.length === 4 ? undefined : mappedIPv4(bytes);
  return {
    canonical: ipOf(inner ?? bytes),
    all: [bytes, ...embeddedIPv4(bytes)].map(ipOf),
    isWildcard: (inner ?? bytes).every((byte) => byte === 0),
  };
}

/** The forms of an address for connect or send. Linux treats the wildcard address as the loopback address. */
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

/** True if an IPv6 address begins with these 16-bit groups. */
function beginsWith(bytes: Uint8Array, ...groups: readonly number[]): boolean {
  return groups.every((value, index) => group(bytes, index) === value);
}

/** RFC 4291 section 2.5.5.2: an IPv6 socket connected to such an address uses IPv4. */
function mappedIPv4(bytes: Uint8Array): Uint8Array | undefined {
  return beginsWith(bytes, 0, 0, 0, 0, 0, 0xffff) ? bytes.subarray(12) : undefined;
}

/** The IPv4 addresses that translators or tunnels reach by an IPv6 address. */
function embeddedIPv4(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length !== 16) return [];
  const last = bytes.subarray(12);
  // IPv4-mapped; translated (RFC 2765); IPv4-compatible (RFC 4291 section 2.5.5.1), except :: and ::1.
  if (mappedIPv4(bytes) !== undefined || beginsWith(bytes, 0, 0, 0, 0, 0xffff, 0)) return [last];
  if (beginsWith(bytes, 0, 0, 0, 0, 0, 0)) return group(bytes, 6) === 0 ? [] : [last];
  // NAT64 (RFC 6052), and its local-use prefix (RFC 8215), where the address may also follow a 48-bit prefix.
  if (beginsWith(bytes, 0x64, 0xff9b, 0, 0, 0, 0)) return [last];
  if (beginsWith(bytes, 0x64, 0xff9b, 1)) return [last, bytes.filter((_, at) => [6, 7, 9, 10].includes(at))];
  // 6to4 (RFC 3056).
  if (beginsWith(bytes, 0x2002)) return [bytes.subarray(2, 6)];
  // Teredo (RFC 4380): the server, and the client with inverted bits.
  if (beginsWith(bytes, 0x2001, 0)) return [bytes.subarray(4, 8), last.map((byte) => byte ^ 0xff)];
  // ISATAP (RFC 5214), under any prefix.
  const isISATAP = (group(bytes, 4) & 0xfdff) === 0 && group(bytes, 5) === 0x5efe;
  return isISATAP ? [last] : [];
}

const LOOPBACKS = blockList(["127.0.0.0/8", "::1/128"]);

// Special-purpose addresses that are not globally reachable (RFC 6890, iana-ipv4-special-registry,
// iana-ipv6-special-registry), and multicast.
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

/** True if one of the forms is an address of this machine, of a private network, or a multicast group. */
export function isInside({ all }: AddressForms): boolean {
  return all.some(({ text, family }) => INSIDE.check(text, family));
}

export function isLoopback({ canonical: { text, family } }: AddressForms): boolean {
  return LOOPBACKS.check(text, family);
}
