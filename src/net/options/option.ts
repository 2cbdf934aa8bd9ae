// What an option is: its name, the shape of its value, and how that is set and read (options.c).

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

/** A table of those options that this system has: of the others LuaSocket does not know either where it is built. */
export function optionTable(options: Iterable<readonly [string, SocketOption]>): OptionTable {
  return new Map([...options].filter(([, { name }]) => name !== ABSENT));
}

/** The same options, none of which is more than what `names` allow. */
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

/** A value of an option's kind, checked; addresses, structs and names are packed. */
export type SettableValue = boolean | number | Linger | Uint8Array;
export type OptionValue = boolean | number | Linger | Failure | string;

/** Sets an option to a value of its kind. False: the kernel refused. */
export function setOption(fd: number, option: SocketOption, value: SettableValue): boolean {
  if (value instanceof Uint8Array) {
    // The kernel would cut the name of an interface off, and so take it for that of another.
    if (option.kind === "name" && value.length > IFNAMSIZ) return false;
    return setBytes(fd, option, value) === 0;
  }
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
    case "interface":
      return getBytes(fd, option, IN_ADDR_SIZE)?.join(".");
    case "name":
      return getBytes(fd, option, IFNAMSIZ)?.toString().split("\0", 1)[0];
    case "membership":
    case "membership6":
      // The kernel keeps no list that getsockopt(2) would give.
      return undefined;
  }
}

/** The option `error` of every kind of socket. */
export const PENDING_ERROR: SocketOption = getOnly("error", platform.SOL_SOCKET, platform.SO_ERROR);

/** Sets an option of a socket to a value of the option's kind. Gives why it failed, or undefined. */
export function setSocketOption(
  socket: Socket,
  option: SocketOption,
  value: SettableValue,
): Failure | undefined {
  if (value instanceof Uint8Array && !mayJoin(socket, option, value)) return PERMISSION_DENIED;
  return setOption(socket.fd, option, value) ? undefined : SETSOCKOPT_FAILED;
}
