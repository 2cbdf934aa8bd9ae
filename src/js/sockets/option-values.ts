// Option names and the types of their values.

import type { Failure, Linger } from "../results.ts";

/** The options of TCP objects that can be set and read. */
export interface TcpOptionValues {
  /** Probes an idle connection (SO_KEEPALIVE). */
  keepalive: boolean;
  /** Makes close wait for unsent data, up to `timeout` seconds (SO_LINGER). */
  linger: Linger;
  /** Allows bind while connections of an earlier server are in TIME_WAIT (SO_REUSEADDR). */
  reuseaddr: boolean;
  /** Allows several sockets to bind to one address (SO_REUSEPORT). */
  reuseport: boolean;
  /** Sends small segments at once: disables Nagle's algorithm (TCP_NODELAY). */
  "tcp-nodelay": boolean;
  /** Idle seconds before the first keepalive probe (TCP_KEEPIDLE). */
  "tcp-keepidle": number;
  /** Seconds between keepalive probes (TCP_KEEPINTVL). */
  "tcp-keepintvl": number;
  /** Number of unanswered keepalive probes that end the connection (TCP_KEEPCNT). */
  "tcp-keepcnt": number;
  /** Size of the kernel's receive buffer in bytes; Linux doubles the value set (SO_RCVBUF). */
  "recv-buffer-size": number;
  /** Size of the kernel's send buffer in bytes; Linux doubles the value set (SO_SNDBUF). */
  "send-buffer-size": number;
  /** The only network interface to use, `""` for all; changing it requires a privilege (SO_BINDTODEVICE). */
  bindtodevice: string;
}

/** The options of TCP objects that can only be set. */
export interface TcpSetOnlyValues {
  /** Restricts an IPv6 socket to IPv6, without mapped IPv4 addresses; on by default (IPV6_V6ONLY). */
  "ipv6-v6only": boolean;
  /** Seconds to wait for data before a connection is accepted (TCP_DEFER_ACCEPT). */
  "tcp-defer-accept": number;
  /** Maximum number of pending fast-open connections (TCP_FASTOPEN). */
  "tcp-fastopen": number;
  /** Sends data with the connection request (TCP_FASTOPEN_CONNECT). */
  "tcp-fastopen-connect": number;
}

/** An IPv4 multicast group, and the interface to join it on. */
export interface Membership {
  /** The group's address, 224.0.0.0 to 239.255.255.255. */
  readonly multiaddr: string;
  /** An address of the interface, `"*"` for the system's choice. */
  readonly interface: string;
}

/** An IPv6 multicast group, and the interface to join it on. */
export interface Membership6 {
  /** The group's address, in ff00::/8. */
  readonly multiaddr: string;
  /** The index of the interface; 0 (default) for the system's choice. */
  readonly interface?: number;
}

/** The options of UDP objects that can be set and read. */
export interface UdpOptionValues {
  /** Sends only to directly connected hosts, bypassing routing (SO_DONTROUTE). */
  dontroute: boolean;
  /** Permits sending to broadcast addresses (SO_BROADCAST). */
  broadcast: boolean;
  /** Allows several sockets to bind to one address: each receives the multicast datagrams (SO_REUSEADDR). */
  reuseaddr: boolean;
  /** Allows several sockets to bind to one address: each datagram goes to one of them (SO_REUSEPORT). */
  reuseport: boolean;
  /** Address of the interface that sends multicast; for the system's choice set `"*"`, which reads as `"0.0.0.0"`. */
  "ip-multicast-if": string;
  /** Delivers multicast that this host sends to its own members; on by default (IP_MULTICAST_LOOP). */
  "ip-multicast-loop": boolean;
  /** Restricts an IPv6 socket to IPv6, without mapped IPv4 addresses; on by default (IPV6_V6ONLY). */
  "ipv6-v6only": boolean;
  /** Hop limit of IPv6 unicast datagrams (IPV6_UNICAST_HOPS). */
  "ipv6-unicast-hops": number;
  /** Hop limit of IPv6 multicast datagrams, 1 by default (IPV6_MULTICAST_HOPS). */
  "ipv6-multicast-hops": number;
  /** Same as ip-multicast-loop, for IPv6 (IPV6_MULTICAST_LOOP). */
  "ipv6-multicast-loop": boolean;
  /** Size of the kernel's receive buffer in bytes; Linux doubles the value set (SO_RCVBUF). */
  "recv-buffer-size": number;
  /** Size of the kernel's send buffer in bytes; Linux doubles the value set (SO_SNDBUF). */
  "send-buffer-size": number;
}

/** The options of UDP objects that can only be set. */
export interface UdpSetOnlyValues {
  /** Time to live of IPv4 multicast datagrams: 0 to 255, 1 by default (IP_MULTICAST_TTL). */
  "ip-multicast-ttl": number;
  /** Joins an IPv4 group (IP_ADD_MEMBERSHIP). */
  "ip-add-membership": Membership;
  /** Leaves an IPv4 group (IP_DROP_MEMBERSHIP). */
  "ip-drop-membership": Membership;
  /** Joins an IPv6 group (IPV6_ADD_MEMBERSHIP). */
  "ipv6-add-membership": Membership6;
  /** Leaves an IPv6 group (IPV6_DROP_MEMBERSHIP). */
  "ipv6-drop-membership": Membership6;
}

/** The options of unix-domain datagram sockets; none can be read. */
export interface UnixDatagramOptionValues {
  /** Has no effect on paths: remove an existing file before `bind` (SO_REUSEADDR). */
  reuseaddr: boolean;
}

/** The options of unix-domain streams; none can be read. */
export interface UnixStreamOptionValues extends UnixDatagramOptionValues {
  /** Has no effect between processes of one machine (SO_KEEPALIVE). */
  keepalive: boolean;
  /** Makes close wait for unsent data, up to `timeout` seconds (SO_LINGER). */
  linger: Linger;
}

/** The option that every TCP and UDP socket can read. */
interface PendingError {
  /** The pending error, undefined for none; reading clears it (SO_ERROR). */
  error: Failure | undefined;
}

/** The values that `setoption` of TCP objects takes. */
export interface SettableTcpValues extends TcpOptionValues, TcpSetOnlyValues {}
/** The values that `getoption` of TCP objects returns. */
export interface ReadableTcpValues extends TcpOptionValues, PendingError {}
/** The values that `setoption` of UDP objects takes. */
export interface SettableUdpValues extends UdpOptionValues, UdpSetOnlyValues {}
/** The values that `getoption` of UDP objects returns. */
export interface ReadableUdpValues extends UdpOptionValues, PendingError {}
