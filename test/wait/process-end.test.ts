// What calls that wait mean for the life of a process and of its workers. Each program runs by itself.

import assert from "node:assert/strict";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { must } from "../support/connected-pair.ts";
import { Program } from "../support/program.ts";

/** What the programs have, on either thread. */
const PRELUDE = `
const { setImmediate: turn, setTimeout: pause } = require("node:timers/promises");
const { readFileSync, readdirSync } = require("node:fs");
const { Worker, parentPort, isMainThread } = require("node:worker_threads");
const say = (text) => process.stdout.write(text + "\\n");
const pair = async (socket) => {
  const [server] = await socket.bind("127.0.0.1", 0);
  const [client] = await socket.connect("127.0.0.1", server.getsockname()[1]);
  const [peer] = await server.accept();
  server.close();
  return { client, peer };
};
const count = (what) => {
  const { readlinkSync } = require("node:fs");
  return readdirSync("/proc/self/fd").filter((fd) => {
    try { return readlinkSync("/proc/self/fd/" + fd).includes(what); } catch { return false; }
  }).length;
};
// How many threads are in poll(2): there is nobody but us who would be.
const polling = () => readdirSync("/proc/self/task").filter((task) => {
  try {
    return parseInt(readFileSync("/proc/self/task/" + task + "/syscall", "latin1")) === ${process.arch === "x64" ? 7 : 73};
  } catch { return false; }
}).length;
`;

const program = (body: string): string => `${PRELUDE}
(async () => {
  const { default: blocking } = await import("luasocket");
  const { default: socket } = await import("luasocket/promises");
  ${body}
})();`;

/** The resolver may have nobody to ask: it shall not take long to find out. */
const ENVIRONMENT = ["env", "RES_OPTIONS=timeout:1 attempts:1"];

function run(t: TestContext, body: string): Program {
  return new Program(t, [...ENVIRONMENT, process.execPath, "-e", program(body)]);
}

/** Runs a program in a worker; the main thread does nothing but wait for the worker's end. */
function runInWorker(t: TestContext, body: string): Program {
  const source = JSON.stringify(program(body));
  return run(
    t,
    `const worker = new Worker(${source}, { eval: true });
     worker.on("error", (error) => { throw error; });
     worker.on("exit", (code) => say("the worker has ended with " + code));`,
  );
}

/** Waits for a program's end; fails with what it has said if that is not the one that was meant. */
async function ends(running: Program, code: number, said: RegExp): Promise<void> {
  const actual = await running.ends();
  assert.equal(actual, code, `${running.stdout}${running.stderr}`);
  assert.match(running.stdout.toString(), said);
  assert.equal(running.stderr, "");
}

