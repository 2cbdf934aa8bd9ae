import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { waysToRun } from "./ways.ts";

const modes = { "with select": [], "one by one": ["--one-by-one"] };

async function start(t: TestContext, command: readonly string[]): Promise<{ server: Program; port: string }> {
  const server = new Program(t, command);
  const [, port] = await server.says(/^listening on 127\.0\.0\.1 (\d+)\n/);
  return { server, port: port as string };
}

const PYTHON_CLIENT = `
import socket, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"from Python\\n")
s.sendall(b"half")
s.sendall(b" a line\\n\\xff\\x00\\n")
s.shutdown(socket.SHUT_WR)
data = b""
while True:
    piece = s.recv(4096)
    if not piece: break
    data += piece
sys.stdout.buffer.write(data)
`;

/** Sends a line larger than all buffers on the way, and reads only once the server can take no more. */
const PYTHON_LATE_READER = `
import socket, sys, threading
line = b"x" * 20_000_000 + b"\\n"
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
print("joined", flush=True)
def send():
    s.sendall(line + line)
    s.shutdown(socket.SHUT_WR)
sender = threading.Thread(target=send)
sender.start()
sys.stdin.readline()
data = bytearray()
while True:
    piece = s.recv(1 << 20)
    if not piece: break
    data += piece
sender.join()
print(data == line + line)
`;

/** Closes with a reset. */
const PYTHON_RESET = `
import socket, struct, sys
s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
s.sendall(b"a line\\nhalf a li")
s.recv(1)
s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
s.close()
`;

const skipWithoutPython = skipWithout("python3", ["-V"]);
const skipWithoutClients =
  skipWithout("sh", ["-c", "command -v nc"]) || skipWithoutPython || skipWithout("curl", ["-V"]);

for (const { title: name, command, skip } of waysToRun("echo-server")) {
  for (const [mode, options] of Object.entries(modes)) {
    const title = `${name} serves nc, Python and curl ${mode}`;
    test(title, { skip: skip || skipWithoutClients }, async (t) => {
      const { server, port } = await start(t, [...command, ...options, "--clients", "3"]);

      const nc = new Program(t, ["nc", "-N", "127.0.0.1", port]);
      nc.child.stdin.end("one\r\ntwo\nno end");
      assert.equal(await nc.ends(), 0);
      assert.equal(nc.stdout.toString(), "one\ntwo\nno end");

      const python = new Program(t, ["python3", "-c", PYTHON_CLIENT, port]);
      assert.equal(await python.ends(), 0, python.stderr);
      assert.equal(python.stdout.toString("latin1"), "from Python\nhalf a line\n\xff\0\n");

      const curl = new Program(t, ["curl", "-s", "-N", `telnet://127.0.0.1:${port}`]);
      curl.child.stdin.end("by telnet\n"); // open, it would be waited for instead of the answer
      await curl.says(/^by telnet\n$/);
      curl.child.kill(); // its telnet does not end with its input

      assert.equal(await server.ends(), 0, server.stderr);
    });

    test(`${name} goes on after a client that resets ${mode}`, {
      skip: skip || skipWithoutClients,
    }, async (t) => {
      const { server, port } = await start(t, [...command, ...options, "--clients", "2"]);
      const reset = new Program(t, ["python3", "-c", PYTHON_RESET, port]);
      assert.equal(await reset.ends(), 0, reset.stderr);
      const nc = new Program(t, ["nc", "-N", "127.0.0.1", port]);
      nc.child.stdin.end("next\n");
      assert.equal(await nc.ends(), 0);
      assert.equal(nc.stdout.toString(), "next\n");
      assert.equal(await server.ends(), 0, server.stderr);
    });
  }

  test(`${name} serves nc, Python and curl at once, and keeps all for one that reads late`, {
    skip: skip || skipWithoutClients,
  }, async (t) => {
    const { server, port } = await start(t, [...command, "--clients", "4"]);
    const late = new Program(t, ["python3", "-c", PYTHON_LATE_READER, port]);
    await late.says(/^joined\n/);
    const nc = new Program(t, ["nc", "-N", "127.0.0.1", port]);
    nc.child.stdin.write("hal");
    const curl = new Program(t, ["curl", "-s", "-N", `telnet://127.0.0.1:${port}`]);
    curl.child.stdin.end("by telnet\n"); // open, it would be waited for instead of the answer
    await curl.says(/^by telnet\n$/);

    const python = new Program(t, ["python3", "-c", PYTHON_CLIENT, port]);
    assert.equal(await python.ends(), 0, python.stderr);
    assert.equal(python.stdout.toString("latin1"), "from Python\nhalf a line\n\xff\0\n");

    nc.child.stdin.end("f\n");
    assert.equal(await nc.ends(), 0);
    assert.equal(nc.stdout.toString(), "half\n");
    curl.child.kill();

    late.child.stdin.end("\n"); // it may read now
    assert.equal(await late.ends(), 0, late.stderr);
    assert.equal(late.stdout.toString(), "joined\nTrue\n");
    assert.equal(await server.ends(), 0, server.stderr);
  });

  test(`${name} serves the others while one client stalls, one resets and one half-closes`, {
    skip,
  }, async (t) => {
    const { server, port } = await start(t, [...command, "--clients", "4"]);
    const clients: Socket[] = [];
    t.after(() => {
      for (const client of clients) client.destroy();
    });
    const join = async () => {
      const client = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true }).setEncoding(
        "latin1",
      );
      clients.push(client);
      await once(client, "connect");
      return client;
    };
    const answer = async (client: Socket) => ((await once(client, "data")) as [string])[0];
    const [stalled, reset, halfClosed, lively] = [await join(), await join(), await join(), await join()];

    stalled.write("half a li");
    reset.write("gone\n");
    reset.resetAndDestroy();
    halfClosed.end("last words\n");
    assert.equal(await answer(halfClosed), "last words\n");
    for (let turn = 0; turn < 50; turn++) {
      lively.write(`turn ${turn}\n`);
      assert.equal(await answer(lively), `turn ${turn}\n`);
    }
    stalled.end("ne\n");
    assert.equal(await answer(stalled), "half a line\n");
    lively.end();
    assert.equal(await server.ends(), 0, server.stderr);
  });
}
