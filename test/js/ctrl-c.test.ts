// Ctrl-C, as a user types it in a terminal, while a call blocks: what README.md says of it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  CTRL_BACKSLASH,
  CTRL_C,
  inTerminal,
  type Step,
  skipWithoutTerminal as skip,
} from "../support/terminal.ts";

const WAITS: Readonly<Record<string, string>> = {
  receive: "client.receive()",
  "receive with a limit": "(client.settimeout(20, 't'), client.receive())",
  receiveinto: "client.receiveinto(new Uint8Array(9))",
  "receive of much, of which a part is there": "(sender.send('x'.repeat(40_000)), reader.receive(90_000))",
  "a line of an iteration": "client.lines().next()",
  send: "client.send('x'.repeat(30e6))",
  accept: "server.accept()",
  connect: "full()",
  "receive of a datagram": "udp.receive()",
  receivefrom: "udp.receivefrom()",
  select: "socket.select([client])",
  "select of many": "socket.select(many)",
  sleep: "socket.sleep(20)",
};

const SETUP = `
  const [server] = socket.bind("127.0.0.1", 0, 0);
  const port = server.getsockname()[1];
  const [client] = socket.connect("127.0.0.1", port);
  const [peer] = server.accept();
  const [sender] = socket.connect("127.0.0.1", port);
  const [reader] = server.accept();
  const [udp] = socket.udp4();
  // Whom nobody else on this machine sends to by mistake.
  udp.setsockname("127.1.2.3", 0);
  const many = Array.from({ length: 40 }, () => socket.udp4()[0]);
  // The requests that a full queue drops are made again, for two minutes (tcp(7), tcp_syn_retries).
  const full = () => { for (;;) socket.connect("127.0.0.1", port); };`;

function module(body: string): string[] {
  return [process.execPath, "--input-type=module", "-e", `import socket from "luasocket"; ${SETUP} ${body}`];
}

const READY: Step = { type: "", until: "ready" };
const SAY_READY = `require("node:fs").writeSync(1, "ready\\n");`;
const REQUIRE = `const { createRequire } = await import("node:module"); const require = createRequire(import.meta.url);`;

/** A script that says that it is ready, and begins to wait. */
function script(body: string): string[] {
  return module(`${REQUIRE} ${SAY_READY} ${body}`);
}

