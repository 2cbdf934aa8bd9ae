// Options of UDP objects, connected or not (udp.c).

import { platform } from "../../os/platform/platform.ts";
import type { OptionTable } from "../socket-option.ts";
import { getAndSet, optionTable, PENDING_ERROR, setOnly } from "./option.ts";

const { SOL_SOCKET, IPPROTO_IP, IPPROTO_IPV6 } = platform;

export const UDP_OPTIONS: OptionTable = optionTable([
  ["broadcast", getAndSet("boolean", SOL_SOCKET, platform.SO_BROADCAST)],
  ["dontroute", getAndSet("boolean", SOL_SOCKET, platform.SO_DONTROUTE)],
  ["error", PENDING_ERROR],
  ["ip-add-membership", setOnly("membership", IPPROTO_IP, platform.IP_ADD_MEMBERSHIP)],
  ["ip-drop-membership", setOnly("membership", IPPROTO_IP, platform.IP_DROP_MEMBERSHIP)],
  ["ip-multicast-if", getAndSet("interface", IPPROTO_IP, platform.IP_MULTICAST_IF)],
  ["ip-multicast-loop", getAndSet("boolean", IPPROTO_IP, platform.IP_MULTICAST_LOOP)],
  ["ip-multicast-ttl", setOnly("integer", IPPROTO_IP, platform.IP_MULTICAST_TTL)],
  ["ipv6-add-membership", setOnly("membership6", IPPROTO_IPV6, platform.IPV6_JOIN_GROUP)],
  ["ipv6-drop-membership", setOnly("membership6", IPPROTO_IPV6, platform.IPV6_LEAVE_GROUP)],
  ["ipv6-multicast-hops", getAndSet("integer", IPPROTO_IPV6, platform.IPV6_MULTICAST_HOPS)],
  ["ipv6-multicast-loop", getAndSet("boolean", IPPROTO_IPV6, platform.IPV6_MULTICAST_LOOP)],
  ["ipv6-unicast-hops", getAndSet("integer", IPPROTO_IPV6, platform.IPV6_UNICAST_HOPS)],
  ["ipv6-v6only", getAndSet("boolean", IPPROTO_IPV6, platform.IPV6_V6ONLY)],
  ["recv-buffer-size", getAndSet("integer", SOL_SOCKET, platform.SO_RCVBUF)],
  ["reuseaddr", getAndSet("boolean", SOL_SOCKET, platform.SO_REUSEADDR)],
  ["reuseport", getAndSet("boolean", SOL_SOCKET, platform.SO_REUSEPORT)],
  ["send-buffer-size", getAndSet("integer", SOL_SOCKET, platform.SO_SNDBUF)],
]);
