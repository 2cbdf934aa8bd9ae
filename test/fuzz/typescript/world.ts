// What the calls of a round have to do with: sockets and memory that lie about, and what is to be closed at its end.

import { closeSync, fstatSync, openSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";
import { isProxy } from "node:util/types";
import blocking from "luasocket";
import promises from "luasocket/promises";
import { isOwned } from "#src/os/socket/descriptor.ts";
import type { Dice } from "../dice.ts";

/** Any object, function or namespace of the package, as someone without types sees it. */
export type Loose = Record<string, (...args: unknown[]) => unknown>;
export type Way = "blocking" | "promise";

export const DIALECTS = ["3.1", "defold", "2.0"] as const;
export const ENCODINGS = ["utf8", "latin1", "buffer"] as const;

const SLOTS = 20;
const MEMORIES = 6;

/** Thrown by what a caller gives, and by nobody else. */
export class Hostile extends Error {}

/** Of sockets in the file system, which stay when a socket is closed. */
let names = 0;

/** Calls a method by its name, if there is such an object and it has one. */
export function call(object: object | undefined, name: string, ...args: unknown[]): unknown {
  const method = (object as Record<string, unknown> | undefined)?.[name];
  return typeof method === "function" ? method.apply(object, args) : undefined;
}

/** A socket of any kind: what has a descriptor and can be closed. */
export function isSocket(value: unknown): value is Loose {
  return (
    typeof value === "object" &&
    value !== null &&
    !isProxy(value) &&
    ["getfd", "settimeout"].every((name) => typeof (value as Partial<Loose>)[name] === "function")
  );
}

/** What a descriptor stands for; undefined for one that is closed. */
export function identityOf(fd: number): number | undefined {
  try {
    return fstatSync(fd).ino;
  } catch {
    return undefined;
  }
}

/**
 * Closes a descriptor that nobody has: one that setfd has left to its caller, or has not taken. Its number may be
 * somebody else's by now, that of a file which a resolver reads for example.
 */
export function closeOrphan(fd: number, identity: number | undefined): void {
  if (!isOwned(fd) && identity !== undefined && identityOf(fd) === identity) closeSync(fd);
}

/** What getsockname gives. Where it throws, the call of it among the others tells. */
export function nameOf(socket: Loose | undefined): readonly unknown[] {
  try {
    return (call(socket, "getsockname") ?? []) as readonly unknown[];
  } catch {
    return [];
  }
}

export class World {
  readonly way: Way;
  readonly directory: string;
  readonly sockets: (Loose | undefined)[] = new Array(SLOTS).fill(undefined);
  readonly memories: Uint8Array[] = [];
  readonly namespaces: readonly Loose[];
  /** Promises of calls that are still waiting. */
  readonly waiting: Set<Promise<unknown>> = new Set();
  /** Ends what has no object that could be closed. */
  readonly ending: AbortController = new AbortController();
  /** Calls that are made from within calls. */
  depth = 0;
  private readonly drain: Loose;
  private readonly handedOver = new Set<net.Socket | net.Server>();
  private readonly fresh = new Map<number, number | undefined>();

  constructor(way: Way, directory: string) {
    this.way = way;
    this.directory = directory;
    const base = (way === "blocking" ? blocking : promises) as unknown as Loose;
    this.namespaces = DIALECTS.flatMap((dialect) =>
      ENCODINGS.map((encoding) => call(base, "configure", { dialect, encoding }) as Loose),
    );
    const [server] = blocking.bind("127.0.0.1", 0, 1000);
    this.drain = server as unknown as Loose;
    call(this.drain, "settimeout", 0);
  }

  /** A port where connections are always taken: a blocking connect that has no limit would wait for ever elsewhere. */
  get drainPort(): number {
    this.emptyDrain();
    return (call(this.drain, "getsockname") as [string, number])[1];
  }

  /** A name for a unix-domain socket that nobody has. */
  freshPath(): string {
    return join(this.directory, `s${process.pid}-${names++}`);
  }

  /** The port of any socket, 0 where there is none. */
  portOf(socket: Loose | undefined): number {
    const port = nameOf(socket)[1];
    return typeof port === "number" ? port : 0;
  }

  socket(dice: Dice): Loose | undefined {
    return this.sockets[dice.below(SLOTS)];
  }

  memory(dice: Dice): Uint8Array {
    const at = dice.below(MEMORIES);
    this.memories[at] ??= freshMemory(dice);
    return this.memories[at] as Uint8Array;
  }

  /** Other memory takes a place. */
  renewMemory(dice: Dice): void {
    this.memories[dice.below(MEMORIES)] = freshMemory(dice);
  }

  /** Keeps a socket; the one that was in its place is closed, or now and then lost to the collector. */
  keep(socket: Loose, dice: Dice): void {
    if (this.sockets.includes(socket)) return;
    call(socket, "settimeout", 0);
    const at = dice.below(SLOTS);
    if (!dice.oneIn(30)) this.close(this.sockets[at]);
    this.sockets[at] = socket;
  }

  /** A socket that Node has now. */
  keepNodes(owner: net.Socket | net.Server, dice: Dice): void {
    owner.on("error", () => {});
    owner.on("connection", (connection: net.Socket) => this.keepNodes(connection, dice));
    this.handedOver.add(owner);
    if (this.handedOver.size > 10 || dice.oneIn(2)) this.endNodes();
  }

  /** A descriptor that belongs to nobody: a socket's or a file's. */
  freshDescriptor(dice: Dice): number {
    let fd: number;
    if (dice.oneIn(4)) fd = openSync(join(this.directory, "file"), "a+");
    else {
      const base = blocking;
      const [socket] = dice.pick([base.tcp4, base.udp4, base.unix.stream, base.unix.dgram])();
      if (socket === undefined) return -1;
      fd = socket.getfd();
      socket.setfd(-1);
    }
    this.fresh.set(fd, identityOf(fd));
    return fd;
  }

  /** Closes descriptors that nobody has taken. */
  dropFresh(): void {
    // Taken and closed since then, it may be gone.
    for (const [fd, identity] of this.fresh) closeOrphan(fd, identity);
    this.fresh.clear();
  }

  emptyDrain(): void {
    for (;;) {
      const [client] = call(this.drain, "accept") as readonly [Loose?];
      if (client === undefined) return;
      this.close(client);
    }
  }

  close(socket: Loose | undefined): void {
    if (socket === undefined) return;
    call(socket, "close");
  }

  /** Closes everything, and waits for what waits. */
  async end(): Promise<void> {
    this.sockets.forEach((socket, at) => {
      this.close(socket);
      this.sockets[at] = undefined;
    });
    this.ending.abort(new Hostile("the round is over"));
    while (this.waiting.size > 0) await Promise.allSettled(this.waiting);
    // What was waited for may have brought sockets.
    for (const socket of this.sockets) this.close(socket);
    this.emptyDrain();
    this.close(this.drain);
    this.endNodes();
  }

  private endNodes(): void {
    for (const owner of this.handedOver) {
      if (owner instanceof net.Server) owner.close();
      else owner.destroy();
    }
    this.handedOver.clear();
  }
}

/** Bytes over memory of every kind that a Uint8Array can be over. */
function freshMemory(dice: Dice): Uint8Array {
  const size = dice.pick([0, 1, 7, 64, 1000, 70_000]);
  switch (dice.below(6)) {
    case 0:
      return new Uint8Array(new ArrayBuffer(size));
    case 1:
      return new Uint8Array(resizable(size));
    case 2:
      return new Uint8Array(resizable(size), size >> 1);
    case 3:
      return new Uint8Array(resizable(size), size >> 2, size >> 1);
    case 4:
      return new Uint8Array(new SharedArrayBuffer(size));
    default:
      return Buffer.from("x".repeat(size));
  }
}

function resizable(size: number): ArrayBuffer {
  // ES2024; the libraries of TypeScript that the tests are compiled with do not have it.
  const Resizable = ArrayBuffer as unknown as new (size: number, options: object) => ArrayBuffer;
  return new Resizable(size, { maxByteLength: size + 1000 });
}

/** Makes a memory smaller, larger or takes it away. */
export function disturb(memory: Uint8Array, dice: Dice): void {
  const owner = memory.buffer as ArrayBuffer & { resizable?: boolean; resize?(size: number): void };
  if (owner.resizable) owner.resize?.(dice.below((owner as { maxByteLength?: number }).maxByteLength ?? 1));
  else if (owner instanceof ArrayBuffer && !(memory instanceof Buffer)) {
    structuredClone(owner, { transfer: [owner] });
  }
}