describe("Ctrl-C", { skip, concurrency: 3 }, () => {
  for (const name of ["receive", "connect", "select", "sleep"]) {
    const wait = WAITS[name];
    test(`ends a script that waits: ${name}`, async () => {
      const { code, shown } = await inTerminal(script(`${wait};`), [
        READY,
        { type: CTRL_C, until: "^C", blocked: true },
      ]);
      assert.equal(code, -2);
      assert.doesNotMatch(shown, /Error| {4}at /);
    });
  }

  test("is 130 to a shell", async () => {
    const shell = ["sh", "-c", `trap : INT; "$@"; echo "status $?"`, "sh"];
    await inTerminal(
      [...shell, ...script("server.accept();")],
      [READY, { type: CTRL_C, until: "status 130", blocked: true }],
    );
  });

  test("gives the prompt of Node's REPL back, whatever the line waits for, and all works on", async () => {
    // A connect leaves something to accept.
    const { connect, ...others } = WAITS;
    const most = Object.values(others);
    const steps: Step[] = [
      { type: "", until: "> " },
      { type: `const { default: socket } = await import("luasocket"); 6 * 7\r`, until: "\r\n" },
      { type: "", until: "> " },
      {
        type: `${SETUP.replaceAll(/\n +\/\/.*/g, "").replaceAll(/\n +/g, " ")} 'set' + 'up'\r`,
        until: "setup",
      },
      { type: "", until: "> " },
      // The second time round nothing is left of the first.
      ...[...most, ...most, connect as string].flatMap((wait): Step[] => [
        { type: `${wait}\r`, until: "\r\n" },
        { type: CTRL_C, until: "was interrupted by `SIGINT`", blocked: true },
        { type: "", until: "> " },
      ]),
      { type: "reader.receive(80_000)[0].length * 7\r", until: "560000" },
      { type: "", until: "> " },
      { type: "peer.send('part'); client.settimeout(20); client.receive(2)\r", until: "'pa'" },
      { type: "", until: "> " },
      { type: "client.receive(10)\r", until: "\r\n" },
      { type: CTRL_C, until: "was interrupted by `SIGINT`", blocked: true },
      { type: "", until: "> " },
      { type: "peer.send('y\\n'); client.receive()\r", until: "'rty'" },
      { type: "", until: "> " },
      { type: ".exit\r", until: "\r\n" },
    ];
    const { code } = await inTerminal([process.execPath], steps, { NO_COLOR: "1", NODE_REPL_HISTORY: "" });
    assert.equal(code, 0);
  });

  // JavaScript cannot run while a call blocks: a handler has its turn when the loop has one.
  test("with a handler of the script's leaves the wait alone, and the handler runs in the next turn", async () => {
    const { code, shown } = await inTerminal(
      module(`
      let interrupts = 0;
      process.on("SIGINT", () => interrupts++);
      console.log("ready");
      client.settimeout(1);
      const results = client.receive();
      const during = interrupts;
      await new Promise((resolve) => setTimeout(resolve, 50));
      console.log(JSON.stringify([...results, during, interrupts]));`),
      [READY, { type: CTRL_C, until: "^C", blocked: true }],
    );
    assert.match(shown, /\[null,"timeout","",0,1\]\r\n/);
    assert.equal(code, 0);
  });

  test("with a handler works between waits that are limited and turns of the loop", async () => {
    const { code, shown } = await inTerminal(
      module(`
      process.on("SIGINT", () => { console.log("good" + "bye"); process.exit(3); });
      console.log("ready");
      client.settimeout(0.1);
      for (;;) {
        const [line, failure] = client.receive();
        if (failure !== "timeout") break;
        await new Promise(setImmediate);
      }`),
      [READY, { type: CTRL_C, until: "goodbye" }],
    );
    assert.match(shown, /\^C/);
    assert.equal(code, 3);
  });

  test("twice does no more with a handler; Ctrl-\\ ends the script all the same", async () => {
    const limited = ["sh", "-c", `ulimit -c 0; exec "$@"`, "sh"];
    const { code } = await inTerminal(
      [...limited, ...module(`process.on("SIGINT", () => {}); console.log("ready"); server.accept();`)],
      [
        READY,
        { type: CTRL_C, until: "^C", blocked: true },
        { type: CTRL_C, until: "^C", blocked: true },
        { type: CTRL_BACKSLASH, until: "^\\", blocked: true },
      ],
    );
    assert.equal(code, -3);
  });

  /** Runs a wait in a worker, which says that it is ready. */
  function inWorker(wait: string, main: string): string[] {
    const worker = `(async () => {
    const { default: socket } = await import("luasocket");
    ${SETUP}
    ${SAY_READY}
    ${wait};
  })();`;
    return [
      process.execPath,
      "-e",
      `const { Worker } = require("node:worker_threads");
     const worker = new Worker(${JSON.stringify(worker)}, { eval: true });
     ${main}`,
    ];
  }

  test("is handled at once by the main thread, which can end a worker that waits", async () => {
    const main = `process.on("SIGINT", async () => { await worker.terminate(); console.log("en" + "ded"); process.exit(4); });`;
    const { code } = await inTerminal(inWorker("server.accept()", main), [
      READY,
      { type: CTRL_C, until: "ended" },
    ]);
    assert.equal(code, 4);
  });

  test("ends a process whose worker waits", async () => {
    const { code } = await inTerminal(inWorker("server.accept()", ""), [
      READY,
      { type: CTRL_C, until: "^C" },
    ]);
    assert.equal(code, -2);
  });

  test("is handled at once while promises wait", async () => {
    const program = `
    import socket from "luasocket/promises";
    const [server] = await socket.bind("127.0.0.1", 0);
    const controller = new AbortController();
    process.once("SIGINT", () => controller.abort(new Error("given" + " up")));
    console.log("ready");
    await server.accept({ signal: controller.signal }).catch(({ message }) => console.log(message));
    server.close();`;
    const { code } = await inTerminal(
      [process.execPath, "--input-type=module", "-e", program],
      [READY, { type: CTRL_C, until: "given up" }],
    );
    assert.equal(code, 0);
  });

  test("ends what node:vm runs with breakOnSigint, and the script goes on", async () => {
    const { code } = await inTerminal(
      script(`
      globalThis.wait = () => client.receive();
      const vm = require("node:vm");
      for (const round of ["1st", "2nd", "3rd"]) {
        try { vm.runInThisContext("wait()", { breakOnSigint: true }); } catch ({ code }) { console.log(round, code); }
      }
      peer.send("a line\\n");
      console.log(client.receive()[0].toUpperCase());`),
      [
        READY,
        ...["1st", "2nd", "3rd"].map((round) => ({
          type: CTRL_C,
          until: `${round} ERR_SCRIPT_EXECUTION_INTERRUPTED`,
          blocked: true,
        })),
        { type: "", until: "A LINE" },
      ],
    );
    assert.equal(code, 0);
  });
});
