// What the types say. The compiler is the test; nothing here runs but the count.

import test from "node:test";
import socket, { type TcpClient, type TcpServer } from "luasocket";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where both types are the same. */
function same<A, B>(_: Equal<A, B>): void {}

export function resultsNarrow(client: TcpClient, server: TcpServer): void {
  const [line, err, partial] = client.receive("*l");
  if (err === undefined) {
    same<typeof line, string>(true);
    same<typeof partial, undefined>(true);
  } else {
    same<typeof line, undefined>(true);
    same<typeof partial, string>(true);
  }

  const [last, sendError, reached] = client.send("x");
  if (sendError === undefined) same<typeof last, number>(true);
  else same<typeof reached, number>(true);

  const [accepted, failure] = server.accept();
  if (failure === undefined) same<typeof accepted, TcpClient>(true);

  const [host, port] = client.getsockname();
  if (host !== undefined) same<typeof port, number>(true);
}

export function optionsHaveTheirTypes(client: TcpClient): void {
  const [linger] = client.getoption("linger");
  if (linger !== undefined) same<typeof linger.timeout, number>(true);
  const [nodelay] = client.getoption("tcp-nodelay");
  same<typeof nodelay, boolean | undefined>(true);
  client.setoption("tcp-keepidle", 5);
  client.setoption("ipv6-v6only", true);
  // @ts-expect-error a boolean is wanted
  client.setoption("keepalive", 1);
  // @ts-expect-error cannot be set
  client.setoption("error", "x");
  // @ts-expect-error cannot be read
  client.getoption("ipv6-v6only");
  // @ts-expect-error no such option
  client.getoption("no-such-option");
}

export function encodingsHaveTheirTypes(client: TcpClient): void {
  const [bytes] = client.setencoding("buffer").receive(5);
  same<typeof bytes, Buffer | undefined>(true);
  const [text] = client.setencoding("latin1").receive(5);
  same<typeof text, string | undefined>(true);
  // @ts-expect-error no such encoding
  client.setencoding("utf16");
}

export function classesHaveTheirMethods(client: TcpClient, server: TcpServer): void {
  // @ts-expect-error a server sends nothing
  server.send("x");
  // @ts-expect-error a client accepts nothing
  client.accept();
  // @ts-expect-error no such pattern
  client.receive("*z");
  // @ts-expect-error no such mode
  client.settimeout(1, "x");
  // @ts-expect-error no such way
  client.shutdown("nothing");
}

test("selected objects keep their types", () => {
  const own = { getfd: () => -1, name: "mine" };
  const [readable, writable, err] = socket.select([own], [], 0);
  same<typeof readable, (typeof own)[]>(true);
  same<typeof err, "timeout" | undefined>(true);
  void writable;
});
