// Tests that hold for both bindings: what one gives, the other promises.

import test, { type TestContext } from "node:test";
import blocking, { type TcpClient, type TcpServer } from "luasocket";
import promises from "luasocket/promises";
import { must } from "../../support/connected-pair.ts";

export type Binding = typeof blocking | typeof promises;
export type Client = TcpClient | TcpClient<string, "promise">;
export type Server = TcpServer | TcpServer<string, "promise">;

/** Runs a test with each of the bindings. */
export function withBothBindings(
  name: string,
  run: (t: TestContext, socket: Binding) => Promise<void>,
): void {
  test(`blocking: ${name}`, (t) => run(t, blocking));
  test(`promises: ${name}`, (t) => run(t, promises));
}

/** A connected client of a binding. It never waits long. */
export async function connectTo(t: TestContext, socket: Binding, port: number): Promise<Client> {
  const client = must<Client>(await socket.connect("127.0.0.1", port));
  client.settimeout(10, "t");
  t.after(() => client.close());
  return client;
}

/** A server of a binding, and its port. */
export async function serve(t: TestContext, socket: Binding): Promise<{ server: Server; port: number }> {
  const server = must<Server>(await socket.bind("127.0.0.1", 0));
  server.settimeout(10, "t");
  t.after(() => server.close());
  return { server, port: server.getsockname()[1] as number };
}
