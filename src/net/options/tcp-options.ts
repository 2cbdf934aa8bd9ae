// Options of TCP objects in any role (tcp.c).

import { platform } from "../../os/platform/platform.ts";
import type { OptionTable } from "../socket-option.ts";
import { getAndSet, optionTable, PENDING_ERROR, setOnly } from "./option.ts";

const { SOL_SOCKET, IPPROTO_TCP, IPPROTO_IPV6 } = platform;

export const TCP_OPTIONS: OptionTable = optionTable([
  ["bindtodevice", getAndSet("name", SOL_SOCKET, platform.SO_BINDTODEVICE)],
  ["error", PENDING_ERROR],
  ["ipv6-v6only", setOnly("boolean", IPPROTO_IPV6, platform.IPV6_V6ONLY)],
  ["keepalive", getAndSet("boolean", SOL_SOCKET, platform.SO_KEEPALIVE)],
  ["linger", getAndSet("linger", SOL_SOCKET, platform.SO_LINGER)],
  ["recv-buffer-size", getAndSet("integer", SOL_SOCKET, platform.SO_RCVBUF)],
  ["reuseaddr", getAndSet("boolean", SOL_SOCKET, platform.SO_REUSEADDR)],
  ["reuseport", getAndSet("boolean", SOL_SOCKET, platform.SO_REUSEPORT)],
  ["send-buffer-size", getAndSet("integer", SOL_SOCKET, platform.SO_SNDBUF)],
  ["tcp-defer-accept", setOnly("integer", IPPROTO_TCP, platform.TCP_DEFER_ACCEPT)],
  ["tcp-fastopen", setOnly("integer", IPPROTO_TCP, platform.TCP_FASTOPEN)],
  ["tcp-fastopen-connect", setOnly("integer", IPPROTO_TCP, platform.TCP_FASTOPEN_CONNECT)],
  ["tcp-keepcnt", getAndSet("integer", IPPROTO_TCP, platform.TCP_KEEPCNT)],
  ["tcp-keepidle", getAndSet("integer", IPPROTO_TCP, platform.TCP_KEEPIDLE)],
  ["tcp-keepintvl", getAndSet("integer", IPPROTO_TCP, platform.TCP_KEEPINTVL)],
  ["tcp-nodelay", getAndSet("boolean", IPPROTO_TCP, platform.TCP_NODELAY)],
]);
