// The names of options and the types of their values.

import type { Failure, Linger } from "../results.ts";

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
  /** Seconds of silence before the first probe (TCP_KEEPIDLE). */
  "tcp-keepidle": number;
  /** Seconds between probes (TCP_KEEPINTVL). */
  "tcp-keepintvl": number;
  /** How many probes without answer end the connection (TCP_KEEPCNT). */
  "tcp-keepcnt": number;
  /** Bytes of the kernel's buffer for what comes; Linux doubles what is set (SO_RCVBUF). */
  "recv-buffer-size": number;
  /** Bytes of the kernel's buffer for what goes; Linux doubles what is set (SO_SNDBUF). */
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

/** A group of IPv4 multicast, and the interface to join it on. */
export interface Membership {
  /** The group's address, 224.0.0.0 to 239.255.255.255. */
  readonly multiaddr: string;
  /** An address of the interface, `"*"` for the system's choice. */
  readonly interface: string;
}

/** A group of IPv6 multicast, and the interface to join it on. */
export interface Membership6 {
  /** The group's address, which begins with ff. */
  readonly multiaddr: string;
  /** The index of the interface; 0, or left out, for the system's choice. */
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
  /** How many routers IPv6 datagrams may pass (IPV6_UNICAST_HOPS). */
  "ipv6-unicast-hops": number;
  /** How many routers IPv6 multicast may pass, 1 by default (IPV6_MULTICAST_HOPS). */
  "ipv6-multicast-hops": number;
  /** As ip-multicast-loop, for IPv6 (IPV6_MULTICAST_LOOP). */
  "ipv6-multicast-loop": boolean;
  /** Bytes of the kernel's buffer for what comes; Linux doubles what is set (SO_RCVBUF). */
  "recv-buffer-size": number;
  /** Bytes of the kernel's buffer for what goes; Linux doubles what is set (SO_SNDBUF). */
  "send-buffer-size": number;
}

/** The options of UDP objects that can only be set. */
export interface UdpSetOnlyValues {
  /** How many routers multicast may pass: 0 to 255, 1 by default (IP_MULTICAST_TTL). */
  "ip-multicast-ttl": number;
  /** Join a group (IP_ADD_MEMBERSHIP). */
  "ip-add-membership": Membership;
  /** Leave a group (IP_DROP_MEMBERSHIP). */
  "ip-drop-membership": Membership;
  /** Join a group of IPv6 (IPV6_ADD_MEMBERSHIP). */
  "ipv6-add-membership": Membership6;
  /** Leave a group of IPv6 (IPV6_DROP_MEMBERSHIP). */
  "ipv6-drop-membership": Membership6;
}

/** Those of unix-domain datagram sockets; none can be read. */
export interface UnixDatagramOptionValues {
  /** Of no effect on paths: a file that is there must be removed before `bind` (SO_REUSEADDR). */
  reuseaddr: boolean;
}

/** Those of unix-domain streams; none can be read. */
export interface UnixStreamOptionValues extends UnixDatagramOptionValues {
  /** Of no effect between processes of one machine (SO_KEEPALIVE). */
  keepalive: boolean;
  /** What close does with unsent data (SO_LINGER). */
  linger: Linger;
}

/** What can be read of every socket. */
interface PendingError {
  /** The pending error, undefined for none; reading clears it (SO_ERROR). */
  error: Failure | undefined;
}

/** What `setoption` of TCP objects takes. */
export interface SettableTcpValues extends TcpOptionValues, TcpSetOnlyValues {}
/** What `getoption` of TCP objects gives. */
export interface ReadableTcpValues extends TcpOptionValues, PendingError {}
/** What `setoption` of UDP objects takes. */
export interface SettableUdpValues extends UdpOptionValues, UdpSetOnlyValues {}
/** What `getoption` of UDP objects gives. */
export interface ReadableUdpValues extends UdpOptionValues, PendingError {}
