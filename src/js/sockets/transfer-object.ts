// receive and send of streams, as every LuaSocket since 2.0 has them.

import type { StreamKind } from "../../net/roles.ts";
import type { Receive } from "../../net/stream/receive.ts";
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
   * - a number: exactly so many bytes; 0 waits until there is something to read.
   *
   * Under the encoding "utf8", bytes that are not UTF-8 make the call throw; they are kept, to be
   * received under another encoding. A partial result never ends inside a character: the bytes of a
   * character that is cut wait for its rest.
   *
   * @param pattern  what to read; a number is in bytes, 0 or more, whatever the encoding
   * @param prefix   put before what is read and counted into a number of bytes; pass the last `partial`
   *   to go on after a timeout
   * @returns `[data]`, or `[undefined, "timeout" | "closed" | reason, partial]`, where `partial` is what
   *   was received until then, removed from the socket like any result. A last line without LF comes as
   *   the partial result of `"closed"`.
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
    return this.wait(this.receiving.begin(pattern, prefix), takeReceived<D>, options);
  }

  /**
   * The lines that come, until the peer closes; a last one without its end, too.
   *
   * @returns what `for (const line of client.lines())` takes, or `for await` where calls give promises. The loop ends
   *   when the connection is closed, by the peer or by us.
   * @throws TryError in the loop, for a timeout and every other failure. What had come of a line stays, for the
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
        return this.wait(this.receiving.begin("*l", undefined), takeLine<D>, options);
      },
      () => this.bufferedLine(options),
    );
  }

  /**
   * For `socket.source`: as receive of a number, but rather fewer bytes than a character that is cut.
   *
   * @returns `[chunk, size]`, the size in bytes; `[undefined, "timeout" | "closed" | reason, partial]` otherwise
   */
  receivechunk(size: number, options?: OptionsOf<W>): Outcome<W, Chunk<D>> {
    this.require(this.roles.receive, "receive");
    return this.wait(this.receiving.begin(size, undefined), takeChunk<D>, options);
  }

  /**
   * Reads bytes into memory of the caller's, without a copy between where the system has them: as
   * `receive` of a number, and exactly so many.
   *
   * @param buffer  where they go; it must not be detached meanwhile
   * @param start   index of the first byte to write; 0 by default
   * @param end     index behind the last; the buffer's end by default
   * @returns `[count]`, or `[undefined, "timeout" | "closed" | reason, count]`, where `count` bytes have
   *   come and stand in the buffer: to go on after a timeout, receive into it from `start + count` on
   * @throws TypeError for what is no Uint8Array, for a range outside of it, and on anything but a client
   * @see recv(2)
   */
  receiveinto(buffer: Uint8Array, start?: number, end?: number, options?: OptionsOf<W>): Outcome<W, Filled> {
    this.require(this.roles.receive, "receiveinto");
    const { region, offset, size } = incoming(buffer, start, end, "receiveinto");
    return this.wait(new ReceiveInto(this.socket, region, offset, size), filled, options);
  }

  /**
   * Sends data, or the bytes from `i` to `j` of it.
   *
   * @param data  text, in the object's encoding (UTF-8 for "buffer"), or bytes
   * @param i     index of the first byte, from 1; below 0 counts from the end
   * @param j     index of the last byte; below 0 counts from the end
   * @returns `[last]`, the index of the last byte that was sent; or `[undefined, "timeout" | "closed" |
   *   reason, last]`: to go on after a timeout, send from `last + 1`. Sent means accepted by the system.
   * @throws TypeError on anything but a client, and for text that the encoding has no bytes for
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

  /** A line that is here already. A call that is given up beforehand takes nothing. */
  private bufferedLine(options: WaitOptions | undefined): D | undefined {
    return options?.signal?.aborted ? undefined : this.receiving.bufferedLine();
  }
}

interface Receiver<D extends string | Buffer> {
  readonly receiving: ReceiveCall<D>;
}

function takeReceived<D extends string | Buffer>(client: unknown, _operation: Receive): Received<D> {
  return (client as Receiver<D>).receiving.take();
}

function takeLine<D extends string | Buffer>(client: unknown, _operation: Receive): D | undefined {
  return (client as Receiver<D>).receiving.takeLine();
}

function takeChunk<D extends string | Buffer>(client: unknown, _operation: Receive): Chunk<D> {
  return (client as Receiver<D>).receiving.takeChunk();
}

function filled(_client: unknown, { failure, received }: ReceiveInto): Filled {
  return failure === undefined ? [received] : [undefined, failure, received];
}

function sentOf(_client: unknown, { failure, reached }: Send): Sent {
  return failure === undefined ? [reached] : [undefined, failure, reached];
}
