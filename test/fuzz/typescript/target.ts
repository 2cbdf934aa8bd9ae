// Calls of the TypeScript binding, made at random.

import net from "node:net";
import { inspect } from "node:util";
import { isProxy } from "node:util/types";
import { TryError } from "#src/net/protect.ts";
import { collectGarbage } from "../../support/collect.ts";
import { Dice } from "../dice.ts";
import { CALLS_PER_ROUND, type Log, type Target } from "../round.ts";
import { functionsOf, methodsOf, type NamespaceFunction, placesOf } from "./calls.ts";
import { type Kind, Values } from "./values.ts";
import {
  call,
  closeOrphan,
  disturb,
  Hostile,
  identityOf,
  isSocket,
  type Loose,
  type Way,
  World,
} from "./world.ts";

/** Calls from within calls go no deeper. */
const DEEPEST = 2;

export function typescriptTarget(way: Way, directory: string): Target {
  return {
    async play(seed, round, log) {
      const player = new Player(new World(way, directory), log);
      await player.play(seed, round);
    },
  };
}

class Player {
  private readonly world: World;
  private readonly log: Log;
  private readonly values: Values;
  private readonly functions: readonly (readonly NamespaceFunction[])[];
  /** The one that is being made. */
  private words = "";

  constructor(world: World, log: Log) {
    this.world = world;
    this.log = log;
    this.values = new Values(world, (dice) => this.meddle(dice));
    this.functions = world.namespaces.map(functionsOf);
  }

  async play(seed: number, round: number): Promise<void> {
    for (let call = 0; call < CALLS_PER_ROUND; call++) {
      if (!this.log.begins(call)) continue;
      const dice = new Dice(seed, this.world.way, round, call);
      const made = this.step(dice, call);
      // Those that wait get their turns.
      if (made !== undefined) await made;
      if (this.world.waiting.size > 100 || (this.world.way === "promise" && dice.oneIn(20))) await turn();
    }
    await this.world.end();
    await turn();
  }

  private step(dice: Dice, call: number): Promise<void> | undefined {
    const { world } = this;
    const choice = dice.below(100);
    if (choice < 6 || call < 8) return this.open(dice);
    if (choice < 9) world.renewMemory(dice);
    else if (choice < 12) disturb(world.memory(dice), dice);
    else if (choice < 22) this.callFunction(dice);
    else this.callMethod(dice);
    world.dropFresh();
    return undefined;
  }

  /** New sockets, most of them in the state that calls are meant for. */
  private async open(dice: Dice): Promise<void> {
    const { world } = this;
    const namespace = dice.pick(world.namespaces);
    const keep = async (result: unknown): Promise<Loose | undefined> => {
      const [socket] = (await result) as readonly [Loose?];
      if (socket !== undefined) world.keep(socket, dice);
      return socket;
    };
    const make = (name: string, ...args: unknown[]): Promise<Loose | undefined> =>
      keep((namespace[name] as Loose[string] | undefined)?.(...args) ?? []);
    const { unix } = namespace as { unix?: Loose };
    const kind = dice.below(8);
    this.say(() => `open ${kind}`);
    switch (kind) {
      case 0:
        await make("tcp");
        await make(dice.pick(["tcp4", "tcp6"]));
        return;
      case 1:
        await make("udp");
        await make(dice.pick(["udp4", "udp6"]));
        return;
      case 2:
      case 3: {
        const [server] = (await call(namespace, "bind", "127.0.0.1", 0)) as readonly [Loose?];
        await make("connect", "127.0.0.1", world.portOf(server));
        // Should nobody have come, nobody will.
        call(server, "settimeout", 0);
        await keep(call(server, "accept") ?? []);
        if (server !== undefined) world.keep(server, dice);
        return;
      }
      case 4: {
        const [one] = (call(namespace, "udp") ?? []) as readonly [Loose?];
        await call(one, "setsockname", "127.0.0.1", 0);
        const [other] = (call(namespace, "udp") ?? []) as readonly [Loose?];
        await call(other, "setpeername", "127.0.0.1", world.portOf(one));
        for (const socket of [one, other]) if (socket !== undefined) world.keep(socket, dice);
        return;
      }
      case 5:
      case 6: {
        const [server] = (call(unix, "stream") ?? []) as readonly [Loose?];
        const client = await keep(call(unix, "stream") ?? []);
        const path = world.freshPath();
        call(server, "bind", path);
        call(server, "listen", 5);
        await call(client, "connect", path);
        call(server, "settimeout", 0);
        await keep(call(server, "accept") ?? []);
        if (server !== undefined) world.keep(server, dice);
        return;
      }
      default: {
        const [one] = (call(unix, "dgram") ?? []) as readonly [Loose?];
        const path = world.freshPath();
        call(one, "bind", path);
        const [other] = (call(unix, "dgram") ?? []) as readonly [Loose?];
        call(other, "connect", path);
        for (const socket of [one, other]) if (socket !== undefined) world.keep(socket, dice);
        return;
      }
    }
  }

