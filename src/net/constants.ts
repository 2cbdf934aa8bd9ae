// Numeric constants of the namespace.

import { descriptorLimit } from "../os/socket/descriptor.ts";

/** `_DATAGRAMSIZE`: default maximum size of a received datagram; the excess is discarded. */
export const DATAGRAM_SIZE = 8192;
/** `BLOCKSIZE`: number of bytes that a source produces at a time. */
export const BLOCK_SIZE = 2048;
/** `_SOCKETINVALID`: the descriptor of a socket without one. */
export const INVALID_SOCKET = -1;

/** `_SETSIZE`: maximum number of sockets in select, which is the process's descriptor limit. */
export { descriptorLimit as setSize };
