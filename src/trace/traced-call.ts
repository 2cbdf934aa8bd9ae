// A finished call as listeners and the channel receive it.

import { sizeText } from "./text.ts";

/** The socket that a traced call was made on. */
export interface TracedSocket {
  /** Constant for the socket's life and unique in this thread. */
  readonly number: number;
  /** LuaSocket's class at the time of the call, for example `"tcp{client}"`. */
  readonly class: string;
  /** The descriptor before the call, or the one that the call opened; -1 for none. */
  readonly fd: number;
}

/**
 * A finished call. Values are texts, shortened, in the notation of the language: `"hello"` with its quotes, `nil` in
 * Lua and `undefined` in TypeScript.
 */
export class TracedCall {
  /** When the call finished: seconds since this thread began, on a monotonic clock. */
  readonly time: number;
  /** Duration in seconds; for a promise, until it settled. */
  readonly seconds: number;
  /** The socket, or undefined for a function such as `socket.connect`. */
  readonly socket: TracedSocket | undefined;
  /** Name of the call: `"receive"`, `"socket.connect"`, `"socket.dns.toip"`. */
  readonly name: string;
  /** Arguments. */
  readonly args: readonly string[];
  /** Results without trailing absent ones; empty if the call threw. */
  readonly results: readonly string[];
  /** Error that the call threw, or that its promise was rejected with; undefined if it returned. */
  readonly error: string | undefined;
  /** Number of bytes received or sent; undefined for other calls. */
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

/** Called for each finished call. */
export type TraceListener = (call: TracedCall) => void;

/** The name of a socket in all texts. */
export function nameOf({ class: className, number }: Omit<TracedSocket, "fd">): string {
  return `${className}#${number}`;
}

function seconds(time: number): string {
  return time.toFixed(6).padStart(10);
}
