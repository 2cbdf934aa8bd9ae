// accept of TCP and unix-domain streams.

import assert from "node:assert/strict";
import type { AnySocket, Later } from "../binding.ts";
import type { Act } from "../peer.ts";
import { LIMITS, rejects, type Scenario, type Stage } from "../stage.ts";

interface Client extends AnySocket {
  receive(pattern: "*l"): Later<readonly unknown[]>;
}

interface Server extends AnySocket {
  accept(options?: { signal: AbortSignal }): Later<readonly [client?: Client, err?: unknown]>;
}

interface Served {
  readonly server: Server;
  readonly connect: Act;
}

interface Kind {
  readonly name: string;
  serve(stage: Stage): Promise<Served>;
}

const KINDS: readonly Kind[] = [
  {
    name: "accept",
    async serve(stage) {
      const server = stage.keep(stage.must(await stage.socket.bind("127.0.0.1", 0)));
      return { server, connect: ["connect", server.getsockname()[1] as number] };
    },
  },
  {
    name: "accept of a unix-domain server",
    async serve(stage) {
      const [server] = stage.socket.unix.stream();
      stage.keep(server);
      const path = stage.path();
      stage.must(server.bind(path));
      stage.must(server.listen());
      return { server, connect: ["connectTo", path] };
    },
  },
];

/** Checks that an accepted connection reaches the peer. */
async function check(stage: Stage, accepted: readonly [client?: Client, err?: unknown]): Promise<void> {
  const client = stage.keep(stage.must(accepted));
  await stage.peer.do("send", "hello\n");
  assert.deepEqual(await client.receive("*l"), ["hello"]);
}

function scenariosOf({ name, serve }: Kind): Scenario[] {
  return [
    {
      name: `${name} gives a connection that is there`,
      async play(stage) {
        const { server, connect } = await serve(stage);
        await stage.peer.do(connect[0], ...(connect.slice(1) as never));
        await check(stage, await server.accept());
      },
    },
    {
      name: `${name} waits for a connection`,
      async play(stage) {
        const { server, connect } = await serve(stage);
        await check(stage, await stage.during(server, () => server.accept(), connect));
      },
    },
    {
      name: `${name} with a limit of 0 does not wait`,
      async play(stage) {
        const { server } = await serve(stage);
        server.settimeout(0);
        assert.deepEqual(await server.accept(), [undefined, "timeout"]);
      },
    },
    {
      name: `${name} on a server that is closed fails at once`,
      async play(stage) {
        const { server } = await serve(stage);
        server.close();
        assert.deepEqual(await server.accept(), [undefined, "closed"]);
      },
    },
    ...LIMITS.map(
      (limits): Scenario => ({
        name: `${name} waits until ${limits[0]}, and the next one works`,
        async play(stage) {
          const { server, connect } = await serve(stage);
          const outcome = await stage.limited(server, limits, () => server.accept());
          assert.deepEqual(outcome, [undefined, "timeout"]);
          await check(stage, await stage.during(server, () => server.accept(), connect));
        },
      }),
    ),
    {
      name: `${name} ends when we close the server, however many wait`,
      needsOthers: true,
      async play(stage) {
        const { server } = await serve(stage);
        const pending = [server.accept(), server.accept()] as const;
        for (const one of pending) await stage.waits(one);
        server.close();
        for (const one of pending) assert.deepEqual(await one, [undefined, "closed"]);
      },
    },
    {
      name: `${name}: of several that wait each gets a connection of its own`,
      needsOthers: true,
      async play(stage) {
        const { server, connect } = await serve(stage);
        const first = server.accept();
        const second = server.accept();
        await stage.waits(first);
        await stage.peer.do(connect[0], ...(connect.slice(1) as never));
        await check(stage, await first);
        await stage.waits(second);
        await stage.peer.do(connect[0], ...(connect.slice(1) as never));
        await check(stage, await second);
      },
    },
    {
      name: `${name} can be given up, and no connection is lost`,
      needs: ["signals"],
      needsOthers: true,
      async play(stage) {
        const { server, connect } = await serve(stage);
        await stage.aborts((options) => server.accept(options));
        await check(stage, await stage.during(server, () => server.accept(), connect));
      },
    },
    {
      name: `${name} that is given up beforehand takes no connection`,
      needs: ["signals"],
      async play(stage) {
        const { server, connect } = await serve(stage);
        await stage.peer.do(connect[0], ...(connect.slice(1) as never));
        const reason = new Error("never mind");
        await rejects(server.accept({ signal: AbortSignal.abort(reason) }), reason);
        await check(stage, await server.accept());
      },
    },
  ];
}

export const acceptScenarios: readonly Scenario[] = KINDS.flatMap(scenariosOf);
