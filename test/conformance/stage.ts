// The environment of a scenario: a binding, a peer, and helpers that let the peer act while a call waits.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import blocking from "luasocket";
import type { Ability, AnySocket, Binding, Later, Namespace, Results, Tcp } from "./binding.ts";
import type { Act } from "./peer.ts";
import type { RemotePeer } from "./peer-thread.ts";

export interface Scenario {
  readonly name: string;
  /** Applies only to bindings where other code runs while a call waits. */
  readonly needsOthers?: boolean;
  readonly needs?: readonly Ability[];
  play(stage: Stage): Promise<void>;
}

/** A limit in seconds for waits that end earlier: a hang becomes a failure. */
export const LONG = 20;
/** A limit in seconds for waits that time out. */
export const SHORT = 0.03;
/** Tolerance in milliseconds: poll truncates to whole milliseconds, and timers have that resolution, too. */
const TOLERANCE = 1.5;

/** The ways in which a wait can time out: limits as [block, total]. */
export const LIMITS: readonly (readonly [name: string, block: number, total: number])[] = [
  ["the block limit", SHORT, -1],
  ["the total limit", -1, SHORT],
  ["the block limit of both", SHORT, LONG],
  ["the total limit of both", LONG, SHORT],
];

export class Stage {
  readonly binding: Binding;
  readonly socket: Namespace;
  readonly peer: RemotePeer;
  private readonly ends: (() => void)[] = [];

  constructor(binding: Binding, peer: RemotePeer) {
    this.binding = binding;
    this.socket = binding.socket;
    this.peer = peer;
  }

  /** Registers an action for the end of the scenario; the last one runs first. */
  after(end: () => void): void {
    this.ends.push(end);
  }

  async over(): Promise<void> {
    for (const end of this.ends.reverse()) end();
    await this.peer.do("over");
  }

  /** The value of results, which must have one. */
  must<Value>([value, reason]: readonly [value?: Value, reason?: unknown, ...rest: unknown[]]): Value {
    assert.notEqual(value, undefined, String(reason));
    return value as Value;
  }

  /** Closes the socket at the end of the scenario, and limits its waits to LONG. */
  keep<One extends AnySocket>(one: One): One {
    this.after(() => one.close());
    limit(one, -1, LONG);
    return one;
  }

  /** A client connected to the peer. */
  async client(): Promise<Tcp> {
    const port = await this.peer.do("listen");
    const client = this.keep(this.must(await this.socket.connect("127.0.0.1", port)));
    await this.peer.do("accept");
    return client;
  }

  /** A path for a new socket. */
  path(): string {
    const folder = mkdtempSync(join(tmpdir(), "luasocket-conformance-"));
    this.after(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, "socket");
  }

  /** Makes a call that waits, while the peer acts: one act after the other, each in a new wait. */
  async during<Result>(
    socket: AnySocket,
    call: () => Later<Result>,
    ...acts: readonly Act[]
  ): Promise<Result> {
    if (this.binding.blocks) {
      const acted = this.peer.doWhenBlocked(acts);
      // The error surfaces below; this thread is blocked until then.
      acted.catch(() => {});
      const result = await call();
      await acted;
      return result;
    }
    const pending = call();
    await this.waits(pending);
    for (const [index, [name, ...args]] of acts.entries()) {
      if (index > 0) await consumed(socket);
      await this.peer.do(name, ...(args as never));
    }
    return pending;
  }

  /** Checks that a call is still pending after some iterations of the event loop. */
  async waits(pending: Later<unknown>): Promise<void> {
    assert.ok(await this.isWaiting(pending), "the call did not wait");
  }

  /** True if a call is still pending after some iterations of the event loop. */
  async isWaiting(pending: Later<unknown>): Promise<boolean> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    void Promise.resolve(pending).then(settled, settled);
    for (let count = 0; count < 5; count++) await turn();
    return !isSettled;
  }

  /** Makes a call under limits that expire, and checks that it waited for them. */
  async limited<Result>(
    socket: AnySocket,
    [, block, total]: readonly [name: string, block: number, total: number],
    call: () => Later<Result>,
    ...acts: readonly Act[]
  ): Promise<Result> {
    limit(socket, block, total);
    const start = performance.now();
    const result = await (acts.length === 0 ? call() : this.during(socket, call, ...acts));
    const milliseconds = performance.now() - start;
    assert.ok(milliseconds >= SHORT * 1000 - TOLERANCE, "the limit was not waited for");
    // The duration does not matter, but the other limit must not have ended the wait.
    assert.ok(milliseconds < LONG * 1000 - TOLERANCE, "the wrong limit was waited for");
    limit(socket, -1, LONG);
    return result;
  }

  /**
   * Checks all effects of a signal on a call that would wait: aborted before and during the call, it rejects with the
   * signal's reason.
   */
  async aborts(call: (options: { signal: AbortSignal }) => Later<unknown>): Promise<void> {
    const before = new Error("before");
    await rejects(call({ signal: AbortSignal.abort(before) }), before);
    const controller = new AbortController();
    const pending = call({ signal: controller.signal });
    await this.waits(pending);
    const meanwhile = new Error("meanwhile");
    controller.abort(meanwhile);
    await rejects(pending, meanwhile);
  }

  /** Checks that a second call throws at once while the first waits. */
  async complains(first: Later<unknown>, second: () => Later<unknown>, direction: string): Promise<void> {
    await this.waits(first);
    const message = new RegExp(`another ${direction} of this socket is waiting$`);
    if (this.binding.throwsLate) await assert.rejects(async () => second(), { message });
    else assert.throws(second, { message });
    await this.waits(first);
  }
}

/** Checks that a promise rejects with this reason. */
export async function rejects(pending: Later<unknown>, reason: unknown): Promise<void> {
  await assert.rejects(Promise.resolve(pending), (error) => error === reason);
}

export function limit(socket: AnySocket, block: number, total: number): void {
  socket.settimeout(block);
  socket.settimeout(total, "t");
}

/** Waits until the kernel has no data for a socket: its waiter has taken everything. */
async function consumed(socket: AnySocket): Promise<void> {
  const foreign = { getfd: () => socket.getfd() };
  while (blocking.select([foreign], [], 0)[0].length > 0) await turn();
}

/** Waits until a socket has data to receive. */
export async function arrived(stage: Stage, socket: AnySocket): Promise<void> {
  const [readable]: Results = await stage.socket.select([socket], [], LONG);
  assert.equal((readable as Results).length, 1, "nothing has arrived");
}
