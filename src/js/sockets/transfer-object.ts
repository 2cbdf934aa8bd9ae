// receive and send of streams, as in LuaSocket 2.0 (final) and later.

import type { StreamKind } from "../../net/roles.ts";
import { ReceiveInto } from "../../net/stream/receive-into.ts";
import { byteRange, type Send } from "../../net/stream/send.ts";
import type { Stream } from "../../net/stream/stream.ts";
import type { Iteration, OptionsOf, Outcome, WaitMode, WaitOptions } from "../../wait/mode.ts";
import { numberArgument } from "../arguments.ts";
import type { Sendable } from "../encoding/codec.ts";
import { incoming } from "../encoding/incoming.ts";
import { outgoing } from "../encoding/outgoing.ts";
import { isLongText, TextPieces } from "../encoding/text-pieces.ts";
import type { Chunk, Filled, Received, Sent } from "../results.ts";
import type { ReceiveCall, ReceivePattern } from "./receive-call.ts";
import { StreamObject } from "./stream-object.ts";

export abstract class TransferObject<
  D extends string | Buffer,
  Kind extends StreamKind,
  S extends Stream<Kind>,
  W extends WaitMode,
> extends StreamObject<D, Kind, S, W> {
  /**
   * Reads from the connection.
   *
   * - `"*l"` (default): a line. LF ends it and is dropped, as is every CR.
   * - `"*a"`: everything until the peer closes.
   * - a number: exactly that many bytes; 0 waits until there is something to read.
   *
   * Under the encoding "utf8", the call throws if the bytes are not UTF-8; they stay buffered and can be received
   * under another encoding. A partial result never ends inside a character: the bytes of an incomplete character
   * stay buffered.
   *
   * @param pattern  the data to read; a number counts bytes, 0 or more, in every encoding
   * @param prefix   put before the received data and counted into a number of bytes; to resume after a timeout,
   *   pass the last `partial`
   * @returns `[data]`, or `[undefined, "timeout" | "closed" | reason, partial]`, where `partial` is the data
   *   received before the failure, removed from the socket like any result. A last line without LF is the
   *   partial result of `"closed"`.
   * @throws TypeError `bad argument #1 to 'receive' (invalid receive pattern)`; on anything but a client
   * @example
   * const [line, err, partial] = client.receive("*l");
   * @see LuaSocket reference, client:receive; recv(2)
   */
  receive(pattern?: ReceivePattern, prefix?: D, options?: OptionsOf<W>): Outcome<W, Received<D>> {
    if (prefix === undefined && (pattern === undefined || pattern === "*l")) {
      const line = this.bufferedLine(options);
      if (line !== undefined) return this.driver.of<Received<D>>([line]);
    }
    this.require(this.roles.receive, "receive");
    return this.wait(this.receiving.begin(pattern, prefix), received<D>, options);
  }

  /**
   * Iterates over the received lines until the peer closes, including a last one without LF.
   *
   * @returns an iterator for `for (const line of client.lines())`, or for `for await` with promises. The loop ends
   *   when either side has closed the connection.
   * @throws TryError in the loop, for a timeout and every other failure. An incomplete line stays buffered for the
   *   next loop or `receive`.
   * @example
   * for await (const line of client.lines()) await client.send(`${line}\n`);
   */
  lines(options?: OptionsOf<W>): Iteration<W, D> {
    this.require(this.roles.receive, "lines");
    return this.driver.iterate(
      () => {
        const line = this.bufferedLine(options);
        if (line !== undefined) return this.driver.of<D | undefined>(line);
        return this.wait(this.receiving.begin("*l", undefined), receivedLine<D>, options);
      },
      () => this.bufferedLine(options),
    );
  }

  /**
   * Receives a number of bytes, fewer if the last character would be cut. Used by `socket.source`.
   *
   * @returns `[chunk, size]`, the size in bytes; or `[undefined, "timeout" | "closed" | reason, partial]`
   */
  receivechunk(size: number, options?: OptionsOf<W>): Outcome<W, Chunk<D>> {
    this.require(this.roles.receive, "receive");
    return this.wait(this.receiving.begin(size, undefined), receivedChunk<D>, options);
  }

  /**
   * Reads exactly `end - start` bytes into the caller's buffer, without an intermediate copy where the system
   * allows it; otherwise like `receive` with a number.
   *
   * @param buffer  the memory to write to; must not be detached during the call
   * @param start   index of the first byte to write; 0 by default
   * @param end     index after the last byte to write; the buffer's length by default
   * @returns `[count]`, or `[undefined, "timeout" | "closed" | reason, count]`, where `count` is the number of bytes
   *   written: to resume after a timeout, receive into the buffer from `start + count`
   * @throws TypeError if `buffer` is not a Uint8Array, for a range outside of it, and on anything but a client
   * @see recv(2)
   */
  receiveinto(buffer: Uint8Array, start?: number, end?: number, options?: OptionsOf<W>): Outcome<W, Filled> {
    this.require(this.roles.receive, "receiveinto");
    const { region, offset, size } = incoming(buffer, start, end, "receiveinto");
    return this.wait(new ReceiveInto(this.socket, region, offset, size), filled, options);
  }

  /**
   * Sends data, or its bytes from `i` to `j`.
   *
   * @param data  text, in the object's encoding (UTF-8 for "buffer"), or bytes
   * @param i     index of the first byte, from 1; negative counts from the end
   * @param j     index of the last byte; negative counts from the end
   * @returns `[last]`, the index of the last byte sent; or `[undefined, "timeout" | "closed" | reason, last]`:
   *   to resume after a timeout, send from `last + 1`. Sent means accepted by the system.
   * @throws TypeError on anything but a client, and for text that the encoding cannot represent
   * @see LuaSocket reference, client:send; send(2)
   */
  send(data: Sendable, i: number = 1, j: number = -1, options?: OptionsOf<W>): Outcome<W, Sent> {
    this.require(this.roles.send, "send");
    const { sending, context } = this.socket;
    if (isLongText(data) && i === 1 && j === -1 && context.blocksInKernel) {
      return this.wait(sending.beginPieces(new TextPieces(data, this.encoding, "send")), sentOf, options);
    }
    const { region, size } = outgoing(data, this.encoding, "send");
    const { first, last } = byteRange(size, numberArgument(i, 2, "send"), numberArgument(j, 3, "send"));
    return this.wait(sending.begin(region, first - 1, last - first + 1, first - 1), sentOf, options);
  }

  /** Takes a line that is buffered already; undefined if there is none or the signal is aborted. */
  private bufferedLine(options: WaitOptions | undefined): D | undefined {
    return options?.signal?.aborted ? undefined : this.receiving.bufferedLine();
  }
}

// How calls finish. These functions are made once, not by each call.

interface Receiver<D extends string | Buffer> {
  readonly receiving: ReceiveCall<D>;
}

function received<D extends string | Buffer>({ receiving }: Receiver<D>): Received<D> {
  return receiving.take();
}

function receivedLine<D extends string | Buffer>({ receiving }: Receiver<D>): D | undefined {
  return receiving.takeLine();
}

function receivedChunk<D extends string | Buffer>({ receiving }: Receiver<D>): Chunk<D> {
  return receiving.takeChunk();
}

function filled(_client: unknown, { failure, received }: ReceiveInto): Filled {
  return failure === undefined ? [received] : [undefined, failure, received];
}

function sentOf(_client: unknown, { failure, reached }: Send): Sent {
  return failure === undefined ? [reached] : [undefined, failure, reached];
}
