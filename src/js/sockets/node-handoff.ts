// Handing descriptors over to Node's net module.

import type { Cluster } from "node:cluster";
import { createRequire } from "node:module";
import net from "node:net";
import { nodeTakesDescriptors } from "../../os/runtime.ts";
import { CLUSTER_WORKER, NOT_FOR_NODE, SERVER_EXPECTED } from "../../text/argument-text.ts";
import { badArgument } from "../arguments.ts";

/** Called by Node's server with each connection. */
export type ConnectionListener = (connection: net.Socket) => void;

/** Makes a net.Socket over a connected descriptor. It yields the bytes of `received` first. */
export function netSocketOver(fd: number, received: Buffer): net.Socket {
  checkTaking();
  const stream = new net.Socket({ fd, readable: true, writable: true });
  if (received.length > 0) stream.unshift(received);
  return stream;
}

function checkTaking(): void {
  if (!nodeTakesDescriptors) throw new Error(NOT_FOR_NODE);
}

/** Returns the server that will listen. @throws TypeError if the argument is neither a server nor a listener */
export function netServerArgument(value: unknown, method: string): net.Server {
  if (value === undefined) return net.createServer();
  if (typeof value === "function") return net.createServer(value as ConnectionListener);
  if (value instanceof net.Server) return value;
  throw badArgument(1, method, SERVER_EXPECTED);
}

/** Makes Node's server accept the connections of a listening descriptor. */
export function listenOver(server: net.Server, fd: number, isUnix: boolean): void {
  checkTaking();
  if (!isClusterWorker()) {
    server.listen({ fd });
  } else if (!isUnix) {
    // A worker delegates listening to the primary process, where this number is another descriptor. It does not
    // delegate for a handle that is already open (net, server.listen(handle)).
    server.listen(new net.Socket({ fd }));
  } else throw new Error(CLUSTER_WORKER);
}

/**
 * Loads node:cluster late: it loads many modules that few programs need. createRequire takes any path for a
 * built-in module, and a bundle may lack import.meta.
 */
function isClusterWorker(): boolean {
  const cluster: Cluster = createRequire(process.execPath)("node:cluster");
  return cluster.isWorker;
}
