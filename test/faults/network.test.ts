// A network that loses, delays, duplicates and reorders packets: received data equals sent data. Also the results of
// connect to unreachable addresses.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, type TestContext, test } from "node:test";
import { CLI } from "../support/lua-commands.ts";
import { Program, packageRoot } from "../support/program.ts";

const NAMESPACE = ["unshare", "--user", "--map-root-user", "--net", "python3"];
const NETWORK = join(packageRoot, "test", "support", "bad-network.py");

/** The `skip` option. A missing right or device of the machine is the cause; no package provides it. */
function skipWithoutNetwork(): string | false {
  const { status, stderr, error } = spawnSync(NAMESPACE[0] as string, [
    ...NAMESPACE.slice(1),
    NETWORK,
    "{}",
    "true",
  ]);
  if (status === 0) return false;
  return `no network can be made here: ${error?.message ?? stderr.toString().trim().split("\n").at(-1)}`;
}

const skip = skipWithoutNetwork();
if (skip) console.error(skip);

interface Network {
  readonly seed?: number;
  readonly loss?: number;
  readonly double?: number;
  readonly delay?: readonly [number, number];
  readonly cut?: number;
  readonly unreachable?: number;
  readonly sysctl?: Readonly<Record<string, number>>;
}

interface Told {
  readonly packets: number;
  readonly lost: number;
  readonly doubled: number;
  readonly overtaken: number;
}

/** Shortens retransmission timeouts, if the kernel supports it. */
const HASTY = { tcp_rto_min_us: 20_000 };

async function run(t: TestContext, network: Network, command: readonly string[]): Promise<[Program, Told]> {
  const task = JSON.stringify({ ...network, sysctl: { ...HASTY, ...network.sysctl } });
  const program = new Program(t, [...NAMESPACE, NETWORK, task, ...command]);
  const code = await program.ends();
  assert.equal(code, 0, program.stdout + program.stderr);
  return [program, JSON.parse(/network: (.*)/.exec(program.stderr)?.[1] ?? "null")];
}

const module = (source: string): string[] => [process.execPath, "--input-type=module", "-e", source];

/** All defects together, reproducible by the seed. */
const BAD: Network = { seed: 6, loss: 0.04, double: 0.04, delay: [0, 6] };

function assertBad({ lost, doubled, overtaken }: Told): void {
  assert.ok(
    lost > 5 && doubled > 5 && overtaken > 5,
    `${lost} lost, ${doubled} doubled, ${overtaken} overtaken`,
  );
}

const ECHO_SERVER = `
  const serve = async (client) => {
    for await (const line of client.lines()) await client.send(line + "\\n");
    client.close();
  };
  const [server] = await socket.bind("10.9.0.1", 0, 64);
  (async () => { for await (const client of server) serve(client); })();`;

const CLIENTS = `
  import assert from "node:assert/strict";
  import socket from "luasocket/promises";
  ${ECHO_SERVER}
  await Promise.all(Array.from({ length: 12 }, async (_, which) => {
    const [client] = await socket.connect("10.9.0.2", server.getsockname()[1]);
    const lines = Array.from({ length: 40 }, (_, at) => which + ":" + at + ":" + "x".repeat((at * 397) % 3000));
    const sent = (async () => {
      for (const line of lines) await client.send(line + "\\n");
      client.shutdown("send");
    })();
    const received = [];
    for await (const line of client.lines()) received.push(line);
    await sent;
    assert.deepEqual(received, lines);
    assert.deepEqual(await client.receive(), [undefined, "closed", ""]);
    client.close();
  }));
  server.close();`;

const BLOCKING = `
  import assert from "node:assert/strict";
  import { Worker } from "node:worker_threads";

  import blocking from "luasocket";
  const socket = blocking.configure({ encoding: "buffer" });
  const [server] = socket.bind("10.9.0.1", 0);
  const data = Buffer.alloc(8e4, "0123456789abcdefg");
  new Worker(\`(async () => {
    const { default: blocking } = await import("luasocket");
    const { workerData: { port, data } } = require("node:worker_threads");
    const socket = blocking.configure({ encoding: "buffer" });
    const [client] = socket.connect("10.9.0.2", port);
    client.send(data);
    client.send("and a line\\\\r\\\\n");
    client.send(data);
    client.shutdown("send");
    // Both directions are half closed, one after the other.
    const [all] = client.receive("*a");
    if (!Buffer.from(all).equals(Buffer.from(data))) throw new Error("something else came back");
    client.close();
  })();\`, { eval: true, execArgv: [], workerData: { port: server.getsockname()[1], data } });
  const [client] = server.accept();
  client.settimeout(0.02);
  let [all, failure, some] = client.receive(data.length);
  for (; failure === "timeout"; ) [all, failure, some] = client.receive(data.length, some);
  assert.ok(all.equals(data));
  client.settimeout(30);
  assert.equal(String(client.receive("*l")[0]), "and a line");
  assert.ok(client.receive("*a")[0].equals(data));
  assert.deepEqual(client.send(data), [data.length]);
  client.close();`;

