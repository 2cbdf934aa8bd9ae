// Socket options: name, value type, and access to the value (options.c).

import { platform } from "../../os/platform/platform.ts";
import { ABSENT } from "../../os/platform/platform-numbers.ts";
import {
  getBytes,
  getInteger,
  getLinger,
  type Linger,
  setBytes,
  setInteger,
  setLinger,
  takePendingError,
} from "../../os/socket/socket-options.ts";
import { errorText, type Failure, PERMISSION_DENIED, SETSOCKOPT_FAILED } from "../error-text.ts";
import type { Socket } from "../socket.ts";
import type { OptionKind, OptionTable, SocketOption } from "../socket-option.ts";
import { mayJoin } from "./membership.ts";

export type { Linger };

export const getAndSet = (kind: OptionKind, level: number, name: number): SocketOption => ({
  kind,
  level,
  name,
  canGet: true,
  canSet: true,
});
export const setOnly = (kind: OptionKind, level: number, name: number): SocketOption => ({
  ...getAndSet(kind, level, name),
  canGet: false,
});
const getOnly = (kind: OptionKind, level: number, name: number): SocketOption => ({
  ...getAndSet(kind, level, name),
  canSet: false,
});

/** A table of the options that this system has. LuaSocket also omits the others at build time. */
export function optionTable(options: Iterable<readonly [string, SocketOption]>): OptionTable {
  return new Map([...options].filter(([, { name }]) => name !== ABSENT));
}

/** The same options, with access restricted to `names`. */
export function restrictTo(
  table: OptionTable,
  names: { readonly get: readonly string[]; readonly set: readonly string[] },
): OptionTable {
  const all = new Set([...names.get, ...names.set]);
  return new Map(
    [...table]
      .filter(([name]) => all.has(name))
      .map(([name, option]) => [
        name,
        { ...option, canGet: names.get.includes(name), canSet: names.set.includes(name) },
      ]),
  );
}

const IN_ADDR_SIZE = 4;
const IFNAMSIZ = 16;

/** A checked value for an option; addresses, structs and names are packed. */
export type SettableValue = boolean | number | Linger | Uint8Array;
export type OptionValue = boolean | number | Linger | Failure | string;

/** Sets an option to a value of its kind. Returns false if the kernel refused. */
export function setOption(fd: number, option: SocketOption, value: SettableValue): boolean {
  if (value instanceof Uint8Array) {
    // The kernel would truncate the name of an interface, which may be another interface's.
    if (option.kind === "name" && value.length > IFNAMSIZ) return false;
    return setBytes(fd, option, value) === 0;
  }
  if (typeof value === "object") return setLinger(fd, value) === 0;
  return setInteger(fd, option, Number(value)) === 0;
}

/** Reads an option. Undefined: the kernel refused; null: no pending error. */
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
    case "interface":
      return getBytes(fd, option, IN_ADDR_SIZE)?.join(".");
    case "name":
      return getBytes(fd, option, IFNAMSIZ)?.toString().split("\0", 1)[0];
    case "membership":
    case "membership6":
      // getsockopt(2) cannot list memberships.
      return undefined;
  }
}

/** The option `error` of every kind of socket. */
export const PENDING_ERROR: SocketOption = getOnly("error", platform.SOL_SOCKET, platform.SO_ERROR);

/** Sets a socket's option to a value of its kind. Returns the failure, or undefined. */
export function setSocketOption(
  socket: Socket,
  option: SocketOption,
  value: SettableValue,
): Failure | undefined {
  if (value instanceof Uint8Array && !mayJoin(socket, option, value)) return PERMISSION_DENIED;
  return setOption(socket.fd, option, value) ? undefined : SETSOCKOPT_FAILED;
}
