// connect to a TCP port and to a path. A server with a full queue makes it wait: TCP retransmits a second later
// (RFC 6298, 2.1); for a path no event reports room, so connect must poll.

import assert from "node:assert/strict";
import type { AnySocket, Later, Results } from "../binding.ts";
import type { Act } from "../peer.ts";
import { LIMITS, LONG, limit, rejects, type Scenario, type Stage } from "../stage.ts";

interface Connector extends AnySocket {
  /** Connects to the server that `serve` started. */
  connect(options?: { signal: AbortSignal }): Later<Results>;
  receive(pattern: "*l", prefix?: string): Later<Results>;
}

/** Backlog: Linux queues one connection more. */
const BACKLOG = 0;
const ROOM = BACKLOG + 1;

interface Kind {
  readonly name: string;
  /** Makes the peer serve, and returns a factory for sockets that connect to it. */
  serve(stage: Stage): Promise<() => Connector>;
  /** The act that makes room for a waiting connect. */
  readonly makesRoom: Act;
  /** The failure of connect once the server is gone. */
  readonly gone: string;
}

const TCP: Kind = {
  name: "connect",
  async serve(stage) {
    const port = await stage.peer.do("listen", BACKLOG);
    return () => {
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      return Object.assign(Object.create(null) as object, {
        connect: (options?: { signal: AbortSignal }) => tcp.connect("127.0.0.1", port, options),
        receive: (pattern: "*l") => tcp.receive(pattern),
        close: () => tcp.close(),
        getfd: () => tcp.getfd(),
        settimeout: (seconds: number, mode?: "b" | "t") => tcp.settimeout(seconds, mode),
      });
    };
  },
  makesRoom: ["accept"],
  gone: "connection refused",
};

const UNIX: Kind = {
  name: "connect to a path",
  async serve(stage) {
    const path = stage.path();
    await stage.peer.do("listenAt", path, BACKLOG);
    return () => {
      const stream = stage.keep(stage.must(stage.socket.unix.stream()));
      return {
        connect: (options) => stream.connect(path, options),
        receive: (pattern) => stream.receive(pattern),
        close: () => stream.close(),
        getfd: () => stream.getfd(),
        settimeout: (seconds, mode) => stream.settimeout(seconds, mode),
      };
    };
  },
  makesRoom: ["accept"],
  gone: "connection refused",
};

/** Like serve, with a full queue. */
async function full(stage: Stage, { serve }: Kind): Promise<() => Connector> {
  const connector = await serve(stage);
  for (let count = 0; count < ROOM; count++) assert.deepEqual(await connector().connect(), [1]);
  return connector;
}

/** Checks that it is connected to the peer, as the next connection that the peer accepts, or the one after. */
async function check(stage: Stage, connector: Connector): Promise<void> {
  await stage.peer.do("accept");
  await stage.peer.do("send", "hello\n");
  assert.deepEqual(await connector.receive("*l"), ["hello"]);
}

function scenariosOf(kind: Kind): Scenario[] {
  const { name, serve, makesRoom, gone } = kind;
  return [
    {
      name: `${name} connects`,
      async play(stage) {
        const connector = (await serve(stage))();
        assert.deepEqual(await connector.connect(), [1]);
        await check(stage, connector);
      },
    },
    {
      name: `${name} waits for room in a queue that is full`,
      async play(stage) {
        const connector = (await full(stage, kind))();
        assert.deepEqual(await stage.during(connector, () => connector.connect(), makesRoom), [1]);
        await check(stage, connector);
      },
    },
    {
      name: `${name} to a server that is gone fails`,
      async play(stage) {
        const connector = (await serve(stage))();
        await stage.peer.do("stopListening");
        assert.deepEqual(await connector.connect(), [undefined, gone]);
      },
    },
    {
      name: `${name} fails when the server goes while it waits`,
      async play(stage) {
        const connector = (await full(stage, kind))();
        const outcome = await stage.during(connector, () => connector.connect(), ["stopListening"]);
        assert.deepEqual(outcome, [undefined, gone]);
      },
    },
    {
      name: `${name} to a queue that is full does not wait with a limit of 0`,
      async play(stage) {
        const connector = (await full(stage, kind))();
        connector.settimeout(0);
        assert.deepEqual(await connector.connect(), [undefined, "timeout"]);
      },
    },
    ...LIMITS.map(
      (limits): Scenario => ({
        name: `${name} to a queue that is full waits until ${limits[0]}`,
        async play(stage) {
          const connector = (await full(stage, kind))();
          const outcome = await stage.limited(connector, limits, () => connector.connect());
          assert.deepEqual(outcome, [undefined, "timeout"]);
        },
      }),
    ),
    {
      name: `${name} ends when we close the socket`,
      needsOthers: true,
      async play(stage) {
        const connector = (await full(stage, kind))();
        const pending = connector.connect();
        await stage.waits(pending);
        connector.close();
        assert.deepEqual(await pending, [undefined, "closed"]);
      },
    },
    {
      name: `${name} lets no other connect come between`,
      needsOthers: true,
      async play(stage) {
        const connector = (await full(stage, kind))();
        const pending = connector.connect();
        await stage.complains(pending, () => connector.connect(), "send or connect");
        await stage.peer.do(...(makesRoom as ["accept"]));
        assert.deepEqual(await pending, [1]);
        await check(stage, connector);
      },
    },
    {
      name: `${name} that is given up beforehand has done nothing`,
      needs: ["signals"],
      async play(stage) {
        const connector = (await serve(stage))();
        const reason = new Error("never mind");
        await rejects(connector.connect({ signal: AbortSignal.abort(reason) }), reason);
        assert.deepEqual(await connector.connect(), [1]);
        await check(stage, connector);
      },
    },
    {
      name: `${name} can be given up, and another socket connects when there is room`,
      needs: ["signals"],
      needsOthers: true,
      async play(stage) {
        const newConnector = await full(stage, kind);
        const givenUp = newConnector();
        await stage.aborts((options) => givenUp.connect(options));
        givenUp.close();
        await stage.peer.do("accept");
        const connector = newConnector();
        assert.deepEqual(await connector.connect(), [1]);
        await check(stage, connector);
      },
    },
  ];
}