const DATAGRAMS = `
  import assert from "node:assert/strict";
  import socket from "luasocket/promises";
  const [udp] = await socket.udp4();
  await udp.setsockname("10.9.0.1", 0);
  const [sender] = await socket.udp4();
  await sender.setpeername("10.9.0.2", udp.getsockname()[1]);
  const count = 400;
  const text = (at) => at + ":" + "y".repeat(at % 50);
  const seen = new Map();
  udp.settimeout(0.3);
  const received = (async () => {
    for (;;) {
      const [datagram, ip] = await udp.receivefrom();
      if (datagram === undefined) return;
      assert.equal(ip, "10.9.0.2");
      seen.set(datagram, (seen.get(datagram) ?? 0) + 1);
    }
  })();
  for (let at = 0; at < count; at++) {
    assert.deepEqual(await sender.send(text(at)), [text(at).length]);
    if (at % 20 === 0) await socket.sleep(0.005);
  }
  await received;
  const all = new Set(Array.from({ length: count }, (_, at) => text(at)));
  for (const datagram of seen.keys()) assert.ok(all.has(datagram), datagram);
  // Each arrives whole: once, twice, or not at all.
  assert.ok(seen.size < count && seen.size > count / 2, String(seen.size));
  assert.ok([...seen.values()].some((times) => times === 2));
  assert.ok([...seen.values()].every((times) => times <= 2));
  udp.close();
  sender.close();`;

/** A client in Lua: sends lines and bytes without waiting for answers, then reads all of them. */
const LUA_CLIENT = `
  local socket = require "socket"
  local client = assert(socket.connect("10.9.0.2", arg[1]))
  client:settimeout(30)
  local lines = {}
  for at = 1, 80 do lines[at] = at .. ("z"):rep(at * 37 % 900) end
  for _, line in ipairs(lines) do assert(client:send(line .. "\\n")) end
  client:shutdown("send")
  for at = 1, 40 do assert(client:receive() == lines[at]) end
  for at = 41, 60 do assert(client:receive(#lines[at] + 1) == lines[at] .. "\\n") end
  assert(client:receive("*a") == table.concat(lines, "\\n", 61) .. "\\n")
  local data, failure, partial = client:receive("*a")
  assert(data == nil and failure == "closed" and partial == "")
  print("passed")`;

const luaClients = (script: string, commands: readonly (readonly string[])[]): string => `
  import assert from "node:assert/strict";
  import { execFile } from "node:child_process";
  import { promisify } from "node:util";
  import socket from "luasocket/promises";
  ${ECHO_SERVER}
  const port = String(server.getsockname()[1]);
  await Promise.all(${JSON.stringify(commands)}.map(async ([command, ...args]) => {
    const { stdout } = await promisify(execFile)(command, [...args, ${JSON.stringify(script)}, port]);
    assert.equal(stdout, "passed\\n");
  }));
  process.exit(0);`;

/** The results of connect, blocking and with a promise, to an address of the network. */
const CONNECTS = `
  import assert from "node:assert/strict";
  import blocking from "luasocket";
  import promises from "luasocket/promises";
  const [waiting] = promises.tcp();
  const [blocked] = blocking.tcp();
  const pending = waiting.connect("10.9.0.2", 7);
  const outcomes = [blocked.connect("10.9.0.2", 7), await pending].map(([, failure]) => failure);
  waiting.close();
  blocked.close();
  console.log(outcomes.join(", "));`;

describe("through a bad network", { skip, concurrency: 4 }, () => {
  test("lines arrive once and in order, of many clients at once", async (t) => {
    const [, told] = await run(t, BAD, module(CLIENTS));
    assertBad(told);
  });

  test("so they do with calls that block, in pieces that limits cut", async (t) => {
    const [, told] = await run(t, BAD, module(BLOCKING));
    assertBad(told);
  });

  test("so they do for Lua programs", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "luasocket-network-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const script = join(folder, "client.lua");
    writeFileSync(script, LUA_CLIENT);
    const [, told] = await run(
      t,
      BAD,
      module(
        luaClients(script, [
          [process.execPath, CLI],
          [process.execPath, CLI, "--lua", "5.1"],
          [process.execPath, CLI, "--event-loop"],
        ]),
      ),
    );
    assertBad(told);
  });

  test("datagrams arrive whole, or twice, or not at all", async (t) => {
    const [, told] = await run(t, { ...BAD, loss: 0.1 }, module(DATAGRAMS));
    assertBad(told);
  });

  // ICMP's codes for unreachable destinations, and Linux's errors for them (icmp_err_convert).
  for (const [code, text] of [
    [0, "Network is unreachable"],
    [1, "No route to host"],
    [3, "connection refused"],
    [10, "No route to host"],
  ] as const) {
    test(`a connect that ICMP answers with unreachable, code ${code}, says: ${text}`, async (t) => {
      const [program] = await run(t, { unreachable: code, sysctl: { tcp_syn_retries: 1 } }, module(CONNECTS));
      assert.equal(program.stdout.toString(), `${text}, ${text}\n`);
    });
  }

  test("a connect that nobody answers ends in a timeout of the system's", async (t) => {
    const [program] = await run(t, { loss: 1, sysctl: { tcp_syn_retries: 1 } }, module(CONNECTS));
    assert.equal(program.stdout.toString(), "timeout, timeout\n");
  });
});
