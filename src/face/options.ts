// setoption and getoption: names, and an option's value checked for its shape.

import { LINGER_ON_EXPECTED, LINGER_TIMEOUT_EXPECTED, unsupportedOption } from "../net/argument-text.js";
import { GETSOCKOPT_FAILED, SETSOCKOPT_FAILED } from "../net/error-text.js";
import {
  getOption,
  type Linger,
  type OptionTable,
  type SocketOption,
  setOption,
} from "../net/options/option.js";
import { badArgument, booleanArgument, numberArgument, objectArgument, textArgument } from "./arguments.js";
import type { Done, Failure, Result } from "./results.js";

/** The options that can be set on TCP objects, with their values. */
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
}

/** The options that can only be set. */
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

export type SettableTcpOption = keyof TcpOptionValues | keyof TcpSetOnlyValues;
export type ReadableTcpOption = keyof TcpOptionValues | "error";
export type SetTcpOption<Name extends SettableTcpOption> = (TcpOptionValues & TcpSetOnlyValues)[Name];
/** The value of `error` is the pending error, undefined for none. */
export type ReadTcpOption<Name extends ReadableTcpOption> = Name extends keyof TcpOptionValues
  ? TcpOptionValues[Name]
  : Failure | undefined;

/** What has a descriptor. It is looked up last: reading a caller's value may run code that closes it. */
interface Holder {
  readonly fd: number;
}

export function setoption(holder: Holder, table: OptionTable, name: unknown, value: unknown): Done {
  const option = named(table, name, "setoption");
  if (!option.canSet) throw unsupported(name, "setoption");
  const checked = optionValue(option, value);
  return setOption(holder.fd, option, checked) ? [1] : [undefined, SETSOCKOPT_FAILED];
}

export function getoption(holder: Holder, table: OptionTable, name: unknown): Result<unknown> {
  const option = named(table, name, "getoption");
  if (!option.canGet) throw unsupported(name, "getoption");
  const value = getOption(holder.fd, option);
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

function optionValue({ kind }: SocketOption, value: unknown): boolean | number | Linger {
  if (kind === "boolean") return booleanArgument(value, 2, "setoption");
  if (kind === "integer") return numberArgument(value, 2, "setoption");
  const linger = objectArgument(value, 2, "setoption");
  const { on, timeout } = linger;
  if (typeof on !== "boolean") throw badArgument(2, "setoption", LINGER_ON_EXPECTED);
  if (typeof timeout !== "number") throw badArgument(2, "setoption", LINGER_TIMEOUT_EXPECTED);
  return { on, timeout };
}