  private callFunction(dice: Dice): void {
    const { name, places, owner, key } = dice.pick(dice.pick(this.functions));
    const args = this.arguments(places, dice);
    this.say(() => `${name}(${shown(args)})`);
    this.make(() => (owner[key] as Loose[string])(...args), dice);
  }

  private callMethod(dice: Dice): void {
    const socket = this.world.socket(dice);
    if (socket === undefined) return;
    const name = dice.oneIn(3)
      ? dice.pick(["receive", "send", "receiveinto", "sendto", "receivefrom", "setoption"])
      : dice.pick(methodsOf(socket));
    const method = (socket as Record<PropertyKey, unknown>)[name] as Loose[string] | undefined;
    if (method === undefined) return;
    const args = this.arguments(placesOf(socket, name, "timeout" in socket), dice);
    this.say(() => `${call(socket, "toString")}.${String(name)}(${shown(args)})`);
    limit(socket, dice);
    const before = name === "setfd" ? (call(socket, "getfd") as number) : -1;
    const identity = before < 0 ? undefined : identityOf(before);
    this.make(() => method.apply(socket, args), dice);
    // A source or an iteration over it, gone on with later, would wait as long as it was told to.
    limit(socket, dice);
    if (before >= 0 && (call(socket, "getfd") as number) !== before) closeOrphan(before, identity);
  }

  private arguments(places: readonly Kind[], dice: Dice): unknown[] {
    // A select without a limit waits for ever, and rightly so.
    const isCut = dice.oneIn(8) && !places.includes("brief");
    const count = isCut ? dice.below(places.length + 1) : places.length;
    const args = places.slice(0, count).map((kind) => this.values.of(kind, dice));
    // Behind the others: in the place of a descriptor it would be anybody's.
    if (!isCut && dice.oneIn(30)) args.push(this.values.any(dice));
    return args;
  }

  /** Makes a call; neither what it gives nor what it throws may be anything but what calls give and throw. */
  private make(call: () => unknown, dice: Dice): void {
    try {
      this.take(call(), dice);
    } catch (error) {
      this.check(error);
    }
  }

  /** What a call has given is kept, gone on with or closed. */
  private take(result: unknown, dice: Dice): void {
    if (isProxy(result)) return;
    if (result instanceof Promise) {
      const waiting: Promise<unknown> = result
        .then(
          (value) => this.take(value, dice),
          (error) => this.check(error),
        )
        .finally(() => this.world.waiting.delete(waiting));
      this.world.waiting.add(waiting);
    } else if (isSocket(result)) this.world.keep(result, dice);
    else if (result instanceof net.Socket || result instanceof net.Server) {
      this.world.keepNodes(result, dice);
    } else if (Array.isArray(result)) for (const each of result.slice(0, 20)) this.takeInner(each, dice);
    else if (typeof result === "function") this.callResult(result as Loose[string], dice);
    else if (typeof result === "object" && result !== null) this.iterate(result, dice);
  }

  private takeInner(value: unknown, dice: Dice): void {
    if (isSocket(value)) this.world.keep(value, dice);
  }

  /** A source, a sink, a try or a protected function. */
  private callResult(fn: Loose[string], dice: Dice): void {
    if (this.world.depth >= DEEPEST) return;
    this.world.depth++;
    for (let count = dice.below(3); count > 0; count--) {
      const args = this.arguments(["data", "any"], dice);
      this.make(() => fn(...args), dice);
    }
    this.world.depth--;
  }

