// What setoption and getoption know (options.c): which option has which name, shape and number.

import { platform } from "../../os/platform.js";
import {
  getInteger,
  getLinger,
  type Linger,
  type OptionName,
  setInteger,
  setLinger,
  takePendingError,
} from "../../os/socket-options.js";
import { errorText, type Failure } from "../error-text.js";

export type { Linger };

/** The shape of an option's value. `error` is text, to be read only. */
export type OptionKind = "boolean" | "integer" | "linger" | "error";

export interface SocketOption extends OptionName {
  readonly kind: OptionKind;
  readonly canGet: boolean;
  readonly canSet: boolean;
}

export type OptionTable = ReadonlyMap<string, SocketOption>;

const both = (kind: OptionKind, level: number, name: number): SocketOption => ({
  kind,
  level,
  name,
  canGet: true,
  canSet: true,
});
const setOnly = (kind: OptionKind, level: number, name: number): SocketOption => ({
  ...both(kind, level, name),
  canGet: false,
});
const getOnly = (kind: OptionKind, level: number, name: number): SocketOption => ({
  ...both(kind, level, name),
  canSet: false,
});

const { SOL_SOCKET, IPPROTO_TCP, IPPROTO_IPV6 } = platform;

/** The options of TCP objects of every class. */
export const TCP_OPTIONS: OptionTable = new Map([
  ["error", getOnly("error", SOL_SOCKET, platform.SO_ERROR)],
  ["ipv6-v6only", setOnly("boolean", IPPROTO_IPV6, platform.IPV6_V6ONLY)],
  ["keepalive", both("boolean", SOL_SOCKET, platform.SO_KEEPALIVE)],
  ["linger", both("linger", SOL_SOCKET, platform.SO_LINGER)],
  ["recv-buffer-size", both("integer", SOL_SOCKET, platform.SO_RCVBUF)],
  ["reuseaddr", both("boolean", SOL_SOCKET, platform.SO_REUSEADDR)],
  ["reuseport", both("boolean", SOL_SOCKET, platform.SO_REUSEPORT)],
  ["send-buffer-size", both("integer", SOL_SOCKET, platform.SO_SNDBUF)],
  ["tcp-defer-accept", setOnly("integer", IPPROTO_TCP, platform.TCP_DEFER_ACCEPT)],
  ["tcp-fastopen", setOnly("integer", IPPROTO_TCP, platform.TCP_FASTOPEN)],
  ["tcp-fastopen-connect", setOnly("integer", IPPROTO_TCP, platform.TCP_FASTOPEN_CONNECT)],
  ["tcp-keepcnt", both("integer", IPPROTO_TCP, platform.TCP_KEEPCNT)],
  ["tcp-keepidle", both("integer", IPPROTO_TCP, platform.TCP_KEEPIDLE)],
  ["tcp-keepintvl", both("integer", IPPROTO_TCP, platform.TCP_KEEPINTVL)],
  ["tcp-nodelay", both("boolean", IPPROTO_TCP, platform.TCP_NODELAY)],
]);

export type OptionValue = boolean | number | Linger | Failure;

/** Sets an option to a value of its kind. False: the kernel refused. */
export function setOption(fd: number, option: SocketOption, value: boolean | number | Linger): boolean {
  if (typeof value === "object") return setLinger(fd, value) === 0;
  return setInteger(fd, option, Number(value)) === 0;
}

/** Reads an option. Undefined: the kernel refused; null: there is no pending error. */
export function getOption(fd: number, option: SocketOption): OptionValue | null | undefined {
  switch (option.kind) {
    case "error": {
      const errno = takePendingError(fd);
      if (errno === undefined) return undefined;
      return errno === 0 ? null : errorText(errno);
    }
    case "linger":
      return getLinger(fd);
    case "integer":
      return getInteger(fd, option);
    case "boolean": {
      const integer = getInteger(fd, option);
      return integer === undefined ? undefined : integer !== 0;
    }
  }
}
