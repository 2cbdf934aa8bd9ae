// getsockopt(2) and setsockopt(2) for the value types of options.

import { negativeErrno } from "../errno.ts";
import { getsockopt, setsockopt } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";

/** Identifies an option: its protocol level and its number there. */
export interface OptionName {
  readonly level: number;
  readonly name: number;
}

/** Controls close with unsent data (struct linger, SO_LINGER in socket(7)). */
export interface Linger {
  /** True if close waits in the kernel. */
  readonly on: boolean;
  /** Seconds to wait; 0 with `on` resets the connection. */
  readonly timeout: number;
}

const INT_SIZE = 4;
const LINGER_FIELD = platform.lingerFieldSize;
/** Size of the largest value, struct ipv6_mreq. */
const VALUE_SIZE = 20;
const value = Buffer.alloc(VALUE_SIZE);
const valueLength = Buffer.alloc(INT_SIZE);

/** Sets an integer option. Returns 0 or the negative errno. C's int keeps the low 32 bits of `integer`. */
export function setInteger(fd: number, option: OptionName, integer: number): number {
  value.writeInt32LE(integer | 0, 0);
  return set(fd, option, INT_SIZE);
}

/** The option's value, or undefined if the call failed. */
export function getInteger(fd: number, option: OptionName): number | undefined {
  return get(fd, option, INT_SIZE) ? value.readInt32LE(0) : undefined;
}

export function setLinger(fd: number, { on, timeout }: Linger): number {
  value.writeIntLE(on ? 1 : 0, 0, LINGER_FIELD);
  if (LINGER_FIELD === INT_SIZE) value.writeInt32LE(timeout | 0, INT_SIZE);
  else value.writeUInt16LE(timeout & 0xffff, LINGER_FIELD);
  return set(fd, LINGER, 2 * LINGER_FIELD);
}

export function getLinger(fd: number): Linger | undefined {
  if (!get(fd, LINGER, 2 * LINGER_FIELD)) return undefined;
  return {
    on: value.readIntLE(0, LINGER_FIELD) !== 0,
    timeout: LINGER_FIELD === INT_SIZE ? value.readInt32LE(INT_SIZE) : value.readUInt16LE(LINGER_FIELD),
  };
}

/** Sets an option with a non-integer value: an address, a struct, a name. Returns 0 or the negative errno. */
export function setBytes(fd: number, option: OptionName, bytes: Uint8Array): number {
  if (bytes.length > VALUE_SIZE) throw new Error(`unreachable: ${bytes.length} bytes of an option's value`);
  value.set(bytes);
  return set(fd, option, bytes.length);
}

/** A copy of at most `size` bytes of an option's value, or undefined if the call failed. */
export function getBytes(fd: number, option: OptionName, size: number): Buffer | undefined {
  if (!get(fd, option, Math.min(size, VALUE_SIZE))) return undefined;
  return Buffer.from(value.subarray(0, valueLength.readUInt32LE(0)));
}

const LINGER: OptionName = { level: platform.SOL_SOCKET, name: platform.SO_LINGER };
const ERROR: OptionName = { level: platform.SOL_SOCKET, name: platform.SO_ERROR };

/** The pending error of a socket as an errno, 0 for none; reading clears it. Undefined if the call failed. */
export function takePendingError(fd: number): number | undefined {
  return getInteger(fd, ERROR);
}

function set(fd: number, { level, name }: OptionName, size: number): number {
  return setsockopt(fd, level, name, value, size) === 0 ? 0 : negativeErrno();
}

function get(fd: number, { level, name }: OptionName, size: number): boolean {
  // Windows may write only one byte of a boolean.
  value.fill(0, 0, INT_SIZE);
  valueLength.writeUInt32LE(size, 0);
  return getsockopt(fd, level, name, value, valueLength) === 0;
}
