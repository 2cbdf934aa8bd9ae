// The public type of a policy: addresses, paths and descriptors that sockets may use.

import type { Access } from "./access.ts";

/**
 * Permissions of sockets. Absent settings refuse: `{}` allows nothing.
 *
 * A rule for hosts is an address, a network, a name, or `*` for every host, optionally followed by a port or a range of
 * ports: `"192.0.2.1:80"`, `"10.0.0.0/8:8000-8999"`, `"[2001:db8::/32]:443"`, `"example.org:443"`, `"*.example.org"`,
 * `"*:80"`. A name is compared with the name passed to the socket, an address with each resolved address that is tried.
 * A name rule permits no special-purpose address: loopback, private networks and the like need a rule of their own;
 * `localhost` permits the loopback addresses.
 */
export interface Policy {
  /** Hosts that sockets may connect and send to. */
  readonly connect?: Access;
  /** Addresses that sockets may bind to and listen on, and multicast groups to join. Port 0: the system chooses. */
  readonly listen?: Access;
  /**
   * Names that may be looked up, `true` for all. By default: names in rules of `connect` and `listen`, and every name
   * if `connect` has rules for addresses, since it may resolve to one of them.
   */
  readonly resolve?: boolean | readonly string[];
  /** Unix-domain sockets: files, or folders with their contents, and abstract names as `"@name"`. */
  readonly unix?: Access;
  /** Whether sockets may take over descriptors, by `setfd` and `adopt`. */
  readonly descriptors?: boolean;
}
