// The methods of datagram objects, for UDP and unix-domain sockets.

import { DATAGRAM_SIZE } from "../../net/constants.ts";
import type { DatagramSocket } from "../../net/datagram/datagram-socket.ts";
import type { ReceiveDatagram } from "../../net/datagram/receive-datagram.ts";
import type { SendDatagram } from "../../net/datagram/send-datagram.ts";
import { DATAGRAM_METHOD_ROLES, type DatagramClass, type DatagramKind } from "../../net/roles.ts";
import type { Sockaddr } from "../../os/address/sockaddr.ts";
import type { Encoding } from "../../text/encoding.ts";
import type { Driver, OptionsOf, Outcome, WaitMode } from "../../wait/mode.ts";
import { numberArgument } from "../arguments.ts";
import { type Codec, codecOf, encodingArgument, type Sendable } from "../encoding/codec.ts";
import { incoming } from "../encoding/incoming.ts";
import { type Outgoing, outgoing } from "../encoding/outgoing.ts";
import type { ReceivedFrom, Result } from "../results.ts";
import { SocketObject } from "./socket-object.ts";

export abstract class DatagramObject<
  D extends string | Buffer,
  Kind extends DatagramKind,
  S extends DatagramSocket<Kind>,
  Sender extends readonly unknown[],
  W extends WaitMode,
> extends SocketObject<DatagramClass<Kind>, S, W> {
  protected encoding: Encoding;
  private codec: Codec<D>;

  constructor(socket: S, encoding: Encoding, driver: Driver<W>) {
    super(socket, driver);
    this.encoding = encoding;
    this.codec = codecOf(encoding);
  }

  /**
   * Receives a datagram.
   *
   * Under the encoding "utf8", the call throws if the datagram is not UTF-8; the datagram stays buffered and can be
   * received under another encoding.
   *
   * @param size  maximum number of bytes, 8192 by default; the rest of the datagram is lost
   * @returns `[datagram]`, which may be empty; or `[undefined, "timeout" | reason]`. A connected socket returns
   *   `"connection refused"` once after the peer's host has reported a closed port. A closed socket, or one that has
   *   neither sent nor been bound, returns empty datagrams, as in LuaSocket; a call that waits with a promise returns
   *   `"closed"` if the socket is closed during the wait.
   * @throws TypeError if the size is not a number
   * @see LuaSocket reference, connected:receive; recv(2)
   */
  receive(size: number = DATAGRAM_SIZE, options?: OptionsOf<W>): Outcome<W, Result<D>> {
    const { receiving } = this.socket;
    return this.wait(
      receiving.begin(numberArgument(size, 1, "receive"), false),
      received<D, Sender>,
      options,
    );
  }

  /**
   * Receives a datagram together with its sender; otherwise like `receive`.
   *
   * @param size  maximum number of bytes, 8192 by default; the rest of the datagram is lost
   * @returns `[datagram, ip, port]`, or `[datagram, path]` for unix-domain sockets; or `[undefined, "timeout" | reason]`,
   *   `[undefined, "closed"]` on a closed socket
   * @throws TypeError on a connected object
   * @see LuaSocket reference, unconnected:receivefrom; recvfrom(2)
   */
  receivefrom(size: number = DATAGRAM_SIZE, options?: OptionsOf<W>): Outcome<W, ReceivedFrom<D, Sender>> {
    this.require(DATAGRAM_METHOD_ROLES.receivefrom, "receivefrom");
    const { receiving } = this.socket;
    return this.wait(
      receiving.begin(numberArgument(size, 1, "receivefrom"), true),
      receivedFrom<D, Sender>,
      options,
    );
  }

  /**
   * Receives a datagram into the caller's buffer, without an intermediate copy where the system allows it.
   *
   * @param buffer  the memory to write to
   * @param start   index of the first byte to write; 0 by default
   * @param end     index after the last byte to write; the buffer's length by default. Bytes that do not fit are lost.
   * @returns `[size]`, the bytes written; or `[undefined, "timeout" | reason]`. A closed socket returns 0, as
   *   `receive` returns empty datagrams.
   * @throws TypeError if `buffer` is not a Uint8Array, and for a range outside of it
   */
  receiveinto(
    buffer: Uint8Array,
    start?: number,
    end?: number,
    options?: OptionsOf<W>,
  ): Outcome<W, Result<number>> {
    const { region, offset, size } = incoming(buffer, start, end, "receiveinto");
    return this.wait(this.socket.receiving.beginInto(region, offset, size, false), filled, options);
  }

  /**
   * Receives a datagram into the caller's buffer, together with its sender; otherwise like `receiveinto`.
   *
   * @returns `[size, ip, port]`, or `[size, path]` for unix-domain sockets; or `[undefined, "timeout" | reason]`,
   *   `[undefined, "closed"]` on a closed socket
   * @throws TypeError as `receiveinto`, and on a connected object
   */
  receivefrominto(
    buffer: Uint8Array,
    start?: number,
    end?: number,
    options?: OptionsOf<W>,
  ): Outcome<W, ReceivedFrom<number, Sender>> {
    this.require(DATAGRAM_METHOD_ROLES.receivefrom, "receivefrominto");
    const { region, offset, size } = incoming(buffer, start, end, "receivefrominto");
    return this.wait(
      this.socket.receiving.beginInto(region, offset, size, true),
      filledFrom<D, Sender>,
      options,
    );
  }

  /**
   * Sends a datagram to the peer of this connected object.
   *
   * @param data  text, in the object's encoding (UTF-8 for "buffer"), or bytes; may be empty
   * @returns `[size]`, the bytes sent; or `[undefined, reason]`: `"refused"` on a closed socket, `"timeout"`,
   *   `"connection refused"` after the peer's host has reported a closed port
   * @throws TypeError on an unconnected object, and for text that the encoding cannot represent
   * @see LuaSocket reference, connected:send; send(2)
   */
  send(data: Sendable, options?: OptionsOf<W>): Outcome<W, Result<number>> {
    this.require(DATAGRAM_METHOD_ROLES.send, "send");
    return this.sendOutgoing(outgoing(data, this.encoding, "send"), undefined, options);
  }

  /** Returns the sender of the last received datagram. */
  protected abstract sender(): Sender;

  protected sendOutgoing(
    { region, size }: Outgoing,
    peer: Sockaddr | undefined,
    options: OptionsOf<W> | undefined,
  ): Outcome<W, Result<number>> {
    return this.wait(this.socket.sending.begin(region, 0, size, peer), sentOf, options);
  }

  protected changeEncoding(encoding: unknown): void {
    this.encoding = encodingArgument(encoding, 1, "setencoding");
    this.codec = codecOf(this.encoding);
  }

  /** @internal */
  takeReceived(receiving: ReceiveDatagram): Result<D> {
    const { failure } = receiving;
    return failure === undefined ? [this.takeDatagram(receiving)] : [undefined, failure];
  }

  /** @internal */
  takeReceivedFrom(receiving: ReceiveDatagram): ReceivedFrom<D, Sender> {
    const { failure } = receiving;
    if (failure !== undefined) return [undefined, failure];
    // The sender comes first: if its path cannot be decoded, this throws and the datagram stays buffered.
    const sender = this.sender();
    return [this.takeDatagram(receiving), ...sender];
  }

  /** @internal */
  takeFilledFrom({ failure, size }: ReceiveDatagram): ReceivedFrom<number, Sender> {
    return failure === undefined ? [size, ...this.sender()] : [undefined, failure];
  }

  private takeDatagram(receiving: ReceiveDatagram): D {
    const { region, offset, size } = receiving;
    const datagram = this.codec.decode(region.bytes as Buffer, offset, offset + size);
    // After decoding, which may throw: the datagram then stays buffered.
    receiving.release();
    return datagram;
  }
}