export const connectScenarios: readonly Scenario[] = [
  ...[TCP, UNIX].flatMap(scenariosOf),
  {
    name: "connect that was given up can be called again, as after a timeout",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const connector = (await full(stage, TCP))();
      await stage.aborts((options) => connector.connect(options));
      await stage.peer.do("accept");
      assert.deepEqual(await connector.connect(), [1]);
      await check(stage, connector);
    },
  },
  {
    name: "connect to a path that was given up can be called again",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const connector = (await full(stage, UNIX))();
      await stage.aborts((options) => connector.connect(options));
      assert.deepEqual(await stage.during(connector, () => connector.connect(), ["accept"]), [1]);
      await check(stage, connector);
    },
  },
  {
    name: "connect of the namespace that is given up leaves nothing open",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const port = await stage.peer.do("listen", BACKLOG);
      for (let count = 0; count < ROOM; count++) {
        stage.keep(stage.must(await stage.socket.connect("127.0.0.1", port)));
      }
      await stage.aborts((options) =>
        stage.socket.connect("127.0.0.1", port, undefined, undefined, undefined, options),
      );
    },
  },
  {
    name: "connect with a limit of 0 is under way: select says when it is done, connect how it went",
    async play(stage) {
      const port = await stage.peer.do("listen");
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      tcp.settimeout(0);
      assert.deepEqual(await tcp.connect("127.0.0.1", port), [undefined, "timeout"]);
      const [, writable] = (await stage.socket.select([], [tcp], LONG)) as [unknown, unknown[]];
      assert.equal(writable.length, 1);
      assert.deepEqual(await tcp.connect("127.0.0.1", port), [1]);
      assert.deepEqual(await tcp.connect("127.0.0.1", port), [undefined, "already connected"]);
    },
  },
  {
    name: "connect by a name waits for the resolver",
    async play(stage) {
      const port = await stage.peer.do("listen");
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      assert.deepEqual(await tcp.connect("localhost", port), [1]);
      await stage.peer.do("accept");
      await stage.peer.do("send", "hello\n");
      assert.deepEqual(await tcp.receive("*l"), ["hello"]);
    },
  },
  {
    name: "connect by a name ends when we close the socket while the resolver is asked",
    needsOthers: true,
    async play(stage) {
      const port = await stage.peer.do("listen");
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      const pending = tcp.connect("localhost", port);
      tcp.close();
      assert.deepEqual(await pending, [undefined, "closed"]);
      assert.equal(tcp.getfd(), -1);
    },
  },
  {
    name: "bind to a name ends when we close the socket while the resolver is asked",
    needsOthers: true,
    async play(stage) {
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      const pending = tcp.bind("localhost", 0);
      tcp.close();
      assert.deepEqual(await pending, [undefined, "closed"]);
      assert.equal(tcp.getfd(), -1);
    },
  },
  {
    name: "connect by a name can be given up while the resolver is asked",
    needs: ["signals"],
    needsOthers: true,
    async play(stage) {
      const port = await stage.peer.do("listen");
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      const controller = new AbortController();
      const pending = tcp.connect("localhost", port, { signal: controller.signal });
      const reason = new Error("never mind");
      controller.abort(reason);
      await rejects(pending, reason);
      limit(tcp, -1, LONG);
      assert.deepEqual(await tcp.connect("localhost", port), [1]);
    },
  },
];
