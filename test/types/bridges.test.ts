// What the types of hand-over and adoption say. The compiler is the test.

import assert from "node:assert/strict";
import http from "node:http";
import type net from "node:net";
import test from "node:test";
import tls from "node:tls";
import socket, {
  type Adopted,
  type Adopted20,
  type DefoldClient,
  type DefoldServer,
  type LuaSocket,
  type Received,
  type Result,
  type Tcp20Object,
  type TcpClient,
  type TcpObject,
  type TcpServer,
  type UdpConnected,
  type UdpUnconnected,
  type UnixStreamObject,
} from "luasocket";
import old from "luasocket/2.0";
import defold from "luasocket/defold";
import type * as promised from "luasocket/promises";
import promises from "luasocket/promises";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where both types are the same. */
function same<A, B>(_: Equal<A, B>): void {}

export function clientsBecomeSockets(
  client: TcpClient,
  promising: promised.TcpClient<Buffer>,
  unix: UnixStreamObject,
  twenty: Tcp20Object,
  ofDefold: DefoldClient,
): void {
  for (const each of [client, promising, unix, twenty, ofDefold]) {
    const stream = each.tonodesocket();
    same<typeof stream, net.Socket>(true);
    tls.connect({ socket: stream });
  }
  // @ts-expect-error only a server becomes one
  client.tonodeserver();
  // @ts-expect-error there is nothing to choose
  client.tonodesocket({});
}

export function serversBecomeServers(
  server: TcpServer,
  promising: promised.TcpServer,
  unix: UnixStreamObject,
  twenty: Tcp20Object,
  ofDefold: DefoldServer,
): void {
  for (const each of [server, promising, unix, twenty, ofDefold]) {
    const made = each.tonodeserver((connection) => {
      same<typeof connection, net.Socket>(true);
    });
    same<typeof made, net.Server>(true);
    const empty = each.tonodeserver();
    same<typeof empty, net.Server>(true);
    const web = each.tonodeserver(http.createServer());
    same<typeof web, http.Server>(true);
  }
  // @ts-expect-error only a client becomes one
  server.tonodesocket();
  // @ts-expect-error neither a listener nor a server
  server.tonodeserver(8080);
}

export function anAdoptedObjectIsToldByItsClass(): void {
  const [object, failure] = socket.adopt(3);
  same<ReturnType<typeof socket.adopt>, Result<Adopted>>(true);
  if (failure !== undefined) {
    same<typeof object, undefined>(true);
    return;
  }
  object.close();
  // @ts-expect-error not every object can
  object.send("x");
  switch (object.class) {
    case "tcp{client}": {
      const client: TcpClient = object;
      same<ReturnType<typeof client.receive>, Received<string>>(true);
      object.lines();
      // @ts-expect-error of servers
      object.accept();
      break;
    }
    case "tcp{server}": {
      const server: TcpServer = object;
      server.accept();
      // @ts-expect-error of clients
      object.send("x");
      break;
    }
    case "tcp{master}": {
      const master: TcpObject = object;
      master.bind("*", 0);
      break;
    }
    case "udp{connected}": {
      const udp: UdpConnected = object;
      udp.send("x");
      // @ts-expect-error it has a peer
      object.sendto("x", "127.0.0.1", 9);
      break;
    }
    case "udp{unconnected}": {
      const udp: UdpUnconnected = object;
      udp.sendto("x", "127.0.0.1", 9);
      break;
    }
    case "unixstream{client}":
    case "unixstream{server}":
    case "unixstream{master}":
      same<typeof object, UnixStreamObject>(true);
      break;
    case "unixdgram{connected}":
    case "unixdgram{unconnected}":
      object.send("x");
      break;
    default:
      same<typeof object, never>(true);
  }
}

export async function everyNamespaceAdoptsItsOwn(bytes: LuaSocket<"buffer">): Promise<void> {
  const [object] = promises.adopt(3);
  same<ReturnType<typeof promises.adopt>, Result<promised.Adopted>>(true);
  if (object?.class === "tcp{client}") {
    const [line] = await object.receive();
    same<typeof line, string | undefined>(true);
  }
  same<ReturnType<typeof bytes.adopt>, Result<Adopted<Buffer>>>(true);
  const [twenty] = old.adopt(3);
  same<ReturnType<typeof old.adopt>, Result<Adopted20>>(true);
  if (twenty?.class === "tcp{client}") twenty.receive("*l", 5);
  // @ts-expect-error Defold has none
  defold.adopt(3);
  // @ts-expect-error a number is wanted
  socket.adopt("3");
}

test("the types are checked when the tests are built", () => {
  assert.equal(typeof clientsBecomeSockets, "function");
});