// How calls finish. These functions are made once, not by each call.

interface Receiver<D extends string | Buffer, Sender extends readonly unknown[]> {
  takeReceived(receiving: ReceiveDatagram): Result<D>;
  takeReceivedFrom(receiving: ReceiveDatagram): ReceivedFrom<D, Sender>;
  takeFilledFrom(receiving: ReceiveDatagram): ReceivedFrom<number, Sender>;
}

function received<D extends string | Buffer, Sender extends readonly unknown[]>(
  object: Receiver<D, Sender>,
  operation: ReceiveDatagram,
): Result<D> {
  return object.takeReceived(operation);
}

function receivedFrom<D extends string | Buffer, Sender extends readonly unknown[]>(
  object: Receiver<D, Sender>,
  operation: ReceiveDatagram,
): ReceivedFrom<D, Sender> {
  return object.takeReceivedFrom(operation);
}

function filledFrom<D extends string | Buffer, Sender extends readonly unknown[]>(
  object: Receiver<D, Sender>,
  operation: ReceiveDatagram,
): ReceivedFrom<number, Sender> {
  return object.takeFilledFrom(operation);
}

function filled(_object: unknown, { failure, size }: ReceiveDatagram): Result<number> {
  return failure === undefined ? [size] : [undefined, failure];
}

function sentOf(_object: unknown, { failure, sent }: SendDatagram): Result<number> {
  return failure === undefined ? [sent] : [undefined, failure];
}
