// Options of unix-domain sockets (unixstream.c, unixdgram.c), all write-only.

import { platform } from "../../os/platform/platform.ts";
import type { OptionTable } from "../socket-option.ts";
import { setOnly } from "./option.ts";

const { SOL_SOCKET } = platform;

export const UNIX_DATAGRAM_OPTIONS: OptionTable = new Map([
  ["reuseaddr", setOnly("boolean", SOL_SOCKET, platform.SO_REUSEADDR)],
]);

export const UNIX_STREAM_OPTIONS: OptionTable = new Map([
  ...UNIX_DATAGRAM_OPTIONS,
  ["keepalive", setOnly("boolean", SOL_SOCKET, platform.SO_KEEPALIVE)],
  ["linger", setOnly("linger", SOL_SOCKET, platform.SO_LINGER)],
]);
