// receive of a line, of a number of bytes, of everything, and of 0 bytes.

import assert from "node:assert/strict";
import type { Pattern, Tcp } from "../binding.ts";
import type { Act } from "../peer.ts";
import { arrived, LIMITS, rejects, type Scenario, type Stage } from "../stage.ts";

interface Case {
  readonly what: string;
  readonly pattern: Pattern;
  /** Acts of the peer that together complete the receive. */
  readonly pieces: readonly Act[];
  readonly result: string;
  /** The data that arrives before the wait is interrupted: the partial result. */
  readonly partial: string;
  /** The results of an orderly end after the partial data. */
  readonly atEnd: readonly unknown[];
}

const CASES: readonly Case[] = [
  {
    what: "a line",
    pattern: "*l",
    pieces: [
      ["send", "he"],
      ["send", "llo\r"],
      ["send", "\nrest"],
    ],
    result: "hello",
    partial: "he",
    atEnd: [undefined, "closed", "he"],
  },
  {
    what: "a number of bytes",
    pattern: 5,
    pieces: [
      ["send", "he"],
      ["send", "ll"],
      ["send", "o\nrest"],
    ],
    result: "hello",
    partial: "he",
    atEnd: [undefined, "closed", "he"],
  },
  {
    what: "everything",
    pattern: "*a",
    pieces: [["send", "he"], ["send", "llo"], ["end"]],
    result: "hello",
    partial: "he",
    atEnd: ["he"],
  },
  {
    what: "nothing",
    pattern: 0,
    pieces: [["send", "hello"]],
    result: "",
    partial: "",
    atEnd: [undefined, "closed", ""],
  },
];

/** A client whose next receive finds the partial data and then has to wait. */
async function begun(stage: Stage, { partial }: Case): Promise<Tcp> {
  const client = await stage.client();
  if (partial !== "") {
    await stage.peer.do("send", partial);
    await arrived(stage, client);
  }
  return client;
}

function scenariosOf(one: Case): Scenario[] {
  const { what, pattern, pieces, result, partial, atEnd } = one;
  const name = `receive of ${what}`;
  const options = (signal: AbortSignal) => ({ signal });

  return [
    {
      name: `${name} gives what is there`,
      async play(stage) {
        const client = await stage.client();
        for (const [act, ...args] of pieces) await stage.peer.do(act, ...(args as never));
        await arrived(stage, client);
        assert.deepEqual(await client.receive(pattern), [result]);
      },
    },
    {
      name: `${name} waits for all of it`,
      async play(stage) {
        const client = await stage.client();
        assert.deepEqual(await stage.during(client, () => client.receive(pattern), ...pieces), [result]);
      },
    },
    {
      name: `${name} with a limit of 0 does not wait, and gives what is there`,
      async play(stage) {
        const client = await begun(stage, one);
        client.settimeout(0);
        assert.deepEqual(await client.receive(pattern), [undefined, "timeout", partial]);
      },
    },
    {
      name: `${name} on a socket that is closed fails at once`,
      async play(stage) {
        const client = await stage.client();
        client.close();
        assert.deepEqual(await client.receive(pattern), [undefined, "closed", ""]);
      },
    },
    ...LIMITS.map(
      (limits): Scenario => ({
        name: `${name} waits until ${limits[0]}, keeps what has come, and can be gone on with`,
        async play(stage) {
          const client = await begun(stage, one);
          const outcome = await stage.limited(client, limits, () => client.receive(pattern));
          assert.deepEqual(outcome, [undefined, "timeout", partial]);
          const rest = pieces.slice(partial === "" ? 0 : 1);
          const next = await stage.during(client, () => client.receive(pattern, partial), ...rest);
          assert.deepEqual(next, [result]);
        },
      }),
    ),
    {
      name: `${name} ends when the peer closes`,
      async play(stage) {
        const client = await begun(stage, one);
        const outcome = await stage.during(client, () => client.receive(pattern), ["close"]);
        assert.deepEqual(outcome, atEnd);
        assert.deepEqual(await client.receive(pattern), [undefined, "closed", ""]);
      },
    },
    {
      name: `${name} fails when the peer resets the connection, and gives what has come`,
      async play(stage) {
        const client = await begun(stage, one);
        const outcome = await stage.during(client, () => client.receive(pattern), ["reset"]);
        assert.deepEqual(outcome, [undefined, "closed", partial]);
      },
    },
    {
      name: `${name} ends when we close the socket, and gives what has come`,
      needsOthers: true,
      async play(stage) {
        const client = await begun(stage, one);
        const pending = client.receive(pattern);
        await stage.waits(pending);
        client.close();
        // As on a client that was closed before: "*a" succeeds with what arrived (buffer.c, recvall).
        assert.deepEqual(await pending, atEnd);
      },
    },
    {
      name: `${name} lets no other receive come between`,
      needsOthers: true,
      async play(stage) {
        const client = await begun(stage, one);
        const pending = client.receive(pattern);
        for (const second of ["*l", "*a", 1, 0] as const) {
          await stage.complains(pending, () => client.receive(second), "receive");
        }
        const rest = pieces.slice(partial === "" ? 0 : 1);
        for (const [act, ...args] of rest) await stage.peer.do(act, ...(args as never));
        assert.deepEqual(await pending, [result]);
      },
    },
    {
      name: `${name} can be given up, and nothing that has come is lost`,
      needs: ["signals"],
      needsOthers: true,
      async play(stage) {
        const client = await begun(stage, one);
        await stage.aborts(({ signal }) => client.receive(pattern, undefined, options(signal)));
        const rest = pieces.slice(partial === "" ? 0 : 1);
        const next = await stage.during(client, () => client.receive(pattern), ...rest);
        assert.deepEqual(next, [result]);
      },
    },
  ];
}

