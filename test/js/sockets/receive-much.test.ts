// "*a" of many megabytes: data is made of it while it comes, and nothing may show that.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import type socket from "luasocket";
import type { Encoding, TcpClient } from "luasocket";
import promises from "luasocket/promises";
import { must } from "../../support/connected-pair.ts";
import { Program } from "../../support/program.ts";
import { type Binding, withBothBindings } from "../bridges/both-bindings.ts";

const MEGABYTE = 2 ** 20;

/**
 * A client whose peer, another process, sends what the code of a function of Node's makes, and then does something
 * else. Its calls are awaited, whatever they give.
 */
async function receiverOf(t: TestContext, binding: Binding, bytes: string, then: string): Promise<TcpClient> {
  const server = must(await (binding as typeof socket).bind("127.0.0.1", 0));
  const program = `
    const bytes = ${bytes};
    const peer = require("node:net").connect(${server.getsockname()[1]}, "127.0.0.1");
    peer.on("error", () => {});
    peer.write(bytes, () => { ${then} });`;
  new Program(t, [process.execPath, "-e", program]);
  const client = must(await server.accept());
  server.close();
  t.after(() => client.close());
  client.settimeout(30, "t");
  return client;
}

const LONG_LINE = `${"é€𝄞x".repeat(97)}\n`;
const MANY_LINES = `Buffer.from(${JSON.stringify(LONG_LINE)}.repeat(5000))`;

for (const encoding of ["utf8", "latin1", "buffer"] as const satisfies Encoding[]) {
  withBothBindings(
    `millions of bytes come as they are sent, characters cut anywhere: ${encoding}`,
    async (t, binding) => {
      const client = (await receiverOf(t, binding, MANY_LINES, "peer.end()")).setencoding(encoding);
      const expected = Buffer.from(LONG_LINE.repeat(5000));
      const [data, err] = await client.receive("*a");
      assert.equal(err, undefined);
      const received = typeof data === "string" ? Buffer.from(data, encoding as BufferEncoding) : data;
      assert.ok(expected.equals(received as Buffer));
      assert.equal(client.getstats()[0], expected.length);
    },
  );
}

withBothBindings("a prefix comes before all of it", async (t, binding) => {
  const client = await receiverOf(t, binding, MANY_LINES, "peer.end()");
  const [data] = await client.receive("*a", "before ");
  assert.ok(data === `before ${LONG_LINE.repeat(5000)}`);
});

withBothBindings(
  "what ends at a multiple of what is made text at once is complete, not closed",
  async (t, binding) => {
    const client = await receiverOf(t, binding, `Buffer.alloc(${4 * MEGABYTE}, "x")`, "peer.end()");
    const [data, err] = await client.receive("*a");
    assert.equal(err, undefined);
    assert.equal(data?.length, 4 * MEGABYTE);
  },
);

withBothBindings("millions of bytes before a limit runs out are the partial result", async (t, binding) => {
  const client = await receiverOf(t, binding, MANY_LINES, "");
  client.settimeout(1);
  const [data, err, partial] = await client.receive("*a");
  assert.equal(data, undefined);
  assert.equal(err, "timeout");
  assert.ok(partial === LONG_LINE.repeat(5000));
});

withBothBindings(
  "bytes that are no text are found late, and all are there to be received otherwise",
  async (t, binding) => {
    const bytes = `Buffer.concat([${MANY_LINES}, Buffer.from([0xff]), ${MANY_LINES}])`;
    const client = await receiverOf(t, binding, bytes, "peer.end()");
    await assert.rejects(
      async () => client.receive("*a"),
      /received bytes that are not UTF-8; they are kept/,
    );
    assert.equal(client.getstats()[0], 0);
    const [data] = await client.setencoding("buffer").receive("*a");
    const half = Buffer.from(LONG_LINE.repeat(5000));
    assert.ok(Buffer.concat([half, Buffer.from([0xff]), half]).equals(data as Buffer));
  },
);

test("promises: what is given up after millions of bytes is there to be received", async (t) => {
  const receiver: unknown = await receiverOf(t, promises, MANY_LINES, "");
  const client = receiver as TcpClient<string, "promise">;
  const controller = new AbortController();
  const receiving = client.receive("*a", "before ", { signal: controller.signal });
  // Some of it is off the input by then.
  while (client.getstats()[0] === 0) await new Promise(setImmediate);
  controller.abort(new Error("given up"));
  await assert.rejects(receiving, /given up/);
  assert.equal(client.getstats()[0], 0);
  assert.deepEqual(await client.receive(), [LONG_LINE.slice(0, -1)]);
  client.settimeout(1);
  const [, err, partial] = await client.receive("*a");
  assert.equal(err, "timeout");
  assert.ok(partial === LONG_LINE.repeat(4999));
});
