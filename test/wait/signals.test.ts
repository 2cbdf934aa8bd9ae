// Signals during every kind of wait: nothing is lost or doubled, no wait ends early, and none becomes a busy loop,
// which the system calls tell that were made meanwhile.

import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { describe, type TestContext, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { CLI } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { STRACE } from "../support/traced-calls.ts";

const skip = skipWithout("strace", ["-V"]);

/** What the program waits for, one after the other. */
const WAITS = ["receive", "accept", "select", "datagram", "send", "sleep"] as const;
type WaitName = (typeof WAITS)[number];

/** Calls of the binding, the same in JavaScript for both of its ways: `await` does nothing to a result. */
const typescript = (binding: string): string => `
  import { spawn } from "node:child_process";
  import { writeSync } from "node:fs";
  import socket from ${JSON.stringify(binding)};
  const port = Number(process.argv[1]);
  const seen = {};
  for (const signal of ["SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGCHLD", "SIGCONT"]) {
    process.on(signal, () => { seen[signal] = (seen[signal] ?? 0) + 1; });
  }
  const say = (text) => writeSync(1, text + "\\n");
  const [client] = await socket.connect("127.0.0.1", port);
  const [server] = await socket.bind("127.0.0.1", 0);
  const [udp] = await socket.udp4();
  await udp.setsockname("127.0.0.1", 0);
  for (const one of [client, server, udp]) one.settimeout(30, "t");
  say("pid " + process.pid + " ports " + server.getsockname()[1] + " " + udp.getsockname()[1]);
  const wait = async (name, call) => {
    say("begins " + name);
    const result = await call();
    say("ends " + name + " " + JSON.stringify(result));
  };
  await wait("receive", () => client.receive());
  await wait("accept", async () => (await server.accept())[0]?.class);
  await wait("select", async () => (await socket.select([client], [], 30))[0].length);
  await client.receive();
  await wait("datagram", () => udp.receive());
  await wait("send", () => client.send("x".repeat(2e7)));
  const start = performance.now();
  await wait("sleep", async () => (await socket.sleep(1.5), performance.now() - start >= 1498));
  // Handlers have their turn at last.
  const child = spawn("true");
  await new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve) => setTimeout(resolve, 20));
  say("seen " + Object.keys(seen).sort().join(" "));
  process.exit(0);`;

const lua = `
  local socket = require "socket"
  local client = assert(socket.connect("127.0.0.1", arg[1]))
  local server = assert(socket.bind("127.0.0.1", 0))
  local udp = assert(socket.udp4())
  udp:setsockname("127.0.0.1", 0)
  for _, one in ipairs { client, server, udp } do one:settimeout(30, "t") end
  local function say(text) io.write(text, "\\n") io.stdout:flush() end
  local _, port = server:getsockname()
  local _, other = udp:getsockname()
  say("pid " .. arg[2] .. " ports " .. math.floor(port) .. " " .. math.floor(other))
  local function wait(name, call)
    say("begins " .. name)
    say("ends " .. name .. " " .. call())
  end
  wait("receive", function() return '["' .. client:receive() .. '"]' end)
  wait("accept", function() return '"' .. tostring(server:accept()):match("^[^:]*") .. '"' end)
  wait("select", function() return #socket.select({ client }, nil, 30) end)
  client:receive()
  wait("datagram", function() return '["' .. udp:receive() .. '"]' end)
  wait("send", function() return "[" .. math.floor(client:send(("x"):rep(20000000))) .. "]" end)
  local start = socket.gettime()
  wait("sleep", function() socket.sleep(1.5) return tostring(socket.gettime() - start >= 1.498) end)
  say("seen")`;

const RESULTS: Readonly<Record<WaitName, unknown>> = {
  receive: ["a line"],
  accept: "tcp{client}",
  select: 1,
  datagram: ["a datagram"],
  send: [2e7],
  sleep: true,
};

/** What libuv's handlers of signals write and read, which is Node's affair. */
const WAKING = /^(read|write)\((\d+), "(\*|[^"]*\\0[^"]*)"/;

/** Of Node's own: a process without a handler for SIGUSR1 opens a port for debuggers. */
const HANDLED = ["SIGUSR1", "SIGUSR2"] as const;
const COMMON = ["SIGWINCH", "SIGCHLD"] as const;

interface Runner {
  readonly name: string;
  readonly command: readonly string[];
  readonly signals: readonly NodeJS.Signals[];
  /** The most system calls that one signal may cost. Those of libuv's own are among them. */
  readonly calls: number;
}

/** Passes the number of its process on, which a Lua program cannot ask for. */
const WITH_PID = `exec "$@" $$`;

const RUNNERS: readonly Runner[] = [
  {
    name: "blocking calls",
    command: [process.execPath, "--input-type=module", "-e", typescript("luasocket")],
    signals: [...HANDLED, ...COMMON],
    // The wait is begun anew: a short one, and the rest (AFTER_SIGNAL).
    calls: 3,
  },
  {
    name: "promises",
    command: [process.execPath, "--input-type=module", "-e", typescript("luasocket/promises")],
    signals: [...HANDLED, ...COMMON],
    calls: 8,
  },
  {
    name: "the command",
    command: [process.execPath, CLI, "-e", lua, "-"],
    signals: COMMON,
    calls: 3,
  },
  {
    name: "the command in the event loop",
    command: [process.execPath, CLI, "--event-loop", "-e", lua, "-"],
    signals: COMMON,
    calls: 8,
  },
];

/** Until the main thread of a process sleeps in a call, and does so still a moment later. */
async function asleep(pid: number): Promise<void> {
  let before = "";
  for (;;) {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    const now = /State:\tS/.test(status) ? (/voluntary_ctxt_switches:.*/s.exec(status)?.[0] ?? "") : "";
    if (now !== "" && now === before) return;
    before = now;
    await pause(10);
  }
}

/** Sends signals, each when the one before has come: of two that are pending one is lost. Gives how many it took. */
async function send(program: Program, pid: number, signals: readonly NodeJS.Signals[]): Promise<number> {
  let sent = 0;
  for (const signal of [...signals, "SIGSTOP"] as const) {
    const sign = signal === "SIGSTOP" ? "--- stopped by SIGSTOP" : `--- ${signal} `;
    const come = (): number => program.stderr.split(sign).length;
    const before = come();
    while (come() === before) {
      // While strace holds the main thread, another one takes it, and nobody sees that.
      process.kill(pid, signal);
      sent++;
      for (let looks = 0; looks < 10 && come() === before; looks++) await pause(5);
    }
  }
  process.kill(pid, "SIGCONT");
  return sent + 1;
}

/** What ends each wait. */
async function end(name: WaitName, peer: Socket, ports: readonly number[]): Promise<void> {
  switch (name) {
    case "receive":
    case "select":
      peer.write("a line\n");
      break;
    case "accept":
      connect(ports[0] as number, "127.0.0.1").on("error", () => {});
      break;
    case "datagram": {
      const udp = createSocket("udp4");
      udp.send("a datagram", ports[1] as number, "127.0.0.1", () => udp.close());
      break;
    }
    case "send":
      peer.resume();
      break;
    case "sleep":
      break;
  }
}

async function play(t: TestContext, { command, signals, calls }: Runner): Promise<void> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const program = new Program(t, [...STRACE, "sh", "-c", WITH_PID, "sh", ...command, String(port)]);
  program.child.stdin.end();
  const [peer] = (await once(server, "connection")) as [Socket];
  peer.on("error", () => {});
  t.after(() => peer.destroy());
  let received = 0;
  peer.on("data", (data) => {
    received += data.length;
  });
  peer.pause();
  const [, pid, ...ports] = (await program.says(/pid (\d+) ports (\d+) (\d+)/)).map(Number) as number[];

  for (const name of WAITS) {
    await program.says(new RegExp(`begins ${name}\n`));
    await asleep(pid as number);
    const before = program.stderr.length;
    const sent = await send(program, pid as number, signals);
    await asleep(pid as number);
    const trace = program.stderr.slice(before).split("\n");
    const made = trace.filter((line) => /^[a-z_0-9]+\(/.test(line) && !WAKING.test(line));
    const most = (sent + 1) * calls;
    assert.ok(made.length <= most, `${name}: ${made.length} calls, ${most} are allowed:\n${made.join("\n")}`);
    assert.doesNotMatch(program.stdout.toString(), new RegExp(`ends ${name}`), "a signal has ended the wait");
    await end(name, peer, ports);
    const [, result] = await program.says(new RegExp(`ends ${name} (.*)\n`));
    assert.deepEqual(JSON.parse(result as string), RESULTS[name], name);
  }
  const [, seen] = await program.says(/seen(.*)\n/);
  // Each signal that has a handler has been told of.
  if (signals.length > COMMON.length)
    assert.equal(seen, ` ${["SIGCHLD", "SIGCONT", ...HANDLED, "SIGWINCH"].join(" ")}`);
  assert.equal(await program.ends(), 0, program.stderr.slice(-2000));
  if (!peer.closed) await once(peer, "close");
  assert.equal(received, 2e7);
}

describe("signals neither end a wait nor keep it busy", { skip, concurrency: RUNNERS.length }, () => {
  for (const runner of RUNNERS) test(runner.name, (t) => play(t, runner));
});
