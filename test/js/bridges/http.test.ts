// node:http over sockets that are handed over.

import assert from "node:assert/strict";
import { once } from "node:events";
import http from "node:http";
import type { Socket } from "node:net";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { connectTo, serve, withBothBindings } from "./both-bindings.ts";
import { ended, everything, listening } from "./node-peer.ts";

leavesNoSocketOpen();

const answers: http.RequestListener = (request, response) => {
  response.setHeader("connection", "close").end(`${request.method} ${request.url}`);
};

withBothBindings("a handed-over server serves HTTP, as a server of node:http", async (t, socket) => {
  const { server, port } = await serve(t, socket);
  const listener = server.tonodeserver(http.createServer(answers));
  assert.ok(listener instanceof http.Server);
  assert.equal(server.getfd(), -1);
  const response = await fetch(`http://127.0.0.1:${port}/path`);
  assert.equal(await response.text(), "GET /path");
  await ended(listener);
});

withBothBindings("a handed-over client is what an HTTP request goes over", async (t, socket) => {
  const port = await listening(t, http.createServer(answers));
  const client = await connectTo(t, socket, port);
  const request = http.get({
    host: "127.0.0.1",
    path: "/path",
    createConnection: () => client.tonodesocket(),
  });
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  assert.equal(await everything(response), "GET /path");
  if (!request.socket?.closed) await once(request.socket as NonNullable<typeof request.socket>, "close");
});

withBothBindings("one connection that our server has accepted can be one of node:http", async (t, socket) => {
  const { server, port } = await serve(t, socket);
  const request = http.get({ port, host: "127.0.0.1", path: "/one" });
  // A call that blocks would stop the loop that the request needs to connect.
  const [connection] = (await once(request, "socket")) as [Socket];
  await once(connection, "connect");
  const [client] = await server.accept();
  http.createServer(answers).emit("connection", client?.tonodesocket());
  const [response] = (await once(request, "response")) as [http.IncomingMessage];
  assert.equal(await everything(response), "GET /one");
  if (!connection.closed) await once(connection, "close");
});
