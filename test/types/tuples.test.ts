// What the types say. The compiler is the test: what is wrong here does not build, and a line that should
// be wrong and is not does not build either. Nothing of it is called.

import assert from "node:assert/strict";
import test from "node:test";
import socket, {
  type Done,
  type Encoding,
  type Failure,
  type Named,
  type ReadyList,
  type Received,
  type ReceivePattern,
  type Selectable,
  type Sendable,
  type Sent,
  select,
  type TcpClient,
  type TcpObject,
  type TcpServer,
} from "luasocket";

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
    same<typeof err, Failure>(true);
  }
  if (line !== undefined) same<typeof err, undefined>(true);
  else same<typeof partial, string>(true);

  const [last, sendError, reached] = client.send("x");
  if (sendError === undefined) same<typeof last, number>(true);
  else same<typeof reached, number>(true);

  const [accepted, failure] = server.accept();
  if (failure === undefined) same<typeof accepted, TcpClient>(true);
  else same<typeof accepted, undefined>(true);

  const [host, port, family] = client.getsockname();
  if (host !== undefined) {
    same<typeof port, number>(true);
    same<typeof family, "inet" | "inet6" | "unspec">(true);
  } else same<typeof port, Failure>(true);

  const [one, reason] = client.connect("127.0.0.1", 1);
  if (one !== undefined) same<typeof reason, undefined>(true);
  else same<typeof reason, Failure>(true);

  same<ReturnType<typeof client.getstats>, readonly [received: number, sent: number, age: number]>(true);
  same<ReturnType<typeof client.gettimeout>, readonly [block: number, total: number]>(true);
  same<ReturnType<typeof client.close>, 1>(true);
}

export function errorsAreTheKnownWordsAndOthers(client: TcpClient): string {
  const [, err] = client.receive();
  switch (err) {
    case undefined:
      return "received";
    case "timeout":
    case "closed":
      return err;
    default:
      return err;
  }
}

export function theNamespaceMakesEachClass(): void {
  const [client, refused] = socket.connect("127.0.0.1", "http", undefined, 0, "inet6");
  if (refused === undefined) same<typeof client, TcpClient>(true);
  const [server] = socket.bind("*", 0, 5);
  same<typeof server, TcpServer | undefined>(true);
  const [master] = socket.tcp();
  same<typeof master, TcpObject>(true);
  const [four] = socket.tcp4();
  same<typeof four, TcpObject | undefined>(true);
  // @ts-expect-error only getfamily calls it inet4
  socket.connect("127.0.0.1", 80, undefined, 0, "inet4");
  // @ts-expect-error a port is needed
  socket.connect("127.0.0.1");
  // @ts-expect-error a backlog is a number
  socket.bind("*", 0, "5");
  // @ts-expect-error seconds are a number
  socket.sleep("1");
  // @ts-expect-error the result may be a failure
  client.send("x");
  same<typeof socket.select, typeof select>(true);
}

export function optionsHaveTheirTypes(client: TcpClient, server: TcpServer, master: TcpObject): void {
  const [linger] = client.getoption("linger");
  if (linger !== undefined) {
    same<typeof linger.timeout, number>(true);
    same<typeof linger.on, boolean>(true);
  }
  const [nodelay] = client.getoption("tcp-nodelay");
  same<typeof nodelay, boolean | undefined>(true);
  const [size] = server.getoption("recv-buffer-size");
  same<typeof size, number | undefined>(true);
  const [pending] = master.getoption("error");
  same<typeof pending, Failure | undefined>(true);
  client.setoption("tcp-keepidle", 5);
  server.setoption("ipv6-v6only", true);
  master.setoption("linger", { on: false, timeout: 0 });
  // @ts-expect-error a boolean is wanted
  client.setoption("keepalive", 1);
  // @ts-expect-error a number is wanted
  client.setoption("tcp-keepcnt", true);
  // @ts-expect-error both fields are wanted
  client.setoption("linger", { on: true });
  // @ts-expect-error cannot be set
  client.setoption("error", "x");
  // @ts-expect-error cannot be read
  client.getoption("ipv6-v6only");
  // @ts-expect-error no such option
  client.getoption("no-such-option");
  // @ts-expect-error no value
  client.setoption("keepalive");
}

