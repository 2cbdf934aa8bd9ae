// Functions that differ on Windows. A function of os/ with a counterpart here checks `windows` first, so other
// platforms load nothing of Windows.

import { getsockopt } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import {
  ADDRESS_FAMILY_OFFSET,
  FIONBIO,
  FIONREAD,
  FROM_PROTOCOL_INFO,
  HANDLE_FLAG_INHERIT,
  loadWinsock,
  PROTOCOL_INFO_SIZE,
  PROTOCOL_OFFSET,
  SIO_UDP_CONNRESET,
  SO_PROTOCOL_INFOW,
  WSA_FLAG_NO_HANDLE_INHERIT,
  WSA_FLAG_OVERLAPPED,
} from "./winsock.ts";

export interface Windows {
  /** errno.ts. Winsock's codes stand in for errno. */
  negativeError(): number;
  /** poll.ts */
  readonly poll: (entries: Uint8Array, count: number, timeoutMs: number) => number;
  /** The asynchronous form, `WSAPoll.async`, needs at least one entry. */
  readonly WSAPoll: (entries: Uint8Array, count: number, timeoutMs: number) => number;
  /** descriptor-flags.ts */
  setOwnFlags(fd: number): number;
  /** Keeps an ICMP "port unreachable" from failing the next receive of a datagram socket (wsocket.c). */
  ignoreAbsentPeers(fd: number): void;
  /** descriptor.ts */
  duplicate(fd: number): number;
  /** datagram.ts. At least the size of the next datagram: the total of all queued ones. */
  nextDatagramSize(fd: number): number;
  /** socket-info.ts */
  familyAndProtocol(fd: number): { readonly family: number; readonly protocol: number } | undefined;
  /** ip-text.ts. Undefined if the text is not an address. */
  parseIPv4(text: string): Buffer | undefined;
  /** clock.ts */
  epochSeconds(): number;
}

export const windows: Windows | undefined = process.platform === "win32" ? makeWindows() : undefined;

/** Windows counts time in units of 100 ns since 1601. */
const UNITS_PER_SECOND = 1e7;
const EPOCH = 116444736000000000n;
const NO_ADDRESS = 0xffffffff;

function makeWindows(): Windows {
  const winsock = loadWinsock();
  const { WSAGetLastError, WSAPoll, ioctlsocket } = winsock;
  const negativeError = () => -WSAGetLastError();
  const on = new Uint32Array([1]);
  const number = new Uint32Array(1);
  const time = new BigUint64Array(1);
  const never = new Int32Array(new SharedArrayBuffer(4));

  return {
    negativeError,
    WSAPoll,

    poll(entries, count, timeoutMs) {
      if (count > 0) return WSAPoll(entries, count, timeoutMs);
      // WSAPoll rejects an empty set.
      Atomics.wait(never, 0, 0, timeoutMs < 0 ? Number.POSITIVE_INFINITY : timeoutMs);
      return 0;
    },

    setOwnFlags(fd) {
      if (ioctlsocket(fd, FIONBIO, on) !== 0) return negativeError();
      winsock.SetHandleInformation(fd, HANDLE_FLAG_INHERIT, 0);
      return 0;
    },

    ignoreAbsentPeers(fd) {
      winsock.WSAIoctl(fd, SIO_UDP_CONNRESET, new Uint32Array(1), 4, null, 0, number, null, null);
    },

    duplicate(fd) {
      const info = new Uint8Array(PROTOCOL_INFO_SIZE);
      if (winsock.WSADuplicateSocketW(fd, process.pid, info) !== 0) return negativeError();
      const flags = WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT;
      const any = FROM_PROTOCOL_INFO;
      const copy = winsock.WSASocketW(any, any, any, info, 0, flags);
      return copy < 0 ? negativeError() : copy;
    },

    nextDatagramSize(fd) {
      if (ioctlsocket(fd, FIONREAD, number) !== 0) return negativeError();
      // With an empty queue, the receive itself reports it.
      return number[0] as number;
    },

    familyAndProtocol(fd) {
      const info = Buffer.alloc(PROTOCOL_INFO_SIZE);
      const size = new Uint8Array(new Uint32Array([info.length]).buffer);
      if (getsockopt(fd, platform.SOL_SOCKET, SO_PROTOCOL_INFOW, info, size) !== 0) return undefined;
      return {
        family: info.readInt32LE(ADDRESS_FAMILY_OFFSET),
        protocol: info.readInt32LE(PROTOCOL_OFFSET),
      };
    },

    parseIPv4(text) {
      const address = winsock.inet_addr(text);
      // INADDR_NONE marks a failure and is also this address.
      if (address === NO_ADDRESS && text !== "255.255.255.255") return undefined;
      // Some versions parse "" and " " as addresses.
      if (text.trim() === "") return undefined;
      const bytes = Buffer.alloc(4);
      bytes.writeUInt32LE(address, 0);
      return bytes;
    },

    epochSeconds() {
      winsock.GetSystemTimePreciseAsFileTime(time);
      return Number((time[0] as bigint) - EPOCH) / UNITS_PER_SECOND;
    },
  };
}
