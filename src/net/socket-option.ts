// The type of a socket option, used by the tables of a dialect.

import type { OptionName } from "../os/socket/socket-options.ts";

/**
 * The type of an option's value.
 *
 * - `boolean`, `integer`, and `linger`: `{ on, timeout }`
 * - `error`: text, read-only
 * - `interface`: the IPv4 address of a network interface, `*` for the system's choice
 * - `membership`: `{ multiaddr, interface }`, IPv4 addresses; `*` for any interface
 * - `membership6`: `{ multiaddr, interface }`, an IPv6 address and the index of an interface, 0 for any
 * - `name`: text
 */
export type OptionKind =
  | "boolean"
  | "integer"
  | "linger"
  | "error"
  | "interface"
  | "membership"
  | "membership6"
  | "name";

export interface SocketOption extends OptionName {
  readonly kind: OptionKind;
  readonly canGet: boolean;
  readonly canSet: boolean;
}

export type OptionTable = ReadonlyMap<string, SocketOption>;
