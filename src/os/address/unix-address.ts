// struct sockaddr_un: addresses of unix-domain sockets (unix(7)).
//
//   sockaddr_un  family u16 | path 108 bytes, 104 on BSD
//
// A path in the file system ends with NUL. A path that begins with NUL is an abstract name of Linux: its
// length delimits it, and no file exists for it.

import { platform } from "../platform/platform.ts";
import { type Sockaddr, writeFamily } from "./sockaddr.ts";

const PATH_OFFSET = 2;
const PATH_SIZE = platform.unixPathSize;

/** Packs a path or an abstract name; undefined if it is too long. Empty: the kernel chooses a name. */
export function packUnixAddress(path: Uint8Array): Sockaddr | undefined {
  const isAbstract = path[0] === 0;
  if (path.length > (isAbstract ? PATH_SIZE : PATH_SIZE - 1)) return undefined;
  const end = PATH_OFFSET + path.length;
  const sockaddr = Buffer.alloc(isAbstract || path.length === 0 ? end : end + 1);
  writeFamily(sockaddr, platform.AF_UNIX);
  sockaddr.set(path, PATH_OFFSET);
  return sockaddr;
}

/** The path or abstract name of an address, empty for an unnamed socket. */
export function pathOf(sockaddr: Sockaddr): Buffer {
  const path = sockaddr.subarray(PATH_OFFSET);
  const end = path[0] === 0 ? -1 : path.indexOf(0);
  return end < 0 ? path : path.subarray(0, end);
}
