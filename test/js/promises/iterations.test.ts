// What the language does with promises: for await, await using, async functions under protect, pumps.

import assert from "node:assert/strict";
import blocking, { type TcpClient as BlockingClient } from "luasocket";
import socket, { type TcpClient, TryError } from "luasocket/promises";
import { type Stage, testInBothThreads } from "../../support/both-threads.ts";
import { must, reset } from "../../support/connected-pair.ts";
import { openSockets } from "../../support/open-sockets.ts";

async function connectedPair(t: Stage): Promise<{ client: TcpClient; peer: BlockingClient }> {
  const server = must(blocking.bind("127.0.0.1", 0));
  const client = must(await socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) t.after(() => end.close());
  return { client, peer };
}

async function linesOf(client: TcpClient): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of client.lines()) lines.push(line);
  return lines;
}

testInBothThreads(import.meta.url, {
  "for await gives the lines of a client as they come, the last one without its end, too": async (t) => {
    const { client, peer } = await connectedPair(t);
    const lines: string[] = [];
    peer.send("one\ntwo\n");
    for await (const line of client.lines()) {
      lines.push(line);
      if (line === "two") peer.send("three\r\nfo");
      if (line === "three") {
        peer.send("ur");
        peer.close();
      }
    }
    assert.deepEqual(lines, ["one", "two", "three", "four"]);
  },

  "what had come of a line when a loop ran into the time limit is the next loop's, in both bindings": async (
    t,
  ) => {
    const { client, peer } = await connectedPair(t);
    for (const end of [client, peer]) end.settimeout(0);
    const isTimeout = (error: unknown) => error instanceof TryError && error.reason === "timeout";
    peer.send("one\nha");
    await assert.rejects(linesOf(client), isTimeout);
    await client.send("fo");
    assert.throws(() => [...peer.lines()], isTimeout);
    peer.send("lf\n");
    await client.send("ur\n");
    for await (const line of client.lines()) {
      assert.equal(line, "half");
      break;
    }
    for (const line of peer.lines()) {
      assert.equal(line, "four");
      break;
    }
  },

  "for await over lines throws for a timeout, and can be begun anew": async (t) => {
    const { client, peer } = await connectedPair(t);
    peer.send("one\n");
    client.settimeout(0.03);
    await assert.rejects(linesOf(client), (error) => error instanceof TryError && error.reason === "timeout");
    client.settimeout(20);
    peer.send("two\n");
    peer.close();
    assert.deepEqual(await linesOf(client), ["two"]);
  },

  "for await over lines ends when we close the client, and when the peer resets": async (t) => {
    const { client } = await connectedPair(t);
    const lines = linesOf(client);
    setImmediate(() => client.close());
    assert.deepEqual(await lines, []);
    const { client: other, peer } = await connectedPair(t);
    const others = linesOf(other);
    setImmediate(() => reset(peer));
    assert.deepEqual(await others, []);
  },

  "for await over lines that is left early leaves the rest to be received": async (t) => {
    const { client, peer } = await connectedPair(t);
    peer.send("one\ntwo\nthree\n");
    for await (const line of client.lines()) {
      assert.equal(line, "one");
      break;
    }
    assert.deepEqual(await client.receive("*l"), ["two"]);
  },

  "for await over lines is given up with its signal's reason, and loses no line": async (t) => {
    const { client, peer } = await connectedPair(t);
    const controller = new AbortController();
    const reason = new Error("enough");
    const lines: string[] = [];
    peer.send("one\ntwo\n");
    const iteration = (async () => {
      for await (const line of client.lines({ signal: controller.signal })) {
        lines.push(line);
        if (line === "one") controller.abort(reason);
      }
    })();
    await assert.rejects(iteration, (error) => error === reason);
    assert.deepEqual(lines, ["one"]);
    assert.deepEqual(await client.receive("*l"), ["two"]);
  },

  "for await gives the connections to a server until it is closed": async (t) => {
    const server = must(await socket.bind("127.0.0.1", 0));
    t.after(() => server.close());
    const [, port] = server.getsockname();
    const peers = [0, 1, 2].map(() => must(blocking.connect("127.0.0.1", port as number)));
    for (const peer of peers) t.after(() => peer.close());
    let count = 0;
    for await (const client of server) {
      t.after(() => client.close());
      await client.send(`${count}\n`);
      if (++count === peers.length) setImmediate(() => server.close());
    }
    assert.deepEqual(
      peers.map((peer) => must(peer.receive("*l"))),
      ["0", "1", "2"],
    );
  },

  "for await over a unix-domain server's clients throws for a timeout": async (t) => {
    const server = must(socket.unix.stream());
    t.after(() => server.close());
    // An abstract name leaves no file (unix(7)).
    must(server.bind(`\0luasocket-test-${process.pid}-${performance.now()}`));
    must(server.listen());
    server.settimeout(0.03);
    await assert.rejects(
      async () => {
        for await (const client of server) client.close();
      },
      (error) => error instanceof TryError && error.reason === "timeout",
    );
  },

  "await using closes at the end of the block, whatever happens there": async (t) => {
    const before = openSockets();
    const failure = new Error("in the block");
    const block = async () => {
      await using server = must(await socket.bind("127.0.0.1", 0));
      const connecting = socket.connect("127.0.0.1", server.getsockname()[1] as number);
      await using client = must(await connecting);
      using peer = must(await server.accept());
      await peer.send("hello\n");
      assert.deepEqual(await client.receive("*l"), ["hello"]);
      throw failure;
    };
    await assert.rejects(block, (error) => error === failure);
    assert.equal(openSockets(), before);
    t.after(() => {});
  },

  "protect gives the results of an async function, and the reason of what it tried": async (t) => {
    const { client, peer } = await connectedPair(t);
    let finalized = 0;
    const attempt = socket.newtry(() => {
      finalized++;
      client.close();
    });
    const greet = socket.protect(async (name: string): Promise<readonly [string, number]> => {
      attempt(...(await client.send(`hello ${name}\n`)));
      const [line] = attempt(...(await client.receive("*l")));
      return [line as string, 1];
    });
    peer.send("hello yourself\n");
    assert.deepEqual(await greet("peer"), ["hello yourself", 1]);
    peer.close();
    assert.deepEqual(await greet("peer"), [undefined, "closed"]);
    assert.equal(finalized, 1);
    const failure = new RangeError("not tried");
    const fails = socket.protect(async () => {
      throw failure;
    });
    await assert.rejects(fails(), (error) => error === failure);
  },

  "a source gives chunks until the peer closes, and a sink takes them": async (t) => {
    const { client, peer } = await connectedPair(t);
    const { client: target, peer: reader } = await connectedPair(t);
    const text = Array.from({ length: 5000 }, (_, at) => `${at} größer\n`).join("");
    const source = socket.source("until-closed", client);
    const sink = socket.sink("close-when-done", target);
    const pumping = (async () => {
      for (;;) {
        const [chunk, err] = await source();
        const [sent, failure] = await sink(chunk, err);
        assert.ok(sent !== undefined, failure);
        if (chunk === undefined) return;
      }
    })();
    peer.send(text);
    peer.close();
    await pumping;
    assert.ok(must(reader.receive("*a")) === text, "what came out is not what went in");
    assert.equal(target.getfd(), -1);
  },

  "a source by length gives so many bytes and leaves the rest": async (t) => {
    const { client, peer } = await connectedPair(t);
    const source = socket.source("by-length", client, 7);
    const first = source();
    peer.send("0123");
    peer.send("456rest\n");
    let text = must(await first) as string;
    for (;;) {
      const [chunk] = await source();
      if (chunk === undefined) break;
      text += chunk;
    }
    assert.equal(text, "0123456");
    assert.deepEqual(await client.receive("*l"), ["rest"]);
  },

  "a sink waits for a peer that reads later": async (t) => {
    const { client, peer } = await connectedPair(t);
    const sink = socket.sink("keep-open", client);
    const much = Buffer.alloc(8 << 20, "x");
    const sending = sink(much);
    peer.settimeout(0);
    let got = 0;
    while (got < much.length) {
      const [all, , some] = peer.receive(1 << 20);
      got += ((all ?? some) as string).length;
      await new Promise(setImmediate);
    }
    assert.deepEqual(await sending, [much.length]);
    assert.deepEqual(await sink(), [1]);
    assert.ok(client.getfd() >= 0);
  },

  "for await over lines that a limit ends leaves what had come of a line for the next call": async (t) => {
    const { client, peer } = await connectedPair(t);
    client.settimeout(0.01);
    peer.send("one\nhal");
    const lines: string[] = [];
    await assert.rejects(async () => {
      for await (const line of client.lines()) lines.push(line);
    }, TryError);
    peer.send("f\n");
    peer.close();
    for await (const line of client.lines()) lines.push(line);
    assert.deepEqual(lines, ["one", "half"]);
  },
});
