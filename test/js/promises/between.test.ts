// What comes between a call and its result: another encoding, options that are more than options.

import assert from "node:assert/strict";
import blocking, { type TcpClient as BlockingClient } from "luasocket";
import socket, { type TcpClient } from "luasocket/promises";
import { type Stage, testInBothThreads } from "../../support/both-threads.ts";
import { must } from "../../support/connected-pair.ts";

async function connectedPair(t: Stage): Promise<{ client: TcpClient; peer: BlockingClient }> {
  const server = must(blocking.bind("127.0.0.1", 0));
  const client = must(await socket.connect("127.0.0.1", server.getsockname()[1] as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) t.after(() => end.close());
  return { client, peer };
}

testInBothThreads(import.meta.url, {
  "a receive that waits gives what its own encoding says, and loses nothing": async (t) => {
    const { client, peer } = await connectedPair(t);
    const text = client.receive("*l", "prefix ");
    client.setencoding("buffer");
    peer.send("one\ntwo\nthree\n");
    assert.deepEqual(await text, ["prefix one"]);
    const bytes = (client as unknown as TcpClient<Buffer>).receive("*l", Buffer.from("more "));
    client.setencoding("latin1");
    assert.deepEqual(await bytes, [Buffer.from("more two")]);
    assert.deepEqual(await client.receive(), ["three"]);
  },

  "reading a call's options cannot begin another call with the same operation": async (t) => {
    const { client, peer } = await connectedPair(t);
    peer.send("one\ntwo\n");
    let complaint: unknown;
    const options = {
      get signal(): undefined {
        try {
          void client.receive(3);
        } catch (error) {
          complaint = error;
        }
        return undefined;
      },
    };
    assert.deepEqual(await client.receive(7, undefined, options), ["one\ntwo"]);
    assert.match(String(complaint), /another receive of this socket is waiting/);
    assert.deepEqual(await client.receive(1), ["\n"]);
  },

  "reading a call's options cannot change what is sent": async (t) => {
    const { client, peer } = await connectedPair(t);
    const other = await connectedPair(t);
    const options = {
      get signal(): undefined {
        void other.client.send("OTHER");
        return undefined;
      },
    };
    assert.deepEqual(await client.send("these", 1, -1, options), [5]);
    assert.deepEqual(await peer.receive(5), ["these"]);
  },

  "memory that is taken away before its call is made is told of": async (t) => {
    const { client, peer } = await connectedPair(t);
    peer.send("ab");
    assert.deepEqual(await client.receive(1), ["a"]);
    for (const call of ["send", "receiveinto"] as const) {
      const memory = new Uint8Array(1);
      const options = {
        get signal(): undefined {
          structuredClone(memory.buffer, { transfer: [memory.buffer] });
          return undefined;
        },
      };
      await assert.rejects(client[call](memory, undefined, undefined, options) as Promise<unknown>, {
        name: "RangeError",
        message: "the memory passed to the call has been resized or transferred since",
      });
    }
    assert.deepEqual(await client.receive(1), ["b"]);
  },

  "a signal that is none is refused at the call, and takes nothing": async (t) => {
    const { client, peer } = await connectedPair(t);
    const options = { signal: {} as AbortSignal };
    assert.throws(() => client.receive(3, undefined, options), {
      name: "TypeError",
      message: "the option 'signal' must be an AbortSignal",
    });
    assert.throws(() => socket.select([client], [], 1, options), { name: "TypeError" });
    peer.send("abc");
    assert.deepEqual(await client.receive(3), ["abc"]);
  },

  "connect takes a local end by its name": async (t) => {
    const server = must(blocking.bind("127.0.0.1", 0));
    t.after(() => server.close());
    const port = server.getsockname()[1] as number;
    const client = must(await socket.connect("127.0.0.1", port, "localhost", 0, "inet"));
    t.after(() => client.close());
    assert.equal(client.getsockname()[0], "127.0.0.1");
  },
});
