// The numbers that a program finds in the namespace.

import { descriptorLimit } from "../os/socket/descriptor.ts";

/** `_DATAGRAMSIZE`: how many bytes of a datagram are received where nobody says, and what is lost beyond. */
export const DATAGRAM_SIZE = 8192;
/** `BLOCKSIZE`: how many bytes a source gives at a time. */
export const BLOCK_SIZE = 2048;
/** `_SOCKETINVALID`: the descriptor of a socket that has none. */
export const INVALID_SOCKET = -1;

/** `_SETSIZE`: how many sockets select can watch: as many as the process may open. */
export { descriptorLimit as setSize };
