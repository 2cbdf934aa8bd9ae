// Peers that are slow, disconnect early, or are the socket itself.

import assert from "node:assert/strict";
import { arrived, type Scenario } from "../stage.ts";

export const oddPeerScenarios: readonly Scenario[] = [
  {
    name: "receive of what comes a byte at a time, each in a wait of its own",
    async play(stage) {
      const client = await stage.client();
      const acts = [..."a slow peer\n"].map((byte) => ["send", byte] as const);
      assert.deepEqual(await stage.during(client, () => client.receive("*l"), ...acts), ["a slow peer"]);
    },
  },
  {
    name: "receive to the end of a peer that goes on reading, and a send that reaches it",
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "the question");
      assert.deepEqual(await stage.during(client, () => client.receive("*a"), ["end"]), ["the question"]);
      assert.deepEqual(await client.receive("*a"), [undefined, "closed", ""]);
      assert.deepEqual(await client.send("the answer"), [10]);
      assert.equal(await stage.peer.do("read", 10), "the answer");
    },
  },
  {
    name: "accept of a connection that was reset in the queue gives a client that is closed",
    async play(stage) {
      const server = stage.keep(stage.must(await stage.socket.bind("127.0.0.1", 0)));
      const port = server.getsockname()[1] as number;
      await stage.peer.do("connect", port);
      await stage.peer.do("reset");
      await stage.peer.do("connect", port);
      await stage.peer.do("send", "alive\n");
      const gone = stage.keep(stage.must(await server.accept()));
      assert.deepEqual(await gone.receive("*l"), [undefined, "closed", ""]);
      const client = stage.keep(stage.must(await server.accept()));
      assert.deepEqual(await client.receive("*l"), ["alive"]);
    },
  },
  {
    name: "accept of a connection that has sent and ended in the queue gives what was sent",
    async play(stage) {
      const server = stage.keep(stage.must(await stage.socket.bind("127.0.0.1", 0)));
      await stage.peer.do("connect", server.getsockname()[1] as number);
      await stage.peer.do("send", "gone");
      await stage.peer.do("close");
      const client = stage.keep(stage.must(await server.accept()));
      assert.deepEqual(await client.receive("*l"), [undefined, "closed", "gone"]);
    },
  },
  {
    // A simultaneous open of one socket (RFC 9293, 3.5): sent data comes back.
    name: "connect to the socket's own port connects it with itself",
    async play(stage) {
      const tcp = stage.keep(stage.must(stage.socket.tcp()));
      stage.must(await tcp.bind("127.0.0.1", 0));
      const port = tcp.getsockname()[1] as number;
      assert.deepEqual(await tcp.connect("127.0.0.1", port), [1]);
      assert.deepEqual(await tcp.send("to myself\n"), [10]);
      assert.deepEqual(await tcp.receive("*l"), ["to myself"]);
    },
  },
  {
    name: "receive of many datagrams that have come in a row gives each of them, in order",
    async play(stage) {
      const udp = stage.keep(stage.must(stage.socket.udp()));
      stage.must(await udp.setsockname("127.0.0.1", 0));
      const port = udp.getsockname()[1] as number;
      await stage.peer.do("bindDatagrams");
      for (let at = 0; at < 50; at++) await stage.peer.do("sendDatagram", `datagram ${at}`, port);
      for (let at = 0; at < 50; at++) assert.deepEqual(await udp.receive(), [`datagram ${at}`]);
    },
  },
  {
    name: "a connection that the peer resets while much is on its way in both directions",
    async play(stage) {
      const client = await stage.client();
      await stage.peer.do("send", "first\n");
      await arrived(stage, client);
      const data = "x".repeat(16 << 20);
      const [last, failure, sent] = await stage.during(client, () => client.send(data), ["reset"]);
      assert.deepEqual([last, failure], [undefined, "closed"]);
      assert.ok((sent as number) > 0 && (sent as number) < data.length);
      // The reset may have discarded the received data; nothing else arrives.
      const [line, reason] = await client.receive("*l");
      assert.ok(line === "first" || reason === "closed", `${line} ${reason}`);
      assert.equal((await client.receive("*l"))[1], "closed");
      assert.equal((await client.send("x"))[1], "closed");
    },
  },
];
