// Both ends of a connection in one thread, for tests in which no call has to wait.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import socket, { type TcpClient } from "luasocket";

/** The value of a result, which must have one. */
export function must<Value>([value, reason]: readonly [
  value: Value | undefined,
  reason?: unknown,
  ...rest: unknown[],
]): Value {
  assert.notEqual(value, undefined, String(reason));
  return value as Value;
}

export interface Pair {
  readonly client: TcpClient;
  readonly peer: TcpClient;
}

/** Two connected clients with short timeouts: a test that would hang fails instead. */
export function connectedPair(t: TestContext): Pair {
  const server = must(socket.bind("127.0.0.1", 0));
  const [, port] = server.getsockname();
  const client = must(socket.connect("127.0.0.1", port as number));
  const peer = must(server.accept());
  server.close();
  for (const end of [client, peer]) {
    end.settimeout(10, "t");
    end.setoption("tcp-nodelay", true);
    t.after(() => end.close());
  }
  return { client, peer };
}

/** Makes the kernel reset the connection: a close with a linger time of 0 (socket(7), SO_LINGER). */
export function reset(end: TcpClient): void {
  end.setoption("linger", { on: true, timeout: 0 });
  end.close();
}
