// One story of a connection: what the peer sends and when, what is called meanwhile, how it ends.

import assert from "node:assert/strict";
import fc from "fast-check";
import blocking, { type TcpClient } from "luasocket";
import { TryError } from "#src/net/protect.ts";
import { must } from "../support/connected-pair.ts";
import { Model, type Pattern, type Results } from "./model.ts";
import { type Address, type Client, pathIn, type Transport, type Way } from "./ways.ts";

type Limit = "never" | "block" | "total";

export type Step =
  | { readonly act: "send"; readonly text: readonly string[] }
  | {
      readonly act: "receive";
      readonly pattern: Pattern;
      readonly prefix: string | undefined;
      readonly limit: Limit;
    }
  | { readonly act: "several"; readonly patterns: readonly Pattern[]; readonly limit: Limit }
  | { readonly act: "into"; readonly size: number; readonly limit: Limit }
  | { readonly act: "chunk"; readonly size: number; readonly limit: Limit }
  | { readonly act: "lines"; readonly count: number; readonly limit: Limit }
  | { readonly act: "give up"; readonly pattern: Pattern; readonly into: boolean }
  | { readonly act: "encode"; readonly encoding: "utf8" | "latin1" | "buffer" }
  | { readonly act: "look" }
  | { readonly act: "close" };

export interface Story {
  readonly transport: Transport;
  readonly steps: readonly Step[];
  readonly end: "closed" | "reset";
}

/** Pieces of a stream, as latin1: lines, CRs where none should be, characters whole, cut and impossible. */
const PIECES = [
  ...[
    "a",
    "bc",
    "\n",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "line\n",
    "é",
    "\xc3\xa9",
    "\xc3",
    "\xe2\x82\xac",
    "\xe2\x82",
  ],
  ...["\xf0\x9f\x98\x80", "\xf0\x9f", "\xff", "x".repeat(300), `${"long ".repeat(400)}\n`, "\x80", "42"],
];

const limit = fc.constantFrom<Limit>("never", "never", "block", "total");
const pattern = fc.oneof(
  fc.constantFrom<Pattern>("*l", "*l", "*a"),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 3000 }),
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant("send" as const), text: fc.array(fc.constantFrom(...PIECES)) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      act: fc.constant("receive" as const),
      pattern,
      prefix: fc.constantFrom(undefined, undefined, "", "pre", "£"),
      limit,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant("several" as const),
      patterns: fc.array(pattern, { minLength: 1, maxLength: 4 }),
      limit,
    }),
  },
  fc.record({ act: fc.constant("into" as const), size: fc.integer({ min: 0, max: 400 }), limit }),
  fc.record({ act: fc.constant("chunk" as const), size: fc.integer({ min: 1, max: 400 }), limit }),
  fc.record({ act: fc.constant("lines" as const), count: fc.integer({ min: 1, max: 4 }), limit }),
  fc.record({ act: fc.constant("give up" as const), pattern, into: fc.boolean() }),
  fc.record({
    act: fc.constant("encode" as const),
    encoding: fc.constantFrom<"utf8" | "latin1" | "buffer">("utf8", "latin1", "buffer"),
  }),
  fc.record({ act: fc.constant("look" as const) }),
);

export const story: fc.Arbitrary<Story> = fc.record({
  transport: fc.constantFrom<Transport>("tcp", "unix"),
  steps: fc
    .tuple(fc.array(step, { maxLength: 40 }), fc.integer({ min: 0, max: 9 }), fc.nat())
    // Now and then our own end is closed in the middle.
    .map(([steps, chance, at]): Step[] =>
      chance > 0 ? steps : steps.toSpliced(at % (steps.length + 1), 0, { act: "close" }),
    ),
  end: fc.constantFrom<"closed" | "reset">("closed", "closed", "reset"),
});

let paths = 0;

/** Plays a story. @throws AssertionError where a byte is lost, doubled or in another place */
export async function play(way: Way, { transport, steps, end }: Story, directory: string): Promise<void> {
  const { server, address } = listening(transport, pathIn(directory, paths++));
  const client = await way.connect(transport, address);
  const peer = must(server.accept()) as TcpClient;
  server.close();
  try {
    const player = new Player(way, transport, client, peer);
    for (const each of steps) await player.step(each);
    await player.over(end);
  } finally {
    await client.close();
    peer.close();
  }
}

interface Server {
  accept(): readonly [client: unknown, ...rest: unknown[]];
  close(): unknown;
}

function listening(transport: Transport, path: string): { server: Server; address: Address } {
  if (transport === "tcp") {
    const server = must(blocking.bind("127.0.0.1", 0));
    return { server, address: server.getsockname()[1] as number };
  }
  const server = must(blocking.unix.stream());
  must(server.bind(path));
  must(server.listen());
  return { server, address: path };
}