  /** Lines or clients. */
  private iterate(result: object, dice: Dice): void {
    const iterator = result as { next?: () => unknown; return?: () => unknown };
    if (Object.hasOwn(result, "next") || typeof iterator.next !== "function") return;
    for (let count = dice.below(4); count > 0; count--) {
      this.make(() => {
        const step = iterator.next?.();
        const value = (each: unknown) =>
          this.takeInner((each as { value?: unknown } | undefined)?.value, dice);
        return step instanceof Promise ? step.then(value) : value(step);
      }, dice);
    }
    if (dice.oneIn(2)) this.make(() => iterator.return?.(), dice);
  }

  /** Something that a caller's object does while a call looks at it. */
  private meddle(dice: Dice): void {
    const { world } = this;
    if (world.depth >= DEEPEST) return;
    world.depth++;
    const socket = world.socket(dice);
    call(socket, "settimeout", 0);
    const on = (name: string, ...args: unknown[]): void =>
      this.make(() => (socket?.[name] as Loose[string] | undefined)?.apply(socket, args), dice);
    const act = dice.below(12);
    if (this.log.wantsWords) this.log.says(`    meanwhile ${act} on ${call(socket, "toString")}`);
    switch (act) {
      case 0:
        on("close");
        break;
      case 1:
        on("receive", dice.pick<unknown>(["*l", "*a", 1, 0]));
        break;
      case 2:
        on("send", "meddled\n");
        break;
      case 3:
      case 4:
        disturb(world.memory(dice), dice);
        break;
      case 5:
        on("setencoding", dice.pick(["utf8", "latin1", "buffer"]));
        break;
      case 6:
        on("receiveinto", world.memory(dice));
        break;
      case 7:
        this.make(() => call(dice.pick(world.namespaces), "select", [socket], [socket], 0), dice);
        break;
      case 8:
        on("accept");
        break;
      case 9:
        if (dice.oneIn(50)) collectGarbage();
        break;
      case 10:
        on("receivefrom");
        break;
      default:
        on("shutdown");
    }
    world.depth--;
  }

  private say(words: () => string): void {
    if (!this.log.wantsWords) return;
    this.words = words();
    this.log.says(this.words);
  }

  private check(error: unknown): void {
    if (isMeant(error)) return;
    this.log.finds(`threw ${inspect(error)}`);
  }
}

/** The words for misuse that no argument alone is to blame for. */
const MEANT = new RegExp(
  [
    "^bad argument #",
    "^calling '",
    "^unknown key \\(",
    // Of configure, whose settings have names.
    "^(policy|limits)[.:]",
    "^host and serv cannot be both nil$",
    "^select failed$",
    "^the option 'signal' must be an AbortSignal$",
    "^(another|an) .* is waiting$",
    "^descriptor \\d+ cannot be waited for",
    "^the memory passed to the call has been resized or transferred since$",
    "^received bytes that are not UTF-8; they are kept",
    "^the path is not UTF-8",
    // Of a descriptor that is no stream's, where Node is to have it.
    "^Protocol not supported$",
    "^Socket operation on non-socket$",
    "^Bad file descriptor$",
    // What only the engine can say of a caller's object.
    "a proxy that has been revoked$",
  ].join("|"),
);

/** What is thrown for misuse says what is wrong with which argument. */
function isMeant(error: unknown): boolean {
  if (error instanceof Hostile || error instanceof TryError) return true;
  if (!(error instanceof Error)) return true;
  if (MEANT.test(error.message)) return true;
  // A pump or a protected call calls whatever it was given in the place of a socket or a function.
  const frames = error.stack?.split("\n").slice(1, 4).join("\n") ?? "";
  return (
    error instanceof TypeError &&
    /\/js\/namespace\/(select-function|(sink|source|try)-functions)\.[jt]s/.test(frames)
  );
}

/** Whatever settimeout was given before. */
function limit(socket: Loose, dice: Dice): void {
  call(socket, "settimeout", dice.oneIn(10) ? 0.0005 : 0);
  call(socket, "settimeout", -1, "t");
}

function shown(args: readonly unknown[]): string {
  return args
    .map((arg) => {
      if (typeof arg === "string") return JSON.stringify(arg.length > 40 ? `${arg.slice(0, 40)}…` : arg);
      if (typeof arg === "object" && arg !== null) return isSocket(arg) ? "a socket" : "an object";
      return typeof arg === "function" ? "a function" : String(arg);
    })
    .join(", ");
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
