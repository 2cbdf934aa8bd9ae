// setoption and getoption: names, and an option's value checked for its shape.

import { GETSOCKOPT_FAILED } from "../../net/error-text.ts";
import {
  groupAddress,
  groupAddress6,
  interfaceAddress,
  packMembership,
  packMembership6,
} from "../../net/options/membership.ts";
import { getOption, type Linger, type SettableValue, setSocketOption } from "../../net/options/option.ts";
import type { Socket } from "../../net/socket.ts";
import type { OptionTable, SocketOption } from "../../net/socket-option.ts";
import {
  INTERFACE_EXPECTED,
  INTERFACE_INDEX_EXPECTED,
  INVALID_INTERFACE,
  INVALID_MULTIADDR,
  IP_EXPECTED,
  LINGER_ON_EXPECTED,
  LINGER_TIMEOUT_EXPECTED,
  MULTIADDR_EXPECTED,
  unsupportedOption,
} from "../../text/argument-text.ts";
import { badArgument, booleanArgument, numberArgument, objectArgument, textArgument } from "../arguments.ts";
import { type Done, done, type Result } from "../results.ts";

// The descriptor is looked up last: reading a caller's value may run code that closes it.

export function setoption(socket: Socket, table: OptionTable, name: unknown, value: unknown): Done {
  const option = named(table, name, "setoption");
  if (!option.canSet) throw unsupported(name, "setoption");
  const checked = optionValue(option, value);
  return done(setSocketOption(socket, option, checked));
}

export function getoption(socket: Socket, table: OptionTable, name: unknown): Result<unknown> {
  const option = named(table, name, "getoption");
  if (!option.canGet) throw unsupported(name, "getoption");
  const value = getOption(socket.fd, option);
  return value === undefined ? [undefined, GETSOCKOPT_FAILED] : [value ?? undefined];
}

function named(table: OptionTable, name: unknown, method: string): SocketOption {
  const option = table.get(textArgument(name, 1, method));
  if (option === undefined) throw unsupported(name, method);
  return option;
}

function unsupported(name: unknown, method: string): TypeError {
  return badArgument(1, method, unsupportedOption(String(name)));
}

function optionValue({ kind }: SocketOption, value: unknown): SettableValue {
  switch (kind) {
    case "boolean":
      return booleanArgument(value, 2, "setoption");
    case "integer":
      return numberArgument(value, 2, "setoption");
    case "name":
      return Buffer.from(`${textArgument(value, 2, "setoption")}\0`);
    case "linger":
      return lingerArgument(value);
    case "interface":
      return interfaceAddress(textArgument(value, 2, "setoption")) ?? complain(IP_EXPECTED);
    case "membership":
      return membershipArgument(value);
    case "membership6":
      return membership6Argument(value);
    case "error":
      throw new Error("unreachable: the pending error is not set");
  }
}

function lingerArgument(value: unknown): Linger {
  const { on, timeout } = objectArgument(value, 2, "setoption");
  if (typeof on !== "boolean") return complain(LINGER_ON_EXPECTED);
  if (typeof timeout !== "number") return complain(LINGER_TIMEOUT_EXPECTED);
  return { on, timeout };
}

function membershipArgument(value: unknown): Uint8Array {
  const { multiaddr, interface: networkInterface } = objectArgument(value, 2, "setoption");
  if (typeof multiaddr !== "string") return complain(MULTIADDR_EXPECTED);
  const group = groupAddress(multiaddr) ?? complain(INVALID_MULTIADDR);
  if (typeof networkInterface !== "string") return complain(INTERFACE_EXPECTED);
  return packMembership(group, interfaceAddress(networkInterface) ?? complain(INVALID_INTERFACE));
}

function membership6Argument(value: unknown): Uint8Array {
  const { multiaddr, interface: index = 0 } = objectArgument(value, 2, "setoption");
  if (typeof multiaddr !== "string") return complain(MULTIADDR_EXPECTED);
  const group = groupAddress6(multiaddr) ?? complain(INVALID_MULTIADDR);
  if (typeof index !== "number") return complain(INTERFACE_INDEX_EXPECTED);
  return packMembership6(group, index);
}

function complain(complaint: string): never {
  throw badArgument(2, "setoption", complaint);
}
