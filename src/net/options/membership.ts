// Multicast groups in the kernel's format (ip(7), ipv6(7)), and the policy's check of joining them.
//
//   struct ip_mreq    group address 4 bytes | interface address 4 bytes
//   struct ipv6_mreq  group address 16 bytes | interface index u32

import { parseIPv4, parseIPv6 } from "../../os/address/ip-text.ts";
import { portOf } from "../../os/address/sockaddr.ts";
import { platform } from "../../os/platform/platform.ts";
import { localAddress } from "../../os/socket/socket.ts";
import type { Socket } from "../socket.ts";
import type { SocketOption } from "../socket-option.ts";

const ANY_ADDRESS = Buffer.alloc(4);

/** The address of a network interface; `*` lets the system choose. Undefined if the text is not an address. */
export function interfaceAddress(text: string): Buffer | undefined {
  return text === "*" ? ANY_ADDRESS : parseIPv4(text);
}

/** The address of a group, or undefined. */
export { parseIPv4 as groupAddress, parseIPv6 as groupAddress6 };

/** struct ip_mreq. */
export function packMembership(group: Buffer, networkInterface: Buffer): Buffer {
  return Buffer.concat([group, networkInterface]);
}

/** struct ipv6_mreq. @param interfaceIndex  0 lets the system choose */
export function packMembership6(group: Buffer, interfaceIndex: number): Buffer {
  const mreq = Buffer.alloc(group.length + 4);
  mreq.set(group);
  mreq.writeUInt32LE(interfaceIndex >>> 0, group.length);
  return mreq;
}

const JOINS: ReadonlySet<number> = new Set([platform.IP_ADD_MEMBERSHIP, platform.IPV6_JOIN_GROUP]);

/** True unless the option joins a group that the gate does not permit. */
export function mayJoin({ context, fd }: Socket, { kind, name }: SocketOption, packed: Uint8Array): boolean {
  const { gate } = context;
  if (gate === undefined || !kind.startsWith("membership") || !JOINS.has(name)) return true;
  const address = localAddress(fd);
  const group = packed.subarray(0, packed.length - (kind === "membership" ? ANY_ADDRESS.length : 4));
  return gate.permitsGroup("*", group, typeof address === "number" ? 0 : portOf(address));
}
