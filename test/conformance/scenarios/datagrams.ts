// receive and receivefrom of UDP; send of unix-domain datagrams to a receiver with a full queue.

import assert from "node:assert/strict";
import type { Later, Results, Udp, UnixDatagrams } from "../binding.ts";
import { arrived, LIMITS, LONG, limit, rejects, type Scenario, type Stage } from "../stage.ts";

interface Bound {
  readonly udp: Udp;
  readonly port: number;
  readonly peerPort: number;
}

async function bound(stage: Stage): Promise<Bound> {
  const udp = stage.keep(stage.must(stage.socket.udp()));
  stage.must(await udp.setsockname("127.0.0.1", 0));
  const peerPort = await stage.peer.do("bindDatagrams");
  return { udp, port: udp.getsockname()[1] as number, peerPort };
}

interface Kind {
  readonly name: string;
  call(udp: Udp, options?: { signal: AbortSignal }): Later<Results>;
  result(text: string, port: number): Results;
}

const KINDS: readonly Kind[] = [
  {
    name: "receive of a datagram",
    call: (udp, options) => udp.receive(undefined, options),
    result: (text) => [text],
  },
  {
    name: "receivefrom",
    call: (udp, options) => udp.receivefrom(undefined, options),
    result: (text, port) => [text, "127.0.0.1", port],
  },
];

function scenariosOf({ name, call, result }: Kind): Scenario[] {
  return [
    {
      name: `${name} gives one that is there`,
      async play(stage) {
        const { udp, port, peerPort } = await bound(stage);
        await stage.peer.do("sendDatagram", "hello", port);
        await arrived(stage, udp);
        assert.deepEqual(await call(udp), result("hello", peerPort));
      },
    },
    {
      name: `${name} waits for one, be it empty`,
      async play(stage) {
        const { udp, port, peerPort } = await bound(stage);
        for (const text of ["hello", ""]) {
          const outcome = await stage.during(udp, () => call(udp), ["sendDatagram", text, port]);
          assert.deepEqual(outcome, result(text, peerPort));
        }
      },
    },
    {
      name: `${name} with a limit of 0 does not wait`,
      async play(stage) {
        const { udp } = await bound(stage);
        udp.settimeout(0);
        assert.deepEqual(await call(udp), [undefined, "timeout"]);
      },
    },
    ...LIMITS.map(
      (limits): Scenario => ({
        name: `${name} waits until ${limits[0]}, and the next one works`,
        async play(stage) {
          const { udp, port, peerPort } = await bound(stage);
          assert.deepEqual(await stage.limited(udp, limits, () => call(udp)), [undefined, "timeout"]);
          const outcome = await stage.during(udp, () => call(udp), ["sendDatagram", "hello", port]);
          assert.deepEqual(outcome, result("hello", peerPort));
        },
      }),
    ),
    {
      name: `${name} ends when we close the socket`,
      needsOthers: true,
      async play(stage) {
        const { udp } = await bound(stage);
        const pending = call(udp);
        await stage.waits(pending);
        udp.close();
        assert.deepEqual(await pending, [undefined, "closed"]);
      },
    },
    {
      name: `${name} lets no other receive come between`,
      needsOthers: true,
      async play(stage) {
        const { udp, port, peerPort } = await bound(stage);
        const pending = call(udp);
        for (const { call: other } of KINDS) await stage.complains(pending, () => other(udp), "receive");
        await stage.peer.do("sendDatagram", "hello", port);
        assert.deepEqual(await pending, result("hello", peerPort));
      },
    },
    {
      name: `${name} can be given up, and no datagram is lost`,
      needs: ["signals"],
      needsOthers: true,
      async play(stage) {
        const { udp, port, peerPort } = await bound(stage);
        await stage.aborts((options) => call(udp, options));
        await stage.peer.do("sendDatagram", "hello", port);
        await arrived(stage, udp);
        const reason = new Error("never mind");
        await rejects(call(udp, { signal: AbortSignal.abort(reason) }), reason);
        assert.deepEqual(await call(udp), result("hello", peerPort));
      },
    },
  ];
}

