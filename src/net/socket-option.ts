// The type of an option of a socket, which a dialect's tables are made of.

import type { OptionName } from "../os/socket/socket-options.ts";

/**
 * The shape of an option's value.
 *
 * - `boolean`, `integer`, and `linger`: `{ on, timeout }`
 * - `error`: text, to be read only
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
