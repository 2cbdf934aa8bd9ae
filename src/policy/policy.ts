// What a program may be given as a policy: which addresses, paths and descriptors its sockets may have.

import type { Access } from "./access.ts";

/**
 * What sockets may do. Whatever is not said is refused: `{}` allows nothing.
 *
 * A rule for hosts is an address, a network, a name, or `*` for every host; behind it may stand a port or a range of
 * ports: `"192.0.2.1:80"`, `"10.0.0.0/8:8000-8999"`, `"[2001:db8::/32]:443"`, `"example.org:443"`, `"*.example.org"`,
 * `"*:80"`. Names are compared as they are given to the socket, addresses when they are resolved, each that is tried. A
 * name allows no address inside: loopback, private networks and the like need a rule of their own; `localhost` is the
 * loopback.
 */
export interface Policy {
  /** Whom sockets may connect and send to. */
  readonly connect?: Access;
  /** Where sockets may be bound and listen, and which groups of multicast they may join. Port 0: the system chooses. */
  readonly listen?: Access;
  /**
   * Names that may be looked up, `true` for all. Where it is not said: those that rules of `connect` and `listen` name,
   * and every name where `connect` has rules for addresses, since it may lead to one of them.
   */
  readonly resolve?: boolean | readonly string[];
  /** Unix-domain sockets: files, or folders and what is in them, and abstract names as `"@name"`. */
  readonly unix?: Access;
  /** Whether a socket may be given a descriptor, by `setfd` and `adopt`. */
  readonly descriptors?: boolean;
}