for (const [where, start, finish] of [
  ["a process", run, ""],
  ["a worker", runInWorker, "the worker has ended with 0\n"],
] as const) {
  test(`${where} ends when nothing is pending, though sockets are open`, { timeout: 60_000 }, async (t) => {
    const running = start(
      t,
      `const { client, peer } = await pair(socket);
       const receiving = client.receive("*l");
       await peer.send("hello\\n");
       say(String(await receiving));`,
    );
    await ends(running, 0, new RegExp(`^hello\n${finish}$`));
  });

  test(`${where} does not end while a call waits, and does when it is over`, {
    timeout: 60_000,
  }, async (t) => {
    const running = start(
      t,
      `const [server] = await socket.bind("127.0.0.1", 0);
       say("port " + server.getsockname()[1] + ".");
       // A timer that keeps nobody alive fires only if somebody else does.
       setTimeout(() => say("still here"), 300).unref();
       const [client] = await server.accept();
       say("accepted");
       say(String(await client.receive("*l")));
       client.close();`,
    );
    const [, port] = await running.says(/port (\d+)\./);
    await running.says(/still here/);
    const client = must(socket.connect("127.0.0.1", Number(port)));
    t.after(() => client.close());
    await running.says(/accepted/);
    client.send("hello\n");
    await ends(running, 0, new RegExp(`accepted\nhello\n${finish}$`));
  });

  test(`${where} does not end while a select waits`, { timeout: 60_000 }, async (t) => {
    const running = start(
      t,
      `const { client, peer } = await pair(socket);
       setTimeout(() => { say("still here"); peer.send("hello"); }, 100).unref();
       const [readable] = await socket.select([client.unref()]);
       say(String(readable.has(client)));`,
    );
    await ends(running, 0, new RegExp(`^still here\ntrue\n${finish}$`));
  });

  test(`${where} ends while only sockets wait that let it`, { timeout: 60_000 }, async (t) => {
    const running = start(
      t,
      `const { client, peer } = await pair(socket);
       client.unref().receive("*l").then(() => say("never"));
       peer.unref().settimeout(1000);
       peer.receive("*l").then(() => say("never"));
       peer.send(Buffer.alloc(32 << 20)).then(() => say("never"));
       say("done");`,
    );
    await ends(running, 0, new RegExp(`^done\n${finish}$`));
  });

  test(`${where} serves sockets that let it end as long as others do not`, { timeout: 60_000 }, async (t) => {
    const running = start(
      t,
      `const { client, peer } = await pair(socket);
       const other = await pair(socket);
       const idle = client.unref().receive("*l").then((line) => say("unref'd " + line));
       const busy = other.client.receive("*l").then((line) => say("ref'd " + line));
       await turn();
       await peer.send("one\\n");
       await idle;
       client.receive("*l").then(() => say("never"));
       await other.peer.send("two\\n");
       await busy;`,
    );
    await ends(running, 0, new RegExp(`^unref'd one\nref'd two\n${finish}$`));
  });

  test(`${where} serves sockets that let it end while something else keeps it`, {
    timeout: 60_000,
  }, async (t) => {
    const running = start(
      t,
      `const { client, peer } = await pair(socket);
       const timer = setInterval(() => {}, 1 << 30);
       client.unref().receive("*l").then((line) => { say(String(line)); clearInterval(timer); });
       await turn();
       peer.send("hello\\n");`,
    );
    await ends(running, 0, new RegExp(`^hello\n${finish}$`));
  });

  test(`${where} ends when the only call that waits is given up`, { timeout: 60_000 }, async (t) => {
    const running = start(
      t,
      `const { client } = await pair(socket);
       await client.receive("*l", undefined, { signal: AbortSignal.timeout(50) }).catch((error) => say(error.name));`,
    );
    // A timer of AbortSignal.timeout keeps nobody alive: the call does.
    await ends(running, 0, new RegExp(`^TimeoutError\n${finish}$`));
  });
}

/** Calls that wait, as the programs write them: each takes what it needs from `client`. */
const WAITS: readonly (readonly [name: string, call: string, blocks: boolean])[] = [
  ["a receive that blocks", `(await pair(blocking)).client.receive("*l")`, true],
  ["a select that blocks", `blocking.select([(await pair(blocking)).client])`, true],
  ["an accept that blocks", `blocking.bind("127.0.0.1", 0)[0].accept()`, true],
  ["a sleep that blocks", `blocking.sleep(1000)`, false],
  ["a receive", `(await pair(socket)).client.receive("*l")`, false],
  ["a send", `(await pair(socket)).client.send(Buffer.alloc(64 << 20))`, false],
  ["a select", `socket.select([(await pair(socket)).client])`, false],
  ["an accept", `(await socket.bind("127.0.0.1", 0))[0].accept()`, false],
  ["a sleep", `socket.sleep(1000)`, false],
  ["a lookup", `socket.dns.toip("nobody-has-this-name.invalid")`, false],
  ["a receive that lets the worker end", `(await pair(socket)).client.unref().receive("*l")`, false],
];

