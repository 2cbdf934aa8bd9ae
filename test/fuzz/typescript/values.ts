// Arguments: those that are meant, and those that are meant badly.

import type { Dice } from "../dice.ts";
import { call, ENCODINGS, Hostile, nameOf, type World } from "./world.ts";

/** Does something to the world from within a call. */
export type Meddle = (dice: Dice) => void;

export type Kind =
  | "any"
  | "brief"
  | "buffer"
  | "callable"
  | "count"
  | "data"
  | "encoding"
  | "family"
  | "fd"
  | "foreignfd"
  | "host"
  | "limits"
  | "list"
  | "listener"
  | "mode"
  | "option"
  | "options"
  | "optionvalue"
  | "path"
  | "pattern"
  | "port"
  | "prefix"
  | "safeport"
  | "seconds"
  | "settings"
  | "socket"
  | "timemode"
  | "way";

const LONG = "long \u00e9 ".repeat(9000);
const LONGER = "x".repeat(1_100_000);
const NUMBERS = [
  ...[0, -0, 1, -1, 2, 3.5, -1.5, 255, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 32, 2 ** 32 + 1],
  ...[2 ** 53, -(2 ** 53), 2 ** 63, 2 ** 64, 1e300, -1e300, 5e-324, Number.NaN],
  ...[Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
];
const TEXTS = [
  ...[
    "",
    "*l",
    "*a",
    "*n",
    "*",
    "l",
    "5",
    "0x10",
    " 7 ",
    "-1",
    "1e3",
    "1e309",
    "NaN",
    "\0",
    "a\0b",
    "b",
    "t",
    "r",
  ],
  ...["\ud800", "\udc00x", "é", "€", "😀", "\uffff", "__proto__", "constructor", "toString", "%s%n", "\r\n"],
];
const HOSTS = [
  ...[
    "127.0.0.1",
    "::1",
    "localhost",
    "*",
    "",
    "0.0.0.0",
    "::",
    "127.1",
    "127.0.0.1\0",
    "\0",
    "a b",
    "::1%lo",
  ],
  ...["1.2.3.4.5", "[::1]", ":::", "0x7f.1", "x".repeat(300), "\ud800", "é", "::ffff:127.0.0.1"],
];
const TCP_OPTIONS = [
  ...["keepalive", "linger", "reuseaddr", "reuseport", "tcp-nodelay", "tcp-keepidle", "tcp-keepintvl"],
  ...["tcp-keepcnt", "recv-buffer-size", "send-buffer-size", "bindtodevice", "ipv6-v6only", "error"],
  ...[
    "tcp-defer-accept",
    "tcp-fastopen",
    "tcp-fastopen-connect",
    "dontroute",
    "broadcast",
    "ip-multicast-if",
  ],
  ...["ip-multicast-ttl", "ip-multicast-loop", "ipv6-unicast-hops", "ipv6-multicast-hops"],
  ...["ipv6-multicast-loop", "ip-add-membership", "ip-drop-membership", "ipv6-add-membership"],
  ...["ipv6-drop-membership", "toString", "__proto__", ""],
];

export class Values {
  private readonly world: World;
  private readonly meddle: Meddle;

  constructor(world: World, meddle: Meddle) {
    this.world = world;
    this.meddle = meddle;
  }

  /** An argument for a place of a kind: as a rule a good one, often a bad one. */
  of(kind: Kind, dice: Dice): unknown {
    const isBad = dice.below(10) < 3;
    const { world } = this;
    switch (kind) {
      case "any":
        return this.any(dice);
      case "brief":
        // What would wait long is not hostile, only long.
        return dice.pick<unknown>([
          0,
          0,
          0,
          -0,
          0.0001,
          1e-300,
          Number.NaN,
          "0",
          "x",
          "",
          null,
          {},
          [],
          1n,
          true,
        ]);
      case "seconds":
        return dice.pick<unknown>([
          0,
          0.0001,
          Number.NaN,
          "0.0001",
          -0,
          "x",
          null,
          {},
          1n,
          Symbol("s"),
          true,
        ]);
      case "buffer":
        return isBad ? this.any(dice) : world.memory(dice);
      case "callable":
        return isBad ? this.any(dice) : this.callable(dice);
      case "count":
        return isBad ? this.any(dice) : dice.pick([...NUMBERS, 0, 1, 5, 100, "3", undefined]);
      case "data":
        if (isBad) return this.any(dice);
        return dice.oneIn(3)
          ? world.memory(dice)
          : dice.pick<unknown>([...TEXTS, "a line\n", "two\nlines\n", 12.5, LONG, "h\u00e9llo\r\n"]);
      case "encoding":
        return isBad ? this.any(dice) : dice.pick(ENCODINGS);
      case "family":
        return isBad ? this.any(dice) : dice.pick(["inet", "inet6", "unspec", undefined]);
      case "foreignfd":
        return dice.oneIn(3) ? call(world.socket(dice), "getfd") : this.descriptor(dice);
      case "fd":
        return this.descriptor(dice);
      case "host":
        return isBad && dice.oneIn(2)
          ? local(this.any(dice))
          : dice.pick(dice.oneIn(3) ? HOSTS : ["127.0.0.1"]);
      case "limits":
        return isBad ? this.any(dice) : this.limits(dice);
      case "list":
        return isBad ? this.any(dice) : this.list(dice);
      case "listener":
        return isBad ? this.any(dice) : dice.pick<unknown>([undefined, this.callable(dice)]);
      case "mode":
        return isBad ? this.any(dice) : dice.pick(["both", "send", "receive"]);
      case "option":
        return isBad ? this.any(dice) : dice.pick(TCP_OPTIONS);
      case "options":
        return isBad ? this.any(dice) : this.options(dice);
      case "optionvalue":
        return this.optionValue(dice);
      case "path":
        return this.path(dice);
      case "pattern":
        return isBad ? this.any(dice) : dice.pick<unknown>(["*l", "*a", 0, 1, 5, 1000, "7", undefined]);
      case "port":
        return isBad && dice.oneIn(2) ? this.badPort(dice) : world.portOf(world.socket(dice));
      case "prefix":
        return isBad ? this.any(dice) : dice.pick<unknown>([undefined, undefined, "prefix", "\u00e9", LONG]);
      case "safeport":
        return isBad ? this.badPort(dice) : dice.oneIn(10) ? 1 : world.drainPort;
      case "settings":
        return isBad ? this.any(dice) : { encoding: this.of("encoding", dice), dialect: this.dialect(dice) };
      case "socket":
        return isBad ? this.any(dice) : world.socket(dice);
      case "timemode":
        return isBad ? this.any(dice) : dice.pick(["b", "t", "r", "block", "total", undefined]);
      case "way":
        return isBad
          ? this.any(dice)
          : dice.pick(["by-length", "until-closed", "default", "close-when-done", "keep-open"]);
    }
  }

  /** Anything that JavaScript has. */
  any(dice: Dice): unknown {
    const { world } = this;
    switch (dice.below(24)) {
      case 0:
        return undefined;
      case 1:
        return null;
      case 2:
        return dice.oneIn(2);
      case 3:
      case 4:
      case 5:
        return dice.pick(NUMBERS);
      case 6:
      case 7:
        return dice.pick(TEXTS);
      case 8:
        return dice.pick([10n, -(2n ** 70n)]);
      case 9:
        return dice.pick([Symbol("hostile"), Symbol.iterator]);
      case 10:
        return dice.oneIn(20) ? LONGER : LONG;
      case 11:
        return this.callable(dice);
      case 12:
        return dice.pick<unknown>([[], [1, "x"], new Array(5), {}, Object.create(null), new Date(0), /x/g]);
      case 13:
        return dice.pick<unknown>([
          new Map(),
          new Set([1]),
          new Error("e"),
          Object(7),
          Object("*l"),
          Object(1n),
        ]);
      case 14:
        return dice.pick<unknown>([
          new Uint16Array(9),
          new DataView(new ArrayBuffer(4)),
          new ArrayBuffer(8),
          new SharedArrayBuffer(8),
          new Float64Array(3),
        ]);
      case 15:
      case 16:
        return world.memory(dice);
      case 17:
        return fakeArray(world.memory(dice), dice);
      case 18:
        return world.socket(dice);
      case 19:
        return dice.pick(world.namespaces);
      case 20:
        return this.proxy(dice);
      case 21:
        return Promise.resolve(1);
      default:
        return this.trap(dice);
    }
  }

  /** An object that does something whenever it is looked at. */
  private trap(dice: Dice): object {
    const seed = dice.below(2 ** 31);
    const answer = (): unknown => {
      this.meddle(dice);
      if (dice.oneIn(6)) throw new Hostile(`trap ${seed}`);
      // No number here may be a descriptor, or so many seconds that a close lingers.
      return dice.pick<unknown>([undefined, 0.5, "x", "127.0.0.1", true, false, Number.NaN, null, {}]);
    };
    const names = [
      "on",
      "timeout",
      "multiaddr",
      "interface",
      "signal",
      "encoding",
      "dialect",
      "length",
      "aborted",
    ];
    const trap = {
      valueOf: answer,
      toString: answer,
      [Symbol.toPrimitive]: answer,
      getfd: () => (dice.oneIn(2) ? answer() : 900_000 + dice.below(100)),
      dirty: answer,
      send: answer,
      close: answer,
      receivechunk: answer,
      addEventListener: answer,
      removeEventListener: answer,
    };
    for (const name of names) Object.defineProperty(trap, name, { get: answer, enumerable: true });
    return trap;
  }

  private proxy(dice: Dice): object {
    const target = dice.pick<object>([{}, () => 1, this.world.memory(dice), this.world.socket(dice) ?? {}]);
    const { proxy, revoke } = Proxy.revocable(target, {
      get: (_target, name) => {
        // Nobody can ask these of a proxy without running the target's own code, which ends elsewhere.
        if (name === Symbol.iterator || name === "then") return undefined;
        this.meddle(dice);
        if (dice.oneIn(4)) throw new Hostile("proxy");
        return dice.pick<unknown>([undefined, 0.5, "x", () => 0.5]);
      },
    });
    if (dice.oneIn(4)) revoke();
    return proxy;
  }

  private callable(dice: Dice): (...args: unknown[]) => unknown {
    switch (dice.below(5)) {
      case 0:
        return () => {
          throw new Hostile("callable");
        };
      case 1:
        return async () => {
          this.meddle(dice);
          return [1, 2];
        };
      case 2:
        return () => [undefined, "failed", "partial"];
      case 3:
        return (...args) => args;
      default:
        return () => {
          this.meddle(dice);
          return dice.pick<unknown>([1, undefined, [1, 2], this.trap(dice)]);
        };
    }
  }

  private list(dice: Dice): unknown[] {
    const list: unknown[] = [];
    for (let count = dice.below(8); count > 0; count--) {
      list.push(dice.oneIn(5) ? this.any(dice) : this.world.socket(dice));
    }
    if (dice.oneIn(10)) list.length += 3;
    return list;
  }

  private limits(dice: Dice): unknown {
    const limits: Record<string, unknown> = {};
    for (let count = dice.below(4); count > 0; count--) {
      const name = dice.pick([
        "line",
        "all",
        "count",
        "line",
        "all",
        "count",
        "lines",
        "__proto__",
        "x".repeat(2000),
      ]);
      const value = dice.oneIn(3) ? this.any(dice) : dice.pick([...NUMBERS, 0, 3, 100]);
      // Or `__proto__` would be none of them.
      Object.defineProperty(limits, name, { value, enumerable: true, configurable: true });
    }
    return limits;
  }

  private options(dice: Dice): unknown {
    const { signal } = this.world.ending;
    switch (dice.below(8)) {
      case 0:
        return { signal: AbortSignal.abort(new Hostile("aborted")) };
      case 1:
        return { signal: this.any(dice) };
      case 2: {
        const controller = new AbortController();
        setImmediate(() => controller.abort(new Hostile("aborted soon")));
        return { signal: controller.signal };
      }
      case 3:
        return this.trap(dice);
      case 4:
        return { signal };
      default:
        return undefined;
    }
  }

  private descriptor(dice: Dice): unknown {
    // Never the number of a descriptor that is somebody else's: whoever owns it, closes it.
    const bad = [-1, "-1", Number.NaN, 2 ** 31, 1e300, "", "x", null, undefined, {}, 2 ** 31 - 1, -2, 1n];
    return dice.oneIn(2) ? this.world.freshDescriptor(dice) : dice.pick<unknown>(bad);
  }

  private badPort(dice: Dice): unknown {
    return dice.pick<unknown>([
      ...[-1, 65536, 1e9, Number.NaN, "", "x", "0x1", "\0", null, {}, [], 1n, true, Symbol("p"), -0, 1e300],
      ...[this.trap(dice), "x".repeat(2000)],
    ]);
  }

  private path(dice: Dice): unknown {
    const { world } = this;
    switch (dice.below(7)) {
      case 0:
        return `\0luasocket-fuzz-${process.pid}-${dice.below(50)}`;
      case 1:
        return dice.pick(["", "\0", "x".repeat(107), "x".repeat(108), "x".repeat(109), "x".repeat(5000)]);
      case 2:
        return world.memory(dice);
      case 3:
        return dice.pick<unknown>(["a\0b", "\ud800", "é", null, undefined, 5, {}, this.trap(dice)]);
      case 4:
        return world.freshPath();
      default:
        return nameOf(world.socket(dice))[0];
    }
  }

  private optionValue(dice: Dice): unknown {
    switch (dice.below(6)) {
      case 0:
        return dice.oneIn(2);
      case 1:
        return this.any(dice);
      case 2:
        // A close that lingers blocks, as the system has it; so no more than a moment of that.
        return { on: dice.oneIn(2), timeout: dice.pick([0, 0.5, Number.NaN, 1e-300]) };
      case 3:
        return { on: false, timeout: dice.pick(NUMBERS) };
      case 4:
        return {
          multiaddr: dice.pick(["239.1.2.3", "ff02::1234", "x", "\0", "127.0.0.1", ""]),
          interface: dice.pick<unknown>(["127.0.0.1", 1, "x", -1, 1e300, Number.NaN, "\0", {}]),
        };
      default:
        return dice.pick<unknown>([...NUMBERS, "127.0.0.1", "lo", "x".repeat(100), "\0"]);
    }
  }

  private dialect(dice: Dice): unknown {
    return dice.oneIn(4) ? this.any(dice) : dice.pick(["3.1", "defold", "2.0"]);
  }
}

/** What might be the number of another host's address (inet_aton(3)) becomes this host's. */
function local(value: unknown): unknown {
  const isNumeric =
    typeof value === "number" || (typeof value === "string" && value.trim() !== "" && +value >= 0);
  return isNumeric ? "127.0.0.1" : value;
}

/** A Uint8Array that lies about itself. */
function fakeArray(memory: Uint8Array, dice: Dice): Uint8Array {
  class Liar extends Uint8Array {
    override get length(): number {
      return dice.pick([0, 1e6, Number.NaN, -1]);
    }
    override get byteLength(): number {
      return 1e9;
    }
    override subarray(): Uint8Array<ArrayBuffer> {
      throw new Hostile("subarray");
    }
  }
  const { buffer } = memory;
  try {
    return new Liar(buffer as ArrayBuffer, 0);
  } catch {
    return new Liar(3);
  }
}
