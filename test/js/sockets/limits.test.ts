// Limits for what a receive gathers: a peer cannot fill the memory, and nothing that it has sent is lost.

import assert from "node:assert/strict";
import test from "node:test";
import socket, { type Limits, type TcpClient, TryError } from "luasocket";
import old from "luasocket/2.0";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { type Binding, withBothBindings } from "../bridges/both-bindings.ts";

leavesNoSocketOpen();

/** Its calls are awaited, whatever they give. */
const awaited = (binding: Binding): typeof socket => binding as typeof socket;

/** A client of a binding whose limits its server, or its namespace, has set; and a peer whose calls block. */
async function limited(
  t: { after(end: () => void): void },
  binding: typeof socket,
  limits: Limits,
): Promise<{ client: TcpClient; peer: TcpClient }> {
  const server = must(await binding.configure({ limits }).bind("127.0.0.1", 0));
  const peer = must(socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const client = must(await server.accept());
  server.close();
  for (const end of [client, peer]) {
    end.settimeout(10, "t");
    t.after(() => end.close());
  }
  return { client, peer };
}

withBothBindings(
  "a line that is too long fails, with what is within the limit; the rest can be received",
  async (t, binding) => {
    const { client, peer } = await limited(t, awaited(binding), { line: 5 });
    peer.send("12345\n123456\nab\n123456789");
    assert.deepEqual(await client.receive(), ["12345"]);
    assert.deepEqual(await client.receive(), [undefined, "line too long", "12345"]);
    assert.deepEqual(await client.receive(), ["6"]);
    assert.deepEqual(await client.receive("*l"), ["ab"]);
    assert.deepEqual(await client.receive(), [undefined, "line too long", "12345"]);
    peer.close();
    assert.deepEqual(await client.receive(), [undefined, "closed", "6789"]);
  },
);

withBothBindings("a line counts with what came before a timeout", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { line: 6 });
  client.settimeout(0);
  peer.send("abc");
  socket.select([client], undefined, 10);
  assert.deepEqual(await client.receive(), [undefined, "timeout", "abc"]);
  peer.send("defg\n");
  socket.select([client], undefined, 10);
  assert.deepEqual(await client.receive("*l", "abc"), [undefined, "line too long", "abcdef"]);
  assert.deepEqual(await client.receive("*l", "abcdefg"), [undefined, "line too long", "abcdefg"]);
  assert.deepEqual(await client.receive(2), ["g\n"]);
  peer.send("d\n");
  socket.select([client], undefined, 10);
  assert.deepEqual(await client.receive("*l", "abcde"), ["abcded"]);
});

withBothBindings("everything up to the end may be too much", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { all: 10 });
  peer.send("0123456789ab");
  peer.close();
  assert.deepEqual(await client.receive("*a"), [undefined, "too much data", "0123456789"]);
  assert.deepEqual(await client.receive("*a"), ["ab"]);
});

withBothBindings("a peer that never ends is stopped at the limit, whatever it sends", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { all: 300_000, line: 200_000 });
  const block = "x".repeat(50_000);
  for (const [pattern, failure, limit] of [
    ["*l", "line too long", 200_000],
    ["*a", "too much data", 300_000],
  ] as const) {
    peer.settimeout(0);
    client.settimeout(0);
    let gathered = "";
    let why: string | undefined;
    // Nobody waits: what is here is asked for, and goes on before the next, as a server with many clients does.
    while (why !== failure) {
      peer.send(block);
      const [data, err, partial = ""] = await client.receive(pattern, gathered);
      assert.equal(data, undefined);
      gathered = partial;
      why = err;
    }
    assert.equal(gathered.length, limit);
    client.settimeout(0);
    for (;;) {
      const [, err] = await client.receive(65_536);
      if (err === "timeout") break;
    }
  }
});

withBothBindings("a number that is too large fails before anything is received", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { count: 4 });
  peer.send("abcdef");
  assert.deepEqual(await client.receive(5), [undefined, "too much data", ""]);
  assert.deepEqual(await client.receive(2 ** 40), [undefined, "too much data", ""]);
  assert.deepEqual(await client.receive(4), ["abcd"]);
  assert.deepEqual(await client.receive(5, "x"), [undefined, "too much data", "x"]);
  assert.deepEqual(await client.receive(3, "x"), ["xef"]);
  assert.deepEqual(await client.receive(0, "beyond"), ["beyond"]);
});

