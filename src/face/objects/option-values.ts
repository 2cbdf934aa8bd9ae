// The names of options and the types of their values.

import type { Failure, Linger } from "../results.js";

/** The options of TCP objects that can be set and read. */
export interface TcpOptionValues {
  /** Probe an idle connection (SO_KEEPALIVE). */
  keepalive: boolean;
  /** What close does with unsent data: `timeout` is in seconds (SO_LINGER). */
  linger: Linger;
  /** Bind although connections of an earlier server still linger (SO_REUSEADDR). */
  reuseaddr: boolean;
  /** Let several sockets bind to one address (SO_REUSEPORT). */
  reuseport: boolean;
  /** Send small pieces at once (TCP_NODELAY). */
  "tcp-nodelay": boolean;
  /** Seconds of silence before the first probe, seconds between probes, and how many are sent. */
  "tcp-keepidle": number;
  "tcp-keepintvl": number;
  "tcp-keepcnt": number;
  /** Bytes of the kernel's buffers; Linux doubles what is set (SO_RCVBUF, SO_SNDBUF). */
  "recv-buffer-size": number;
  "send-buffer-size": number;
  /** The network interface that alone is used, `""` for all; takes a privilege to change (SO_BINDTODEVICE). */
  bindtodevice: string;
}

/** The options of TCP objects that can only be set. */
export interface TcpSetOnlyValues {
  /** An IPv6 socket leaves IPv4 to others; on by default (IPV6_V6ONLY). */
  "ipv6-v6only": boolean;
  /** Seconds to wait for data before a connection is accepted (TCP_DEFER_ACCEPT). */
  "tcp-defer-accept": number;
  /** How many connections may stand in the queue with data (TCP_FASTOPEN). */
  "tcp-fastopen": number;
  /** Send data with the connection request (TCP_FASTOPEN_CONNECT). */
  "tcp-fastopen-connect": number;
}

/** A group of IPv4 multicast, and the interface to join it on: its address, `"*"` for the system's choice. */
export interface Membership {
  readonly multiaddr: string;
  readonly interface: string;
}

/** A group of IPv6 multicast, and the index of the interface to join it on; 0 for the system's choice. */
export interface Membership6 {
  readonly multiaddr: string;
  readonly interface?: number;
}

/** The options of UDP objects that can be set and read. */
export interface UdpOptionValues {
  /** Send to hosts on the local network only (SO_DONTROUTE). */
  dontroute: boolean;
  /** Send to broadcast addresses (SO_BROADCAST). */
  broadcast: boolean;
  /** Let several sockets bind to one address: each gets what is sent to a group (SO_REUSEADDR). */
  reuseaddr: boolean;
  /** Let several sockets bind to one address: each datagram goes to one of them (SO_REUSEPORT). */
  reuseport: boolean;
  /** The address of the interface that multicast is sent by; `"*"` to set, `"0.0.0.0"` when read: the system's choice. */
  "ip-multicast-if": string;
  /** Give what is sent to a group to this host's members, too; on by default (IP_MULTICAST_LOOP). */
  "ip-multicast-loop": boolean;
  /** An IPv6 socket leaves IPv4 to others; on by default (IPV6_V6ONLY). */
  "ipv6-v6only": boolean;
  /** How many routers IPv6 datagrams may pass (IPV6_UNICAST_HOPS, IPV6_MULTICAST_HOPS). */
  "ipv6-unicast-hops": number;
  "ipv6-multicast-hops": number;
  /** As ip-multicast-loop, for IPv6 (IPV6_MULTICAST_LOOP). */
  "ipv6-multicast-loop": boolean;
  /** Bytes of the kernel's buffers; Linux doubles what is set (SO_RCVBUF, SO_SNDBUF). */
  "recv-buffer-size": number;
  "send-buffer-size": number;
}

/** The options of UDP objects that can only be set. */
export interface UdpSetOnlyValues {
  /** How many routers multicast may pass: 0 to 255, 1 by default (IP_MULTICAST_TTL). */
  "ip-multicast-ttl": number;
  /** Join a group, leave it (IP_ADD_MEMBERSHIP, IP_DROP_MEMBERSHIP). */
  "ip-add-membership": Membership;
  "ip-drop-membership": Membership;
  "ipv6-add-membership": Membership6;
  "ipv6-drop-membership": Membership6;
}

/** Those of unix-domain datagram sockets; none can be read. */
export interface UnixDatagramOptionValues {
  reuseaddr: boolean;
}

/** Those of unix-domain streams; none can be read. */
export interface UnixStreamOptionValues extends UnixDatagramOptionValues {
  keepalive: boolean;
  linger: Linger;
}

/** What can be read of every socket, and clears itself: the pending error, undefined for none. */
interface PendingError {
  error: Failure | undefined;
}

/** The values that can be set, and those that can be read, of each kind of socket. */
export interface SettableTcpValues extends TcpOptionValues, TcpSetOnlyValues {}
export interface ReadableTcpValues extends TcpOptionValues, PendingError {}
export interface SettableUdpValues extends UdpOptionValues, UdpSetOnlyValues {}
export interface ReadableUdpValues extends UdpOptionValues, PendingError {}
