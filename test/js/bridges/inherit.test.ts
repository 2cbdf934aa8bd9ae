// Processes that adopt what they have inherited.

import assert from "node:assert/strict";
import { type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import test, { type TestContext } from "node:test";
import blocking from "luasocket";
import { connectedPair, must } from "../../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";
import { packageRoot } from "../../support/program.ts";

leavesNoSocketOpen();

interface Inherited {
  readonly stdio: StdioOptions;
  readonly env?: NodeJS.ProcessEnv;
  /** What runs the program, with Node and its arguments behind. */
  readonly through?: readonly string[];
}

/** Runs a program of a binding in a process that inherits descriptors. Gives what it has printed. */
async function run(
  t: TestContext,
  binding: string,
  program: string,
  { stdio, env = {}, through = [] }: Inherited,
): Promise<string> {
  const source = `import socket from "${binding}";\n${program}`;
  const [file, ...args] = [...through, process.execPath, "--input-type=module", "-e", source];
  const child = spawn(file as string, args, {
    cwd: packageRoot,
    stdio,
    env: { ...process.env, ...env },
    timeout: 60_000,
    killSignal: "SIGKILL",
  });
  t.after(() => child.kill("SIGKILL"));
  let printed = "";
  child.stdout?.on("data", (data) => {
    printed += data;
  });
  const [code] = await once(child, "close");
  assert.equal(code, 0, printed);
  return printed;
}

const SERVE = `
  const [server, failure] = socket.adopt(3);
  console.log(server?.class ?? failure);
  const [client] = await server.accept();
  await client.send("served\\n");
  client.close();
  server.close();`;

for (const binding of ["luasocket", "luasocket/promises", "luasocket/2.0"]) {
  test(`${binding}: a server of ours is inherited`, async (t) => {
    const server = must(blocking.bind("127.0.0.1", 0));
    const client = must(blocking.connect("127.0.0.1", server.getsockname()[1] as number));
    const stdio: StdioOptions = ["ignore", "pipe", "inherit", server.getfd()];
    assert.equal(await run(t, binding, SERVE, { stdio }), "tcp{server}\n");
    assert.deepEqual(client.receive(), ["served"]);
    client.close();
    server.close();
  });

  test(`${binding}: a server of Node's is inherited`, async (t) => {
    const server = net.createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const client = must(blocking.connect("127.0.0.1", (server.address() as AddressInfo).port));
    const handle = (server as unknown as { _handle: never })._handle;
    const printed = run(t, binding, SERVE, { stdio: ["ignore", "pipe", "inherit", handle] });
    // In the same turn: in the next one, Node would accept the connection here.
    server.close();
    assert.equal(await printed, "tcp{server}\n");
    assert.deepEqual(client.receive(), ["served"]);
    client.close();
  });

  test(`${binding}: a connection is inherited`, async (t) => {
    const { client, peer } = connectedPair(t);
    const stdio: StdioOptions = ["ignore", "pipe", "inherit", client.getfd()];
    const program = `
      const [client] = socket.adopt(3);
      const [line] = await client.receive();
      await client.send(line.toUpperCase() + "\\n");
      console.log(client.class);`;
    peer.send("question\n");
    assert.equal(await run(t, binding, program, { stdio }), "tcp{client}\n");
    assert.deepEqual(peer.receive(), ["QUESTION"]);
  });

  test(`${binding}: a shell gives a datagram socket as another descriptor`, async (t) => {
    const udp = must(blocking.udp4());
    udp.setsockname("127.0.0.1", 0);
    const stdio: StdioOptions = ["ignore", "pipe", "inherit", udp.getfd()];
    const program = `
      const [udp] = socket.adopt(7);
      console.log(udp.class, (await udp.receive())[0], socket.adopt(3)[1]);`;
    udp.sendto("hello", "127.0.0.1", udp.getsockname()[1] as number);
    const through = ["sh", "-c", 'exec "$0" "$@" 7<&3 3</dev/null'];
    const printed = await run(t, binding, program, { stdio, through });
    assert.equal(printed, "udp{unconnected} hello Socket operation on non-socket\n");
    udp.close();
  });

  // sd_listen_fds(3): LISTEN_PID is the process that is meant, LISTEN_FDS how many descriptors there are from 3 on,
  // LISTEN_FDNAMES their names.
  test(`${binding}: a service is activated by its sockets, as systemd does it`, async (t) => {
    const [web, other] = [must(blocking.bind("127.0.0.1", 0)), must(blocking.udp4())];
    const client = must(blocking.connect("127.0.0.1", web.getsockname()[1] as number));
    const stdio: StdioOptions = ["ignore", "pipe", "inherit", web.getfd(), other.getfd()];
    const program = `
      const { LISTEN_PID, LISTEN_FDS, LISTEN_FDNAMES } = process.env;
      const count = Number(LISTEN_PID) === process.pid ? Number(LISTEN_FDS) : 0;
      const names = LISTEN_FDNAMES.split(":");
      const sockets = new Map(Array.from({ length: count }, (_, index) => {
        const [object, failure] = socket.adopt(3 + index);
        if (object === undefined) throw new Error(failure);
        return [names[index], object];
      }));
      console.log([...sockets].map(([name, object]) => name + " " + object.class).join(", "));
      const [client] = await sockets.get("web").accept();
      await client.send("activated\\n");`;
    const through = ["sh", "-c", 'LISTEN_PID=$$ exec "$0" "$@"'];
    const env = { LISTEN_FDS: "2", LISTEN_FDNAMES: "web:other" };
    assert.equal(
      await run(t, binding, program, { stdio, through, env }),
      "web tcp{server}, other udp{unconnected}\n",
    );
    assert.deepEqual(client.receive(), ["activated"]);
    for (const object of [client, web, other]) object.close();
  });
}