class Player {
  private readonly way: Way;
  private readonly transport: Transport;
  private readonly client: Client;
  private readonly peer: TcpClient;
  private readonly model: Model;
  /** The calls are those of the dialect 2.0. */
  private readonly takesSeveral: boolean;

  constructor(way: Way, transport: Transport, client: Client, peer: TcpClient) {
    this.way = way;
    this.transport = transport;
    this.client = client;
    this.peer = peer;
    // Only TCP has objects of its own there.
    this.takesSeveral = way.dialect === "2.0" && transport === "tcp";
    this.model = new Model(way.isLua ? "latin1" : "utf8", transport === "unix", way.dialect !== "2.0");
  }

  async step(step: Step): Promise<void> {
    const { way, model, client, takesSeveral } = this;
    switch (step.act) {
      case "send": {
        const bytes = Buffer.from(step.text.join(""), "latin1");
        if (model.isOurEndClosed) return;
        // So much fits into the kernel's buffers: nobody waits.
        if (model.left.length + bytes.length > 30_000) return;
        this.peer.send(bytes);
        model.sent(bytes);
        return;
      }
      case "receive":
        return takesSeveral
          ? this.receiveSeveral([step.pattern], step.limit)
          : this.receive(step.pattern, step.prefix, step.limit);
      case "several":
        if (takesSeveral) await this.receiveSeveral(step.patterns, step.limit);
        return;
      case "into":
        if (!way.isLua && !takesSeveral) await this.receiveInto(step.size, step.limit);
        return;
      case "chunk":
        if (!way.isLua && !takesSeveral) await this.receiveChunk(step.size, step.limit);
        return;
      case "lines":
        if (!way.isLua && !takesSeveral) await this.lines(step.count, step.limit);
        return;
      case "give up":
        if (way.hasSignals) await this.giveUp(step.pattern, step.into);
        return;
      case "encode":
        if (way.isLua) return;
        await client.call("setencoding", step.encoding);
        model.encoding = step.encoding;
        return;
      case "look": {
        const [isDirty] = await client.call("dirty");
        if (model.left.length === 0) assert.equal(isDirty, false, "dirty without a byte");
        return;
      }
      case "close":
        if (takesSeveral && way.isLua) return;
        await client.close();
        model.isOurEndClosed = true;
    }
  }

  /** The peer ends the stream. Everything that it has sent must come. */
  async over(end: "closed" | "reset"): Promise<void> {
    const { way, model, client, peer } = this;
    if (end === "reset" && this.transport === "tcp") {
      peer.setoption("linger", { on: true, timeout: 0 });
      model.end = "reset";
    } else model.end = "closed";
    peer.close();
    if (!way.isLua) {
      await client.call("setencoding", "buffer");
      model.encoding = "buffer";
    }
    for (let count = 0; count < 3; count++) {
      if (this.takesSeveral) await this.receiveSeveral(["*a"], "none");
      else await this.receive("*a", undefined, "none");
    }
    if (model.mustComeWhole) assert.equal(model.left.length, 0, "bytes were lost at the end");
    assert.deepEqual(await client.call("dirty"), [false]);
  }

  private async receive(pattern: Pattern, prefix: string | undefined, limit: Limit | "none"): Promise<void> {
    const { model, client } = this;
    await this.limit(limit);
    // Lua has bytes, and the text that is given is taken as such.
    const given = prefix !== undefined && this.way.isLua ? Buffer.from(prefix).toString("latin1") : prefix;
    await this.judged(
      [pattern],
      async () => {
        const results = await client.call("receive", pattern, given);
        model.received(
          pattern,
          given === undefined ? undefined : this.asData(given),
          results,
          await this.taken(),
        );
      },
      Buffer.byteLength(prefix ?? ""),
    );
  }

  private async receiveSeveral(patterns: readonly Pattern[], limit: Limit | "none"): Promise<void> {
    const { model, client } = this;
    await this.limit(limit);
    await this.judged(patterns, async () => {
      const results = await client.call("receive", ...patterns);
      const found = results.slice(0, patterns.length);
      const failure = results[patterns.length] ?? undefined;
      // One after the other; only the last that there is can have failed.
      const reached = found.filter((each) => each !== undefined && each !== null).length;
      found.slice(0, reached).forEach((data, index) => {
        const hasFailed = failure !== undefined && index === reached - 1;
        const got = model.bytesOf(data);
        const isLine = patterns[index] === "*l";
        model.took(
          patterns[index] as Pattern,
          got,
          hasFailed ? failure : undefined,
          model.at + sizeIn(model.left, got, isLine, !hasFailed),
        );
      });
    });
  }