/** A sender to a full queue, and the number of datagrams in it. */
async function full(stage: Stage): Promise<{ dgram: UnixDatagrams; count: number }> {
  const path = stage.path();
  await stage.peer.do("bindDatagramsAt", path);
  const dgram = stage.keep(stage.must(stage.socket.unix.dgram()));
  stage.must(await dgram.setpeername(path));
  dgram.settimeout(0);
  // The queue holds net.unix.max_dgram_qlen datagrams and one more (unix(7)).
  for (let count = 0; ; count++) {
    const [sent, err] = await dgram.send(`${count}`);
    if (sent === undefined) {
      assert.equal(err, "timeout");
      limit(dgram, -1, LONG);
      return { dgram, count };
    }
  }
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

const unixScenarios: readonly Scenario[] = [
  {
    name: "send of a unix-domain datagram waits for room in the receiver's queue",
    async play(stage) {
      const { dgram, count } = await full(stage);
      const outcome = await stage.during(dgram, () => dgram.send("last"), ["receiveDatagrams", count]);
      assert.deepEqual(outcome, [4]);
      assert.deepEqual(await stage.peer.do("receiveDatagrams", 1), ["last"]);
    },
  },
  {
    name: "send of a unix-domain datagram on a socket that is closed fails at once",
    async play(stage) {
      const { dgram } = await full(stage);
      dgram.close();
      assert.deepEqual(await dgram.send("last"), [undefined, "refused"]);
    },
  },
  ...LIMITS.map(
    (limits): Scenario => ({
      name: `send of a unix-domain datagram waits until ${limits[0]}, and the next one works`,
      async play(stage) {
        const { dgram, count } = await full(stage);
        const outcome = await stage.limited(dgram, limits, () => dgram.send("lost"));
        assert.deepEqual(outcome, [undefined, "timeout"]);
        const next = await stage.during(dgram, () => dgram.send("last"), ["receiveDatagrams", count]);
        assert.deepEqual(next, [4]);
        assert.deepEqual(await stage.peer.do("receiveDatagrams", 1), ["last"]);
      },
    }),
  ),
  {
    name: "send of a unix-domain datagram fails when the receiver goes",
    async play(stage) {
      const { dgram } = await full(stage);
      const outcome = await stage.during(dgram, () => dgram.send("last"), ["closePathDatagrams"]);
      assert.deepEqual(outcome, [undefined, "connection refused"]);
    },
  },
  {
    name: "send of a unix-domain datagram ends when we close the socket",
    needsOthers: true,
    async play(stage) {
      const { dgram } = await full(stage);
      const pending = dgram.send("last");
      await stage.waits(pending);
      dgram.close();
      assert.deepEqual(await pending, [undefined, "refused"]);
    },
  },
  {
    name: "send of a unix-domain datagram lets no other send come between",
    needsOthers: true,
    async play(stage) {
      const { dgram, count } = await full(stage);
      const pending = dgram.send("last");
      await stage.complains(pending, () => dgram.send("between"), "send or connect");
      assert.deepEqual(await stage.peer.do("receiveDatagrams", count + 1), [...numbered(count), "last"]);
      assert.deepEqual(await pending, [4]);
    },
  },
  {
    name: "send of a unix-domain datagram can be given up: it is not sent, and the next one is",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const { dgram, count } = await full(stage);
      await stage.aborts((options) => dgram.send("given up", options));
      const pending = dgram.send("last");
      assert.deepEqual(await stage.peer.do("receiveDatagrams", count + 1), [...numbered(count), "last"]);
      assert.deepEqual(await pending, [4]);
    },
  },
];

export const datagramScenarios: readonly Scenario[] = [
  ...KINDS.flatMap(scenariosOf),
  {
    name: "receive of a datagram fails when the host says that nobody listens there",
    async play(stage) {
      const { udp, peerPort } = await bound(stage);
      stage.must(await udp.setpeername("127.0.0.1", peerPort));
      await stage.peer.do("closeDatagrams");
      stage.must(await udp.send("anybody?"));
      assert.deepEqual(await udp.receive(), [undefined, "connection refused"]);
    },
  },
  {
    name: "receive of a datagram fails when the host says so while it waits",
    needsOthers: true,
    async play(stage) {
      const { udp, peerPort } = await bound(stage);
      stage.must(await udp.setpeername("127.0.0.1", peerPort));
      await stage.peer.do("closeDatagrams");
      const pending = udp.receive();
      await stage.waits(pending);
      stage.must(await udp.send("anybody?"));
      assert.deepEqual(await pending, [undefined, "connection refused"]);
    },
  },
  ...unixScenarios,
];
