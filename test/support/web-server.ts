// A web server in a thread of its own, since a blocking client stops the event loop of its thread.

import { once } from "node:events";
import type { TestContext } from "node:test";
import { Worker } from "node:worker_threads";

/** The response for each path. */
export interface Page {
  readonly body: Buffer;
  readonly status?: number;
  /** How the end of the body is marked; by its length by default. */
  readonly framing?: "length" | "chunked" | "close";
}

const SOURCE = `
const { createServer } = require("node:http");
const { parentPort, workerData } = require("node:worker_threads");
const server = createServer((request, response) => {
  const { body, status = 200, framing = "length" } = workerData[request.url] ?? { body: Buffer.from("no such page"), status: 404 };
  if (framing === "close") response.useChunkedEncodingByDefault = false;
  if (framing === "length") response.setHeader("Content-Length", body.length);
  response.writeHead(status);
  const half = body.length >> 1;
  response.write(body.subarray(0, half));
  response.end(body.subarray(half));
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

/** Starts Node's own web server and returns its port. */

export async function webServer(t: TestContext, pages: Readonly<Record<string, Page>>): Promise<number> {
  const worker = new Worker(SOURCE, { eval: true, workerData: pages });
  t.after(() => worker.terminate());
  const [port] = (await once(worker, "message")) as [number];
  return port;
}
