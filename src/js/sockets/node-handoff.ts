// Descriptors of ours that become Node's.

import type { Cluster } from "node:cluster";
import { createRequire } from "node:module";
import net from "node:net";
import { nodeTakesDescriptors } from "../../os/runtime.ts";
import { CLUSTER_WORKER, NOT_FOR_NODE, SERVER_EXPECTED } from "../../text/argument-text.ts";
import { badArgument } from "../arguments.ts";

/** What Node's server does with a connection. */
export type ConnectionListener = (connection: net.Socket) => void;

/** Node's socket over a connected descriptor. `received` comes out of it first. */
export function netSocketOver(fd: number, received: Buffer): net.Socket {
  checkTaking();
  const stream = new net.Socket({ fd, readable: true, writable: true });
  if (received.length > 0) stream.unshift(received);
  return stream;
}

function checkTaking(): void {
  if (!nodeTakesDescriptors) throw new Error(NOT_FOR_NODE);
}

/** The server that is to listen. @throws TypeError for what is neither a server nor a listener for a new one */
export function netServerArgument(value: unknown, method: string): net.Server {
  if (value === undefined) return net.createServer();
  if (typeof value === "function") return net.createServer(value as ConnectionListener);
  if (value instanceof net.Server) return value;
  throw badArgument(1, method, SERVER_EXPECTED);
}

/** Has Node's server accept what comes to a listening descriptor. */
export function listenOver(server: net.Server, fd: number, isUnix: boolean): void {
  checkTaking();
  if (!isClusterWorker()) {
    server.listen({ fd });
  } else if (!isUnix) {
    // A worker would ask the primary process to listen, where the number means another descriptor. With a
    // handle that is already open it does not ask (net, server.listen(handle)).
    server.listen(new net.Socket({ fd }));
  } else throw new Error(CLUSTER_WORKER);
}

/**
 * node:cluster is looked at late: it brings much with it that few programs need. From where does not matter for a
 * module of Node's, and a bundle may have no import.meta.
 */
function isClusterWorker(): boolean {
  const cluster: Cluster = createRequire(process.execPath)("node:cluster");
  return cluster.isWorker;
}
