// Functions that only Windows has, and their constants.
//
// Pointers are declared `void*` and receive a typed array, as in libc.ts.

import koffi from "../ffi/koffi.ts";

const VERSION = 0x0202; // MAKEWORD(2, 2)
const WSADATA_SIZE = 512;

/** ioctlsocket: non-blocking mode; number of bytes to receive. WSAIoctl: whether an absent peer fails a receive. */
export const FIONBIO = -0x7ffb9982; // 0x8004667e as a signed long
export const FIONREAD = 0x4004667f;
export const SIO_UDP_CONNRESET = 0x9800000c;

/** SetHandleInformation: children inherit the handle. */
export const HANDLE_FLAG_INHERIT = 1;

/** WSASocketW: take the parameters from the WSAPROTOCOL_INFOW; not inherited, overlapped. */
export const FROM_PROTOCOL_INFO = -1;
export const WSA_FLAG_OVERLAPPED = 0x01;
export const WSA_FLAG_NO_HANDLE_INHERIT = 0x80;

/** getsockopt: returns a WSAPROTOCOL_INFOW, of this size and with these fields. */
export const SO_PROTOCOL_INFOW = 0x2005;
export const PROTOCOL_INFO_SIZE = 628;
export const ADDRESS_FAMILY_OFFSET = 76;
export const PROTOCOL_OFFSET = 92;

export interface Winsock {
  readonly WSAGetLastError: () => number;
  readonly WSAPoll: (entries: Uint8Array, count: number, timeoutMs: number) => number;
  readonly ioctlsocket: (fd: number, command: number, argument: Uint32Array) => number;
  readonly WSAIoctl: (
    fd: number,
    command: number,
    input: Uint32Array,
    inputSize: number,
    output: null,
    outputSize: number,
    size: Uint32Array,
    overlapped: null,
    completion: null,
  ) => number;
  readonly WSADuplicateSocketW: (fd: number, process: number, info: Uint8Array) => number;
  readonly WSASocketW: (
    family: number,
    type: number,
    protocol: number,
    info: Uint8Array,
    group: number,
    flags: number,
  ) => number;
  readonly inet_addr: (text: string) => number;
  readonly SetHandleInformation: (fd: number, mask: number, flags: number) => number;
  readonly GetSystemTimePreciseAsFileTime: (time: BigUint64Array) => void;
}

/** Loads and starts Winsock. libuv starts it as well; the starts are counted. */

export function loadWinsock(): Winsock {
  const ws2 = koffi.load("ws2_32.dll");
  const kernel = koffi.load("kernel32.dll");
  const failure = ws2.func("int WSAStartup(uint16_t, void*)")(VERSION, new Uint8Array(WSADATA_SIZE));
  if (failure !== 0) throw new Error(`luasocket cannot start Winsock: error ${failure}`);
  return {
    WSAGetLastError: ws2.func("int WSAGetLastError()"),
    WSAPoll: ws2.func("int WSAPoll(void*, uint32_t, int)"),
    ioctlsocket: ws2.func("int ioctlsocket(intptr_t, int, void*)"),
    WSAIoctl: ws2.func(
      "int WSAIoctl(intptr_t, uint32_t, void*, uint32_t, void*, uint32_t, void*, void*, void*)",
    ),
    WSADuplicateSocketW: ws2.func("int WSADuplicateSocketW(intptr_t, uint32_t, void*)"),
    WSASocketW: ws2.func("intptr_t WSASocketW(int, int, int, void*, uint32_t, uint32_t)"),
    inet_addr: ws2.func("uint32_t inet_addr(const char*)"),
    SetHandleInformation: kernel.func("int SetHandleInformation(intptr_t, uint32_t, uint32_t)"),
    GetSystemTimePreciseAsFileTime: kernel.func("void GetSystemTimePreciseAsFileTime(void*)"),
  };
}
