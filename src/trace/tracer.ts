// From calls to what is told of them. What a listener does, and what a value is, never changes a call.

import { monotonicSeconds } from "../os/clock.ts";
import { directionOf } from "./calls.ts";
import { CHANNEL } from "./channel.ts";
import { plainLine } from "./text.ts";
import { nameOf, TracedCall, type TracedSocket, type TraceListener } from "./traced-call.ts";

/** What a trace knows of a socket. */
export interface TraceableSocket {
  readonly className: string;
  readonly fd: number;
  /** Of a stream: what it has moved. */
  readonly stats?: { readonly received: number; readonly sent: number };
}

const numbers = new WeakMap<TraceableSocket, number>();
let lastNumber = 0;
/** What a listener itself does is not told: it would be called for ever. */
let isTelling = false;

/** `tcp{client}#2` */
export function socketText(socket: TraceableSocket): string {
  return nameOf({ class: socket.className, number: numberOf(socket) });
}

function numberOf(socket: TraceableSocket): number {
  const number = numbers.get(socket) ?? ++lastNumber;
  numbers.set(socket, number);
  return number;
}

/** Texts of values that may do anything when they are looked at. */
function textsOf(make: () => readonly string[]): readonly string[] {
  try {
    return make();
  } catch {
    return ["?"];
  }
}

export class Tracer {
  /** Whether what is sent and received is shown, or its size only. */
  readonly showsData: boolean;
  private readonly listener: TraceListener | undefined;
  private hasWarned = false;

  /** @param listener  told of each call, beside the channel */
  constructor(listener: TraceListener | undefined) {
    this.listener = listener;
    const { LUASOCKET_TRACE_DATA } = process.env;
    this.showsData = LUASOCKET_TRACE_DATA !== "0";
  }

  /** A call begins. Undefined for one that is not to be told. */
  begin(
    socket: TraceableSocket | undefined,
    name: string,
    args: () => readonly string[],
  ): OpenCall | undefined {
    return isTelling ? undefined : new OpenCall(this, socket, name, textsOf(args));
  }

  /** @internal */
  report(call: TracedCall): void {
    isTelling = true;
    try {
      // A subscriber that throws is Node's affair: an exception of its own turn.
      if (CHANNEL.hasSubscribers) CHANNEL.publish(call);
      this.listener?.(call);
    } catch (error) {
      // Once: it will fail again.
      if (!this.hasWarned) process.emitWarning(`a listener of a trace has failed: ${reasonText(error)}`);
      this.hasWarned = true;
    } finally {
      isTelling = false;
    }
  }
}

/** A call that is not over. */
export class OpenCall {
  private readonly tracer: Tracer;
  readonly socket: TraceableSocket | undefined;
  readonly name: string;
  private readonly args: readonly string[];
  private readonly beganAt: number = monotonicSeconds();
  private readonly className: string | undefined;
  private readonly fd: number;
  private readonly moved: number;
  private isOver = false;

  constructor(tracer: Tracer, socket: TraceableSocket | undefined, name: string, args: readonly string[]) {
    this.tracer = tracer;
    this.socket = socket;
    this.name = name;
    this.args = args;
    this.className = socket?.className;
    this.fd = socket?.fd ?? -1;
    this.moved = this.count();
  }

  /**
   * It is over. Only the first time counts.
   *
   * @param bytes  how many it has moved, where the socket does not count them
   */
  gave(results: () => readonly string[], bytes?: number): void {
    this.end(results, undefined, bytes);
  }

  /** It has thrown, or its promise is rejected. */
  threw(error: unknown): void {
    this.end(() => [], reasonText(error), undefined);
  }

  private end(results: () => readonly string[], error: string | undefined, bytes: number | undefined): void {
    if (this.isOver) return;
    this.isOver = true;
    const time = monotonicSeconds();
    const { name, args, beganAt } = this;
    this.tracer.report(
      new TracedCall({
        time,
        seconds: time - beganAt,
        socket: this.tracedSocket(),
        name,
        args,
        results: textsOf(() => withoutAbsent(results())),
        error,
        bytes:
          directionOf(name) === undefined ? undefined : (bytes ?? Math.max(this.count() - this.moved, 0)),
      }),
    );
  }

  private tracedSocket(): TracedSocket | undefined {
    const { socket, className } = this;
    if (socket === undefined || className === undefined) return undefined;
    return { number: numberOf(socket), class: className, fd: this.fd < 0 ? socket.fd : this.fd };
  }

  /** What the socket has moved until now in the direction of the call. */
  private count(): number {
    const direction = directionOf(this.name);
    return (direction !== undefined && this.socket?.stats?.[direction]) || 0;
  }
}

/** `"data", nil, nil` says no more than `"data"`. */
function withoutAbsent(texts: readonly string[]): readonly string[] {
  const isAbsent = (text: string | undefined) => text === "nil" || text === "undefined";
  let { length } = texts;
  while (length > 0 && isAbsent(texts[length - 1])) length--;
  return texts.slice(0, length);
}

function reasonText(error: unknown): string {
  try {
    return plainLine(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  } catch {
    return typeof error;
  }
}