withBothBindings("methods set and tell the limits, and take them away", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { line: 3 });
  assert.deepEqual(client.getlimits(), { line: 3, all: Infinity, count: Infinity });
  assert.equal(client.setlimits({ all: 7.9 }), 1);
  assert.deepEqual(client.getlimits(), { line: 3, all: 7, count: Infinity });
  peer.send("four\nfive\nsix\n");
  assert.deepEqual(await client.receive(), [undefined, "line too long", "fou"]);
  client.setlimits({ line: Infinity });
  assert.deepEqual(await client.receive(), ["r"]);
  assert.deepEqual(await client.receive(), ["five"]);
  // Lines that are decoded already are not beyond a limit that is set then.
  peer.send("a\nlonger\n");
  socket.select([client], undefined, 10);
  assert.deepEqual(await client.receive(), ["six"]);
  assert.deepEqual(await client.receive(), ["a"]);
  client.setlimits({ line: 2 });
  assert.deepEqual(await client.receive(), [undefined, "line too long", "lo"]);
  const set = client.setlimits.bind(client) as (limits: unknown) => unknown;
  const configure = binding.configure as (settings: unknown) => unknown;
  for (const [limits, message] of [
    [{ lines: 1 }, 'limits: unknown key "lines"; the keys are line, all, count'],
    [{ line: -1 }, "limits.line: a number of bytes, 0 or more, expected"],
    [{ line: Number.NaN }, "limits.line: a number of bytes, 0 or more, expected"],
    [{ all: "9" }, "limits.all: a number of bytes, 0 or more, expected"],
    [null, "limits: object expected, got null"],
    [5, "limits: object expected, got number"],
  ] as const) {
    assert.throws(() => set(limits), {
      name: "TypeError",
      message: `bad argument #1 to 'setlimits' (${message})`,
    });
    assert.throws(() => configure({ limits }), { name: "TypeError", message });
  }
  assert.deepEqual(client.getlimits().line, 2);
});

withBothBindings("a character is not cut at the limit, and what is no text stays", async (t, binding) => {
  const { client, peer } = await limited(t, awaited(binding), { line: 4 });
  peer.send("abcä\nx\n");
  assert.deepEqual(await client.receive(), [undefined, "line too long", "abc"]);
  assert.deepEqual(await client.receive(), ["ä"]);
  assert.deepEqual(await client.receive(), ["x"]);
});

withBothBindings("lines and unix-domain streams have limits, too", async (t, either) => {
  const binding = awaited(either).configure({ limits: { line: 3 } });
  const name = `\0luasocket-limits-${process.pid}-${either === socket}`;
  const server = must(binding.unix.stream());
  assert.deepEqual(server.bind(name), [1]);
  server.listen();
  const peer = must(socket.unix.stream());
  assert.deepEqual(peer.connect(name), [1]);
  const client = must(await server.accept());
  for (const object of [server, peer, client]) t.after(() => object.close());
  peer.send("one\ntwo\nthree\n");
  const lines: string[] = [];
  await assert.rejects(
    async () => {
      for await (const line of client.lines()) lines.push(line);
    },
    (error) => error instanceof TryError && error.reason === "line too long",
  );
  assert.deepEqual(lines, ["one", "two"]);
});

test("in the dialect 2.0 each pattern of a receive is held to its limit", (t) => {
  const server = must(old.configure({ limits: { line: 3, count: 2 } }).bind("127.0.0.1", 0));
  const peer = must(old.connect("127.0.0.1", server.getsockname()[1] as number));
  const client = must(server.accept());
  for (const object of [server, peer, client]) t.after(() => object.close());
  peer.send("one\ntoo long\nxx");
  assert.deepEqual(client.receive("*l", "*l", 2), ["one", "too", undefined, "line too long"]);
  assert.deepEqual(client.receive("*l", "*l"), [" lo", undefined, "line too long"]);
  assert.deepEqual(client.receive("*l", 3), ["ng", "", "too much data"]);
  assert.deepEqual(client.receive(2), ["xx", undefined]);
});
