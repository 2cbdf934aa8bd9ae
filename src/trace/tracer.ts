// Reports calls to listeners. Neither a listener nor a value can change the outcome of a call.

import { monotonicSeconds } from "../os/clock.ts";
import { directionOf } from "./calls.ts";
import { CHANNEL } from "./channel.ts";
import { plainLine } from "./text.ts";
import { nameOf, TracedCall, type TracedSocket, type TraceListener } from "./traced-call.ts";

/** The parts of a socket that a trace uses. */
export interface TraceableSocket {
  readonly className: string;
  readonly fd: number;
  /** Byte counters of a stream. */
  readonly stats?: { readonly received: number; readonly sent: number };
}

const numbers = new WeakMap<TraceableSocket, number>();
let lastNumber = 0;
/** Calls made by a listener are not reported: that would recurse infinitely. */
let isReporting = false;

/** `tcp{client}#2` */
export function socketText(socket: TraceableSocket): string {
  return nameOf({ class: socket.className, number: numberOf(socket) });
}

function numberOf(socket: TraceableSocket): number {
  const number = numbers.get(socket) ?? ++lastNumber;
  numbers.set(socket, number);
  return number;
}

/** Texts of values whose getters and conversions may throw. */
function textsOf(make: () => readonly string[]): readonly string[] {
  try {
    return make();
  } catch {
    return ["?"];
  }
}

export class Tracer {
  /** True if the trace shows the data that is sent and received, false for sizes only. */
  readonly showsData: boolean;
  private readonly listener: TraceListener | undefined;
  private hasWarned = false;

  /** @param listener  called for each call, in addition to the channel */
  constructor(listener: TraceListener | undefined) {
    this.listener = listener;
    const { LUASOCKET_TRACE_DATA } = process.env;
    this.showsData = LUASOCKET_TRACE_DATA !== "0";
  }

  /** Begins a call. Returns undefined if it is not to be reported. */
  begin(
    socket: TraceableSocket | undefined,
    name: string,
    args: () => readonly string[],
  ): OpenCall | undefined {
    return isReporting ? undefined : new OpenCall(this, socket, name, textsOf(args));
  }

  /** @internal */
  report(call: TracedCall): void {
    isReporting = true;
    try {
      // Node rethrows a subscriber's exception later, as an uncaught exception.
      if (CHANNEL.hasSubscribers) CHANNEL.publish(call);
      this.listener?.(call);
    } catch (error) {
      // Once only: it will probably fail again.
      if (!this.hasWarned) process.emitWarning(`a trace listener failed: ${reasonText(error)}`);
      this.hasWarned = true;
    } finally {
      isReporting = false;
    }
  }
}

/** A call in progress. */
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
   * Ends the call. Further ends are ignored.
   *
   * @param bytes  number of bytes moved, if the socket does not count them
   */
  gave(results: () => readonly string[], bytes?: number): void {
    this.end(results, undefined, bytes);
  }

  /** Ends the call with an error that it threw, or that its promise was rejected with. */
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

  /** Total number of bytes that the socket has moved in the call's direction. */
  private count(): number {
    const direction = directionOf(this.name);
    return (direction !== undefined && this.socket?.stats?.[direction]) || 0;
  }
}

/** `"data", nil, nil` becomes `"data"`. */

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