  private async receiveInto(size: number, limit: Limit): Promise<void> {
    const { model, client } = this;
    await this.limit(limit);
    const memory = new Uint8Array(size + 4).fill(0xee);
    const results = await client.call("receiveinto", memory, 2, size + 2);
    const count = (results[1] === undefined ? results[0] : results[2]) as number;
    assert.deepEqual(
      [...memory.subarray(0, 2), ...memory.subarray(count + 2)].filter((byte) => byte !== 0xee),
      [],
    );
    const taken = await this.taken();
    assert.equal(taken - model.at, count);
    // Bytes are bytes: no character is waited for.
    const { encoding } = model;
    model.encoding = "buffer";
    // Nothing is read for no bytes.
    if (size > 0) model.took(size, [...memory.subarray(2, count + 2)], results[1], taken);
    model.encoding = encoding;
  }

  private async receiveChunk(size: number, limit: Limit): Promise<void> {
    const { model, client } = this;
    await this.limit(limit);
    await this.judged([size], async () => {
      const [chunk, sizeOrFailure, partial] = await client.call("receivechunk", size);
      const taken = await this.taken();
      if (chunk === undefined) model.took(size, model.bytesOf(partial), sizeOrFailure, taken);
      else {
        // Rather fewer than a character that is cut.
        assert.equal(sizeOrFailure, taken - model.at);
        assert.ok(size - (sizeOrFailure as number) < 4);
        model.took(sizeOrFailure as number, model.bytesOf(chunk), undefined, taken);
      }
    });
  }

  private async lines(count: number, limit: Limit): Promise<void> {
    const { model, client } = this;
    await this.limit(limit);
    await this.judged(["*l"], async () => {
      const [lines] = await client.call("lines");
      const iterator = lines as Iterator<unknown> | AsyncIterator<unknown>;
      try {
        for (let index = 0; index < count; index++) {
          const { value, done } = await iterator.next();
          // The end, and with it a last line without its own.
          if (done) break;
          const taken = await this.taken();
          // What is sent, but is not here when our own end is closed, ends no line.
          const isWhole = taken > model.at && model.stream[taken - 1] === 10;
          model.took("*l", model.bytesOf(value), isWhole ? undefined : "closed", taken);
        }
      } catch (error) {
        if (!(error instanceof TryError)) throw error;
        assert.equal(error.reason, "timeout");
        model.abandoned(await this.taken());
      } finally {
        await iterator.return?.();
      }
    });
  }

  private async giveUp(pattern: Pattern, into: boolean): Promise<void> {
    const { model, client } = this;
    await this.limit("none");
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const reason = new Error("given up");
    const outcome = into
      ? client.call("receiveinto", new Uint8Array(5000), 0, 5000, options)
      : client.call("receive", pattern, undefined, options);
    controller.abort(reason);
    await this.judged([pattern], async () => {
      let results: Results;
      try {
        results = await outcome;
      } catch (error) {
        if (error !== reason) throw error;
        model.abandoned(await this.taken());
        return;
      }
      // It had its result before.
      const taken = await this.taken();
      if (!into) model.received(pattern, undefined, results, taken);
      else model.at = taken;
    });
  }

  /** Bytes that are no text make a call throw, and stay. */
  private async judged(
    patterns: readonly Pattern[],
    call: () => Promise<void>,
    prefixSize = 0,
  ): Promise<void> {
    try {
      await call();
    } catch (error) {
      if (!(error instanceof TypeError && /not UTF-8/.test(error.message))) throw error;
      this.model.refused(await this.taken(), patterns, prefixSize);
    }
  }

  private async limit(limit: Limit | "none"): Promise<void> {
    const { client } = this;
    await client.call("settimeout", limit === "never" ? 0 : limit === "block" ? 0.001 : -1, "b");
    await client.call("settimeout", limit === "total" ? 0.001 : -1, "t");
  }

  /** How many bytes have been taken, as the object counts them. */
  private async taken(): Promise<number> {
    return (await this.client.call("getstats"))[0] as number;
  }

  private asData(text: string): unknown {
    return this.model.encoding === "buffer" ? Buffer.from(text) : text;
  }
}

/** How many bytes of a stream a result stands for: CRs are dropped from lines, and a whole line has an end. */
function sizeIn(left: readonly number[], got: readonly number[], isLine: boolean, isWhole: boolean): number {
  if (!isLine) return got.length;
  if (isWhole) return left.indexOf(10) + 1;
  let size = 0;
  for (let matched = 0; size < left.length && (matched < got.length || left[size] === 13); size++) {
    if (left[size] !== 13) matched++;
  }
  return size;
}