for (const [name, call, isPolling] of WAITS) {
  test(`a worker can be ended in the middle of ${name}, and its process goes on`, {
    timeout: 60_000,
  }, async (t) => {
    const inWorker = JSON.stringify(
      program(
        `parentPort.postMessage("now"); ${call}; parentPort.on("message", () => {}); await turn(); await turn(); parentPort.postMessage("waits");`,
      ),
    );
    const running = run(
      t,
      `for (let round = 0; round < 3; round++) {
         const worker = new Worker(${inWorker}, { eval: true });
         worker.on("error", (error) => { throw error; });
         await new Promise((resolve) => worker.on("message", (message) => {
           if (message === ${name.includes("block") ? `"now"` : `"waits"`}) resolve();
         }));
         ${isPolling ? "while (polling() === 0) await turn();" : "await turn();"}
         await worker.terminate();
       }
       // What there was of threads and loops still works.
       const { client, peer } = await pair(socket);
       const receiving = client.receive("*l");
       await peer.send("hello\\n");
       say(String(await receiving));
       say(String((await socket.dns.toip("localhost"))[0]));`,
    );
    await ends(running, 0, /^hello\n127\.0\.0\.1\n$/);
  });

  if (name.includes("block")) continue;

  test(`process.exit works in the middle of ${name}`, { timeout: 60_000 }, async (t) => {
    const running = run(t, `${call}; await turn(); await turn(); say("bye"); process.exit(7);`);
    await ends(running, 7, /^bye\n$/);
  });

  test(`process.exit of a worker works in the middle of ${name}`, { timeout: 60_000 }, async (t) => {
    const running = runInWorker(t, `${call}; await turn(); await turn(); process.exit(7);`);
    await ends(running, 0, /^the worker has ended with 7\n$/);
  });

  test(`process.exit works while a worker is in the middle of ${name}`, { timeout: 60_000 }, async (t) => {
    const inWorker = JSON.stringify(
      program(`${call}; await turn(); await turn(); parentPort.postMessage("waits");`),
    );
    const running = run(
      t,
      `const worker = new Worker(${inWorker}, { eval: true });
       worker.on("message", () => process.exit(7));`,
    );
    await ends(running, 7, /^$/);
  });
}

test("workers that end leave none of what they wait with behind", { timeout: 60_000 }, async (t) => {
  const inWorker = JSON.stringify(
    program(`const { client, peer } = await pair(socket);
      const receiving = client.receive("*l");
      await peer.send("hello\\n");
      await receiving;
      const many = [];
      for (let count = 0; count < 15; count++) many.push(await pair(socket));
      const ends = many.flatMap(({ client: one, peer: other }) => [one, other]);
      for (let round = 0; round < 3; round++) await socket.select(ends, undefined, 0);
      for (const end of [client, peer, ...ends]) end.close();`),
  );
  const running = run(
    t,
    `const work = () => new Promise((resolve) => new Worker(${inWorker}, { eval: true }).on("exit", resolve));
     await work();
     const before = count("");
     for (let round = 0; round < 5; round++) await work();
     say(String(count("") - before));`,
  );
  await ends(running, 0, /^0\n$/);
});

test("a foreign descriptor that is closed and opened by Node while a select waits for it harms nobody", {
  timeout: 60_000,
}, async (t) => {
  const running = run(
    t,
    `const net = require("node:net");
     const { closeSync } = require("node:fs");
     const server = net.createServer((connection) => connection.pipe(connection)).listen(0, "127.0.0.1");
     await require("node:events").once(server, "listening");
     const { client, peer } = await pair(socket);
     const [udp] = blocking.udp4();
     udp.setsockname("127.0.0.1", 0);
     const number = udp.getfd();
     udp.setfd(-1);
     const selecting = socket.select([{ getfd: () => number }, client], [], 20);
     await turn();
     closeSync(number);
     // One of them gets the number.
     const theirs = Array.from({ length: 4 }, () => net.connect(server.address().port, "127.0.0.1"));
     for (const one of theirs) await require("node:events").once(one, "connect");
     await peer.send("hello\\n");
     await selecting;
     say("selected");
     for (const one of theirs) {
       one.write("echo");
       one.on("data", () => one.end());
       await require("node:events").once(one, "close");
     }
     server.close();`,
  );
  const code = await running.ends();
  assert.deepEqual([code, running.stderr], [0, ""]);
  assert.match(running.stdout.toString(), /selected/);
});
