// Checks of an option's value, in a fixed order (options.c).

import {
  INTERFACE_EXPECTED,
  INTERFACE_INDEX_EXPECTED,
  INVALID_INTERFACE,
  INVALID_MULTIADDR,
  IP_EXPECTED,
  LINGER_ON_EXPECTED,
  LINGER_TIMEOUT_EXPECTED,
  MULTIADDR_EXPECTED,
} from "../../text/argument-text.ts";
import type { SocketOption } from "../socket-option.ts";
import {
  groupAddress,
  groupAddress6,
  interfaceAddress,
  packMembership,
  packMembership6,
} from "./membership.ts";
import type { Linger, SettableValue } from "./option.ts";

/** Reads the fields of a value (of a table in Lua): undefined for a field of another type. */
export interface ValueFields {
  boolean(name: string): boolean | undefined;
  /** @param absent  returned for an absent field */
  number(name: string, absent?: number): number | undefined;
  text(name: string): string | undefined;
}

/** Reads a value in a binding's own representation, and reports one of another type as the binding reports misuse. */
export interface ValueReader {
  boolean(): boolean;
  number(): number;
  text(): string;
  bytes(): Uint8Array;
  fields(): ValueFields;
  /** Reports an invalid value of the right type. */
  complain(complaint: string): never;
}

const NUL = Buffer.alloc(1);

/** Reads a value of an option's kind. */
export function readOptionValue({ kind }: SocketOption, reader: ValueReader): SettableValue {
  switch (kind) {
    case "boolean":
      return reader.boolean();
    case "integer":
      return reader.number();
    case "name":
      return Buffer.concat([reader.bytes(), NUL]);
    case "linger":
      return readLinger(reader);
    case "interface":
      return interfaceAddress(reader.text()) ?? reader.complain(IP_EXPECTED);
    case "membership":
      return readMembership(reader);
    case "membership6":
      return readMembership6(reader);
    case "error":
      throw new Error("unreachable: the pending error is not set");
  }
}

function readLinger(reader: ValueReader): Linger {
  const fields = reader.fields();
  const on = fields.boolean("on") ?? reader.complain(LINGER_ON_EXPECTED);
  const timeout = fields.number("timeout") ?? reader.complain(LINGER_TIMEOUT_EXPECTED);
  return { on, timeout };
}

function readMembership(reader: ValueReader): Uint8Array {
  const fields = reader.fields();
  const multiaddr = fields.text("multiaddr") ?? reader.complain(MULTIADDR_EXPECTED);
  const group = groupAddress(multiaddr) ?? reader.complain(INVALID_MULTIADDR);
  const networkInterface = fields.text("interface") ?? reader.complain(INTERFACE_EXPECTED);
  return packMembership(group, interfaceAddress(networkInterface) ?? reader.complain(INVALID_INTERFACE));
}

function readMembership6(reader: ValueReader): Uint8Array {
  const fields = reader.fields();
  const multiaddr = fields.text("multiaddr") ?? reader.complain(MULTIADDR_EXPECTED);
  const group = groupAddress6(multiaddr) ?? reader.complain(INVALID_MULTIADDR);
  return packMembership6(group, fields.number("interface", 0) ?? reader.complain(INTERFACE_INDEX_EXPECTED));
}
