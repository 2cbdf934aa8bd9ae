// The binding interface of the scenarios: LuaSocket's calls, each of which returns its results or a promise of them.
//
// To add a binding, write an object of this interface and a test file that calls `conform(binding)`, as
// blocking.test.ts does; or, if it must run in a thread of its own, one that sends the names of the scenarios
// there, as promises-in-a-worker.test.ts does. A binding whose calls are made in another language needs objects
// with the methods below that forward the calls: arguments are text, numbers and options, results are tuples,
// absent values are undefined. `blocks` and `lacks` declare missing abilities; the scenarios that need them
// are left out.

import type { WaitOptions } from "luasocket/promises";

export type Later<Result> = Result | PromiseLike<Result>;
export type Results = readonly unknown[];
export type Pattern = "*l" | "*a" | number;

export interface AnySocket {
  close(): unknown;
  getfd(): number;
  settimeout(seconds: number, mode?: "b" | "t"): unknown;
}

export interface Datagrams extends AnySocket {
  receive(size?: number, options?: WaitOptions): Later<Results>;
  send(data: string, options?: WaitOptions): Later<Results>;
}

export interface Udp extends Datagrams {
  receivefrom(size?: number, options?: WaitOptions): Later<Results>;
  sendto(data: string, address: string, port: number, options?: WaitOptions): Later<Results>;
  setsockname(address: string, port: number): Later<Results>;
  setpeername(address: string, port: number): Later<Results>;
  getsockname(): Results;
}

export interface UnixDatagrams extends Datagrams {
  setpeername(path: string): Later<Results>;
}

interface Stream extends AnySocket {
  receive(pattern?: Pattern, prefix?: string, options?: WaitOptions): Later<Results>;
  receiveinto(buffer: Uint8Array, start?: number, end?: number, options?: WaitOptions): Later<Results>;
  send(data: string | Uint8Array, i?: number, j?: number, options?: WaitOptions): Later<Results>;
  getstats(): Results;
  listen(backlog?: number): Results;
}

export interface Tcp extends Stream {
  accept(options?: WaitOptions): Later<readonly [client?: Tcp, err?: unknown]>;
  connect(address: string, port: number, options?: WaitOptions): Later<Results>;
  bind(address: string, port: number): Later<Results>;
  getsockname(): Results;
}

export interface UnixStream extends Stream {
  accept(options?: WaitOptions): Later<readonly [client?: UnixStream, err?: unknown]>;
  connect(path: string, options?: WaitOptions): Later<Results>;
  bind(path: string): Results;
}

export type Selectable = { getfd(): number };

/** The part of LuaSocket's namespace with calls that wait, or that create objects whose calls wait. */
export interface Namespace {
  tcp(): readonly [tcp: Tcp];
  udp(): readonly [udp: Udp];
  connect(
    address: string,
    port: number,
    localAddress?: string,
    localPort?: number,
    family?: "unspec",
    options?: WaitOptions,
  ): Later<readonly [client?: Tcp, err?: unknown]>;
  bind(address: string, port: number, backlog?: number): Later<readonly [server?: Tcp, err?: unknown]>;
  readonly unix: { stream(): readonly [stream: UnixStream]; dgram(): readonly [dgram: UnixDatagrams] };
  select(
    readers?: readonly Selectable[],
    writers?: readonly Selectable[],
    seconds?: number,
    options?: WaitOptions,
  ): Later<Results>;
  sleep(seconds: number, options?: WaitOptions): Later<unknown>;
  readonly dns: { toip(host: string, options?: WaitOptions): Later<Results> };
}

/** Abilities that a binding may lack. */
export type Ability =
  /** Calls accept the signal of an AbortController. */
  | "signals"
  /** Bytes can be received into the caller's memory. */
  | "receiveinto";

export interface Binding {
  readonly name: string;
  readonly socket: Namespace;
  /** Calls block their thread: nothing else happens in it while a call waits. */
  readonly blocks: boolean;
  readonly lacks: readonly Ability[];
  /** Misuse returns a rejected promise instead of throwing. */
  readonly throwsLate?: boolean;
}
