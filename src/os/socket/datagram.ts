// Calls for datagrams, in addition to the calls of socket.ts.

import { SOCKADDR_STORAGE_SIZE, type Sockaddr } from "../address/sockaddr.ts";
import { EINTR, negativeErrno } from "../errno.ts";
import { recv, recvfrom, recvfromAddress, sendto, sendtoAddress } from "../ffi/libc.ts";
import { platform } from "../platform/platform.ts";
import { afterOffset, assertInside, managedRegion, pinnedRegion, type Region } from "../region.ts";
import { windows } from "../windows/differences.ts";

/** Where recvfrom(2) writes the sender's address, followed by its length. */
const sender = pinnedRegion(SOCKADDR_STORAGE_SIZE + 4);
const senderWords = sender.words as Int32Array;
const LENGTH_WORD = SOCKADDR_STORAGE_SIZE / Int32Array.BYTES_PER_ELEMENT;
const lengthAddress = sender.address + SOCKADDR_STORAGE_SIZE;

const { MSG_DONTWAIT, MSG_NOSIGNAL, MSG_PEEK, MSG_TRUNC } = platform;

/**
 * Receives a datagram; the excess of a larger one is discarded. Returns the number of bytes, 0 for an empty datagram,
 * or the negative errno.
 *
 * @param mayBlock  waits until a datagram arrives
 */
export function receiveDatagram(
  fd: number,
  region: Region,
  offset: number,
  size: number,
  mayBlock: boolean,
): number {
  assertInside(region, offset, size);
  let flags = mayBlock ? 0 : MSG_DONTWAIT;
  for (;;) {
    senderWords[LENGTH_WORD] = SOCKADDR_STORAGE_SIZE;
    const got =
      region.address > 0
        ? recvfromAddress(fd, region.address + offset, size, flags, sender.address, lengthAddress)
        : recvfrom(fd, afterOffset(region, offset), size, flags, sender.address, lengthAddress);
    if (got >= 0) return got;
    const error = negativeErrno();
    if (error === -platform.cutError) return size;
    if (error !== -EINTR) return error;
    flags |= MSG_DONTWAIT;
  }
}

/** The sender of the last datagram. Senders rarely change, so callers reuse derived values until one does. */
export class Sender {
  private readonly bytes = Buffer.alloc(SOCKADDR_STORAGE_SIZE);
  private readonly words = new Int32Array(this.bytes.buffer, this.bytes.byteOffset, LENGTH_WORD);
  private length = 0;

  /** Copies the address that the last receiveDatagram wrote. Returns true if it differs from the previous one. */
  update(): boolean {
    const length = Math.min(senderWords[LENGTH_WORD] as number, SOCKADDR_STORAGE_SIZE);
    let isOther = length !== this.length;
    this.length = length;
    // Bytes behind the end in the last word may differ, which counts as a change.
    for (let at = 0; at * Int32Array.BYTES_PER_ELEMENT < length; at++) {
      if (this.words[at] === senderWords[at]) continue;
      this.words[at] = senderWords[at] as number;
      isOther = true;
    }
    return isOther;
  }

  /** The sockaddr, empty for a sender without an address. */
  get sockaddr(): Sockaddr {
    return this.bytes.subarray(0, this.length);
  }
}

const nothing = managedRegion(new Uint8Array(1));

/** Maximum size of a datagram, for systems that report no size, or the total of all queued ones (Windows). */
const MAX_DATAGRAM_BYTES = 0xffff;

/**
 * The size of the next datagram, which stays in the queue, or the negative errno. Some systems report more than its
 * size, none less.
 *
 * @param mayBlock  waits until a datagram arrives
 */
export function nextDatagramSize(fd: number, mayBlock: boolean): number {
  if (windows !== undefined) return Math.min(windows.nextDatagramSize(fd), MAX_DATAGRAM_BYTES);
  if (MSG_TRUNC === 0) return MAX_DATAGRAM_BYTES;
  let flags = MSG_PEEK | MSG_TRUNC | (mayBlock ? 0 : MSG_DONTWAIT);
  for (;;) {
    const size = recv(fd, nothing.bytes, 0, flags);
    if (size >= 0) return size;
    const error = negativeErrno();
    if (error !== -EINTR) return error;
    flags |= MSG_DONTWAIT;
  }
}

/** Where sendto(2) reads the receiver's address. Receivers rarely change, so it is seldom rewritten. */
const receiver = pinnedRegion(SOCKADDR_STORAGE_SIZE);
let knownReceiver: Sockaddr | undefined;

/**
 * Sends a datagram to an address, which must never change. Returns its size, or the negative errno.
 *
 * @param mayBlock  waits until the send buffer has room
 */
export function sendDatagram(
  fd: number,
  region: Region,
  offset: number,
  size: number,
  peer: Sockaddr,
  mayBlock: boolean,
): number {
  assertInside(region, offset, size);
  let flags = mayBlock ? MSG_NOSIGNAL : MSG_NOSIGNAL | MSG_DONTWAIT;
  if (peer !== knownReceiver) {
    receiver.bytes.set(peer);
    knownReceiver = peer;
  }
  const { address } = receiver;
  for (;;) {
    const put =
      region.address > 0
        ? sendtoAddress(fd, region.address + offset, size, flags, address, peer.length)
        : sendto(fd, afterOffset(region, offset), size, flags, address, peer.length);
    if (put >= 0) return put;
    const error = negativeErrno();
    if (error !== -EINTR && error !== -platform.passingSendError) return error;
    flags |= MSG_DONTWAIT;
  }
}
