// Where a scenario takes place: a binding, a peer, and how to let the peer act while a call waits.

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
  /** It can be played only where others run while a call waits. */
  readonly needsOthers?: boolean;
  readonly needs?: readonly Ability[];
  play(stage: Stage): Promise<void>;
}

/** A limit for waits that end before it, in seconds: what would hang fails instead. */
export const LONG = 20;
/** A limit for waits that run out, in seconds. */
export const SHORT = 0.03;
/** poll's milliseconds are whole, and cut; the clocks of timers run in whole ones, too. */
const TOLERANCE = 1.5;

/** The ways in which a wait can run out: limits as [block, total]. */
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

  /** To be done when the scenario is over, the last one first. */
  after(end: () => void): void {
    this.ends.push(end);
  }

  async over(): Promise<void> {
    for (const end of this.ends.reverse()) end();
    await this.peer.do("over");
  }

  /** Gives the value of results that must have one. */
  must<Value>([value, reason]: readonly [value?: Value, reason?: unknown, ...rest: unknown[]]): Value {
    assert.notEqual(value, undefined, String(reason));
    return value as Value;
  }

  /** Closes it in the end. Its waits last for LONG at most. */
  keep<One extends AnySocket>(one: One): One {
    this.after(() => one.close());
    limit(one, -1, LONG);
    return one;
  }

  /** A client that is connected with the peer. */
  async client(): Promise<Tcp> {
    const port = await this.peer.do("listen");
    const client = this.keep(this.must(await this.socket.connect("127.0.0.1", port)));
    await this.peer.do("accept");
    return client;
  }

  /** A path for a socket. */
  path(): string {
    const folder = mkdtempSync(join(tmpdir(), "luasocket-conformance-"));
    this.after(() => rmSync(folder, { recursive: true, force: true }));
    return join(folder, "socket");
  }

  /** Makes a call that waits, and has the peer act meanwhile: one act after the other, each in another wait. */
  async during<Result>(
    socket: AnySocket,
    call: () => Later<Result>,
    ...acts: readonly Act[]
  ): Promise<Result> {
    if (this.binding.blocks) {
      const acted = this.peer.doWhenBlocked(acts);
      // While the call blocks, nobody here could see that the peer has failed.
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

  /** Sees that what a call gives is still to come, some turns of the event loop later. */
  async waits(pending: Later<unknown>): Promise<void> {
    let isSettled = false;
    const settled = () => {
      isSettled = true;
    };
    void Promise.resolve(pending).then(settled, settled);
    for (let count = 0; count < 5; count++) await turn();
    assert.equal(isSettled, false, "the call did not wait");
  }

  /** Makes a call under limits that run out, and sees that they have been waited for. */
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
    // How long it took is no matter; but it must not have been the other limit that ended the wait.
    assert.ok(milliseconds < LONG * 1000 - TOLERANCE, "the wrong limit was waited for");
    limit(socket, -1, LONG);
    return result;
  }

  /**
   * Plays all that a signal can do to a call that would wait: it is given up before, while, and both times with
   * the signal's own reason.
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

  /** Sees that a second call throws while the first waits, and that it does so at once. */
  async complains(first: Later<unknown>, second: () => Later<unknown>, direction: string): Promise<void> {
    await this.waits(first);
    const message = new RegExp(`another ${direction} of this socket is waiting$`);
    if (this.binding.throwsLate) await assert.rejects(async () => second(), { message });
    else assert.throws(second, { message });
    await this.waits(first);
  }
}

/** Rejected with this very reason. */
export async function rejects(pending: Later<unknown>, reason: unknown): Promise<void> {
  await assert.rejects(Promise.resolve(pending), (error) => error === reason);
}

export function limit(socket: AnySocket, block: number, total: number): void {
  socket.settimeout(block);
  socket.settimeout(total, "t");
}

/** Waits until nothing that the kernel has for a socket is left: whoever waited for it has taken it. */
async function consumed(socket: AnySocket): Promise<void> {
  const foreign = { getfd: () => socket.getfd() };
  while (blocking.select([foreign], [], 0)[0].length > 0) await turn();
}

/** Waits until there is something to receive. */
export async function arrived(stage: Stage, socket: AnySocket): Promise<void> {
  const [readable]: Results = await stage.socket.select([socket], [], LONG);
  assert.equal((readable as Results).length, 1, "nothing has arrived");
}
