// One call as a trace tells it: what listeners and the channel get.

import { sizeText } from "./text.ts";

/** The socket that a traced call was made on. */
export interface TracedSocket {
  /** Stays the same for the socket's life; no other socket of this thread has it. */
  readonly number: number;
  /** LuaSocket's class of it when the call was made: `"tcp{client}"`, for example. */
  readonly class: string;
  /** Its descriptor, -1 for none: that before the call, or the one that the call has opened. */
  readonly fd: number;
}

/**
 * A call that is over. Values are texts, shortened, as a program would write them: `"hello"` with its quotes, `nil` in Lua and
 * `undefined` in TypeScript.
 */
export class TracedCall {
  /** When it was over: seconds since this thread began, on a clock that never steps. */
  readonly time: number;
  /** How long it took, in seconds; for a promise, until it was settled. */
  readonly seconds: number;
  /** What it was made on; undefined for a function such as `socket.connect`. */
  readonly socket: TracedSocket | undefined;
  /** `"receive"`, `"socket.connect"`, `"socket.dns.toip"`. */
  readonly name: string;
  /** Its arguments. */
  readonly args: readonly string[];
  /** Its results, without the absent ones at the end; none where it has thrown. */
  readonly results: readonly string[];
  /** What it has thrown, or what its promise was rejected with; undefined where it has results. */
  readonly error: string | undefined;
  /** How many bytes it has received or sent; undefined for other calls. */
  readonly bytes: number | undefined;

  /** @internal */
  constructor(call: Omit<TracedCall, "toString">) {
    this.time = call.time;
    this.seconds = call.seconds;
    this.socket = call.socket;
    this.name = call.name;
    this.args = call.args;
    this.results = call.results;
    this.error = call.error;
    this.bytes = call.bytes;
  }

  /** The call as a line: `0.051823   0.000213  tcp{client}#2 fd 24: receive("*l") -> "hello" (6 bytes)`. */
  toString(): string {
    const { socket, error, bytes } = this;
    const times = `${seconds(this.time)} ${seconds(this.seconds)}`;
    const self = socket === undefined ? "" : `${nameOf(socket)}${socket.fd < 0 ? "" : ` fd ${socket.fd}`}: `;
    const outcome = error === undefined ? this.results.join(", ") : `throws ${error}`;
    const moved = bytes === undefined || bytes === 0 ? "" : ` (${sizeText(bytes)})`;
    return `${times}  ${self}${this.name}(${this.args.join(", ")}) -> ${outcome}${moved}`;
  }
}

/** Told of each call when it is over. */
export type TraceListener = (call: TracedCall) => void;

/** How a socket is called wherever it is named. */
export function nameOf({ class: className, number }: Omit<TracedSocket, "fd">): string {
  return `${className}#${number}`;
}

function seconds(time: number): string {
  return time.toFixed(6).padStart(10);
}
