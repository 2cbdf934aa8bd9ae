// node:tls over sockets that are handed over.

import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { Duplex } from "node:stream";
import test from "node:test";
import tls from "node:tls";
import socket from "luasocket";
import { cert, key } from "../../support/certificate.ts";
import { must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { connectTo, serve, withBothBindings } from "./both-bindings.ts";
import { destroyed, ended, everything, listening } from "./node-peer.ts";

leavesNoSocketOpen();

const echo = (connection: tls.TLSSocket): void => {
  connection.pipe(connection);
};

withBothBindings("a handed-over client speaks TLS with a server of node:tls", async (t, binding) => {
  const port = await listening(t, tls.createServer({ key, cert }, echo));
  const client = await connectTo(t, binding, port);
  const raw = client.tonodesocket();
  const secure = tls.connect({ socket: raw, servername: "localhost", ca: cert });
  await once(secure, "secureConnect");
  assert.ok(secure.authorized);
  secure.end("kept secret");
  assert.equal(await everything(secure), "kept secret");
  await destroyed(raw);
});

withBothBindings("a handed-over server speaks TLS, as a server of node:tls", async (t, binding) => {
  const { server, port } = await serve(t, binding);
  const listener = server.tonodeserver(tls.createServer({ key, cert }, echo));
  assert.ok(listener instanceof tls.Server);
  const secure = tls.connect({ port, host: "127.0.0.1", servername: "localhost", ca: cert });
  secure.end("kept secret");
  assert.equal(await everything(secure), "kept secret");
  await ended(listener);
});

test("TLS begins with what had been received of it already", async () => {
  const server = must(socket.bind("127.0.0.1", 0));
  const peer = net.connect(server.getsockname()[1] as number, "127.0.0.1");
  await once(peer, "connect");
  const connection = must(server.accept());
  connection.settimeout(10);
  server.close();

  // A client that does not wait for an answer to its STARTTLS: both go into one packet.
  let greeting = "STARTTLS\n";
  const wire = new Duplex({
    read() {},
    write(chunk: Buffer, _encoding, written) {
      peer.write(Buffer.concat([Buffer.from(greeting), chunk]), written);
      greeting = "";
    },
  });
  peer.on("data", (data) => wire.push(data));
  const client = tls.connect({ socket: wire, servername: "localhost", ca: cert });
  client.write("kept secret");
  while (greeting !== "") await new Promise(setImmediate);

  assert.deepEqual(connection.receive(), ["STARTTLS"]);
  assert.ok(connection.dirty());
  const raw = connection.tonodesocket();
  const secure = new tls.TLSSocket(raw, { isServer: true, key, cert });
  const [data] = await once(secure, "data");
  assert.equal(String(data), "kept secret");
  secure.destroy();
  await Promise.all([destroyed(raw), destroyed(peer)]);
  client.destroy();
});
