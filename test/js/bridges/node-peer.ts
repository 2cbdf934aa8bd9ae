// Servers of Node's as peers.

import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import type { TestContext } from "node:test";

/** Has a server listen on a port that the system chooses, until the test is over. */
export async function listening(t: TestContext, server: net.Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => ended(server));
  return (server.address() as AddressInfo).port;
}

/** Waits for the end of a server. Its connections must end by themselves. */
export async function ended(server: net.Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, "close");
}

/** Everything that comes, until the end. */
export async function everything(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A server whose connections are served by a function. */
export function server(serve: (connection: net.Socket) => void): net.Server {
  return net.createServer({ allowHalfOpen: true }, serve);
}

/** Ends a stream without more ado, and waits until its descriptor is closed. */
export async function destroyed(stream: net.Socket): Promise<void> {
  if (stream.closed) return;
  stream.destroy();
  if (!stream.closed) await once(stream, "close");
}
