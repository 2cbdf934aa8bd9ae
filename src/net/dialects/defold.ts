// LuaSocket 3.0-rc1 as Defold ships it, with the additions of Defold's manual.

import { DATAGRAM_SIZE } from "../constants.ts";
import type { Dialect } from "../dialect.ts";
import { restrictTo } from "../options/option.ts";
import { TCP_OPTIONS } from "../options/tcp-options.ts";
import { UDP_OPTIONS } from "../options/udp-options.ts";
import { ANY, TCP_METHOD_ROLES } from "../roles.ts";
import { LUASOCKET_3_1 } from "./luasocket-3.1.ts";

const TCP_SET = ["keepalive", "reuseaddr", "tcp-nodelay", "ipv6-v6only", "linger"];

const UDP_GET_AND_SET = [
  "dontroute",
  "broadcast",
  "reuseaddr",
  "reuseport",
  "ip-multicast-if",
  "ip-multicast-ttl",
  "ip-multicast-loop",
  "ip-add-membership",
  "ip-drop-membership",
  "ipv6-unicast-hops",
  "ipv6-multicast-hops",
  "ipv6-multicast-loop",
  "ipv6-v6only",
];

export const DEFOLD: Dialect = {
  ...LUASOCKET_3_1,
  name: "defold",
  version: "LuaSocket 3.0-rc1",
  opensAtOnce: true,
  largestDatagramRead: DATAGRAM_SIZE,
  finalizerIsProtected: true,
  exceptionsAreTables: true,
  classErrorsTellType: true,
  lacks: new Set(["adopt", "tcp4", "udp4", "unix", "gettimeout", "_DATAGRAMSIZE", "_SOCKETINVALID"]),
  // In the manual, masters and servers have counters too.
  tcpMethodRoles: { ...TCP_METHOD_ROLES, getstats: ANY, setstats: ANY },
  tcpOptions: restrictTo(TCP_OPTIONS, {
    get: ["keepalive", "reuseaddr", "tcp-nodelay", "linger", "error"],
    set: TCP_SET,
  }),
  // According to the manual all of these are readable. The kernel does not return memberships.
  udpOptions: restrictTo(UDP_OPTIONS, {
    get: [...UDP_GET_AND_SET, "error"],
    set: [...UDP_GET_AND_SET, "ipv6-add-membership", "ipv6-drop-membership"],
  }),
};