export function encodingsHaveTheirTypes(client: TcpClient, server: TcpServer, encoding: Encoding): void {
  const inBytes = client.setencoding("buffer");
  const [bytes] = inBytes.receive(5, Buffer.from("x"));
  same<typeof bytes, Buffer | undefined>(true);
  same<ReturnType<typeof inBytes.receive>, Received<Buffer>>(true);
  // @ts-expect-error the prefix is of the encoding's kind
  inBytes.receive(5, "x");
  const [text] = client.setencoding("latin1").receive(5, "x");
  same<typeof text, string | undefined>(true);
  // @ts-expect-error the prefix is of the encoding's kind
  client.receive(5, Buffer.from("x"));
  const [back] = inBytes.setencoding("utf8").receive();
  same<typeof back, string | undefined>(true);
  const [accepted] = server.setencoding("buffer").accept();
  const [fromAccepted] = accepted?.receive() ?? [];
  same<typeof fromAccepted, Buffer | undefined>(true);
  // What the types cannot know is either.
  const [either] = client.setencoding(encoding).receive();
  same<typeof either, string | Buffer | undefined>(true);
  // @ts-expect-error no such encoding
  client.setencoding("utf16");
}

export function classesHaveTheirMethods(client: TcpClient, server: TcpServer): void {
  // @ts-expect-error a server sends nothing
  server.send("x");
  // @ts-expect-error a server receives nothing
  server.receive();
  // @ts-expect-error a server ends no way of a connection
  server.shutdown();
  // @ts-expect-error a server has no counters
  server.getstats();
  // @ts-expect-error a server listens already
  server.listen();
  // @ts-expect-error a client accepts nothing
  client.accept();
  // @ts-expect-error a client is bound already
  client.bind("*", 0);
  // @ts-expect-error no such pattern
  client.receive("*z");
  // @ts-expect-error no such pattern in any version
  client.receive("l");
  // @ts-expect-error no such mode
  client.settimeout(1, "x");
  // @ts-expect-error no such way
  client.shutdown("nothing");
  // @ts-expect-error nothing to send
  client.send();
  // @ts-expect-error not to be sent
  client.send({});
  // @ts-expect-error not bytes
  client.send(new Uint16Array(2));
  // @ts-expect-error what a client is cannot be changed
  client.class = "tcp{server}";
  same<ReceivePattern, "*l" | "*a" | number>(true);
  same<Sendable, string | number | Uint8Array>(true);
  // What has all methods is of use in each place.
  const all: TcpObject = socket.tcp()[0];
  const [asClient, asServer]: [TcpClient, TcpServer] = [all, all];
  using disposable: Disposable = asClient ?? asServer;
  void disposable;
}

export function resultsCannotBeChanged(
  received: Received<string>,
  sent: Sent,
  done: Done,
  named: Named,
): void {
  // @ts-expect-error read-only
  received[0] = "x";
  // @ts-expect-error read-only
  sent[0] = 1;
  // @ts-expect-error read-only
  done[0] = 1;
  // @ts-expect-error read-only
  named[0] = "x";
}

export function selectedObjectsKeepTheirTypes(client: TcpClient, server: TcpServer): void {
  const own = { getfd: () => -1, name: "mine" };
  const [readable, writable, err] = socket.select([own, client], [server], 0);
  same<typeof readable, ReadyList<TcpClient | typeof own>>(true);
  same<typeof writable, ReadyList<TcpServer>>(true);
  same<typeof err, "timeout" | undefined>(true);
  const frozen: readonly TcpClient[] = [client];
  same<(typeof result)[0], ReadyList<TcpClient>>(true);
  const result = select(frozen);
  const selectable: Selectable = client;
  void selectable;
  // @ts-expect-error an object without a descriptor
  socket.select([{ name: "mine" }]);
  // @ts-expect-error seconds are a number
  socket.select([], [], "1");
  // @ts-expect-error lists are wanted
  socket.select(client);
}

test("the types are checked when the tests are built", () => {
  assert.equal(typeof resultsNarrow, "function");
});