export const receiveScenarios: readonly Scenario[] = [
  ...CASES.flatMap(scenariosOf),
  {
    name: "receive of 0 bytes waits for some and leaves them",
    async play(stage) {
      const client = await stage.client();
      assert.deepEqual(await stage.during(client, () => client.receive(0), ["send", "x\n"]), [""]);
      assert.deepEqual(await client.receive("*l"), ["x"]);
    },
  },
  {
    name: "receive after a reset gives what had come before it, and then nothing",
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "last words");
      // Into the buffer: the kernel drops what it still has when a reset comes.
      assert.deepEqual(await client.receive(0), [""]);
      await stage.peer.do("reset");
      assert.deepEqual(await client.receive("*a"), [undefined, "closed", "last words"]);
      assert.deepEqual(await client.receive("*a"), [undefined, "closed", ""]);
    },
  },
  {
    name: "receive on a socket that we have closed gives what its buffer holds, and then nothing",
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "one\ntwo");
      assert.deepEqual(await client.receive("*l"), ["one"]);
      client.close();
      assert.deepEqual(await client.receive("*a"), ["two"]);
      assert.deepEqual(await client.receive("*a"), [undefined, "closed", ""]);
    },
  },
  {
    name: "receive gives several lines that have come at once one by one, and waits for the next",
    async play(stage) {
      const client = await stage.client();
      const first = await stage.during(client, () => client.receive("*l"), ["send", "one\ntwo\nthr"]);
      assert.deepEqual(first, ["one"]);
      assert.deepEqual(await client.receive("*l"), ["two"]);
      assert.deepEqual(await stage.during(client, () => client.receive("*l"), ["send", "ee\n"]), ["three"]);
    },
  },
  {
    name: "receive that is given up beforehand takes no line that is here already",
    needs: ["signals"],
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "one\ntwo\nthree\n");
      assert.deepEqual(await client.receive("*l"), ["one"]);
      const reason = new Error("never mind");
      await rejects(client.receive("*l", undefined, { signal: AbortSignal.abort(reason) }), reason);
      assert.deepEqual(await client.receive("*l"), ["two"]);
    },
  },
  {
    name: "receive goes on when it is not it that is given up but a send",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const client = await stage.client();
      const receiving = client.receive("*l");
      const controller = new AbortController();
      const sending = client.send(Buffer.alloc(32 << 20), 1, -1, { signal: controller.signal });
      await stage.waits(sending);
      const reason = new Error("never mind");
      controller.abort(reason);
      await rejects(sending, reason);
      await stage.peer.do("send", "still here\n");
      assert.deepEqual(await receiving, ["still here"]);
    },
  },
];
