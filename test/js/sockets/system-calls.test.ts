// What calls cost, in system calls: a guard for speed that no noise disturbs.

import assert from "node:assert/strict";
import { connect } from "node:net";
import test, { type TestContext } from "node:test";
import { CLI } from "../../support/lua-commands.ts";
import { skipWithout } from "../../support/oracle.ts";
import { Program } from "../../support/program.ts";
import { between, MARK, STRACE } from "../../support/traced-calls.ts";

const PAIR = `
  const [server] = socket.bind("127.0.0.1", 0);
  const port = server.getsockname()[1];
  const [client] = socket.connect("127.0.0.1", port);
  const [peer] = server.accept();
  client.settimeout(30);
`;

interface Cost {
  readonly name: string;
  /** Runs before what is counted. */
  readonly setup?: string;
  readonly act: string;
  readonly calls: readonly string[];
}

const costs: readonly Cost[] = [
  {
    name: "a line that has arrived costs one recv",
    setup: "peer.send('a\\nb\\n');",
    act: "client.receive()",
    calls: ["recvfrom"],
  },
  {
    name: "lines behind it cost nothing, nor do bytes and the question for them",
    setup: "peer.send('a\\nb\\nccc'); client.receive();",
    act: "client.receive(); client.receive(2); client.dirty(); client.receive(1)",
    calls: [],
  },
  {
    name: "a thousand lines that have arrived cost one recv",
    setup: "peer.send('0123456789\\n'.repeat(1000));",
    act: "for (let i = 0; i < 1000; i++) client.receive()",
    calls: ["recvfrom"],
  },
  {
    name: "a number of bytes that has arrived costs one recv",
    setup: "peer.send('x'.repeat(60000));",
    act: "client.receive(60000)",
    calls: ["recvfrom"],
  },
  {
    name: "everything costs one recv for the data and one for the end",
    setup: "peer.send('x'.repeat(1000)); peer.close();",
    act: "client.receive('*a')",
    calls: ["recvfrom", "recvfrom"],
  },
  {
    name: "a receive that times out tries and waits",
    setup: "client.settimeout(0.02);",
    act: "client.receive()",
    calls: ["recvfrom", "poll"],
  },
  {
    name: "a receive that never waits does not poll",
    setup: "client.settimeout(0);",
    act: "client.receive()",
    calls: ["recvfrom"],
  },
  { name: "a small send costs one send", act: "client.send('hello\\n')", calls: ["sendto"] },
  { name: "64 KiB cost one send", act: "client.send('x'.repeat(65536))", calls: ["sendto"] },
  {
    name: "a send of bytes costs one send",
    act: "client.send(Buffer.alloc(1000), 5, -5)",
    calls: ["sendto"],
  },
  { name: "nothing to send costs nothing", act: "client.send(''); client.send('x', 2)", calls: [] },
  {
    name: "a send that never waits does not poll",
    setup: "client.settimeout(0); while (!client.send('x'.repeat(65536))[1]);",
    act: "client.send('x')",
    calls: ["sendto"],
  },
  {
    name: "select costs one poll, with unread bytes too",
    setup: "peer.send('a\\nb'); client.receive();",
    act: "socket.select([client, peer], [client], 0); socket.select([client], [peer])",
    calls: ["poll", "poll"],
  },
  {
    name: "an accept of a connection that waits costs one accept",
    setup: "const [other] = socket.connect('127.0.0.1', port);",
    act: "server.accept()",
    calls: ["accept4"],
  },
  {
    name: "a connect costs a socket and the request, which waits",
    act: "socket.connect('127.0.0.1', port)",
    calls: ["socket", "connect"],
  },
  {
    name: "a connect with a limit costs a socket, the request, the wait for it and its outcome",
    setup: "const [limited] = socket.tcp(); limited.settimeout(30); after.push(limited);",
    act: "limited.connect('127.0.0.1', port)",
    calls: ["socket", "connect", "poll", "getsockopt"],
  },
  {
    name: "what a policy refuses comes to no system call, nor is anybody asked about a name",
    setup: `const none = socket.configure({ policy: { connect: ["192.0.2.1", "*.example.org"], resolve: [] } });
      const [udp] = none.udp(); after.push(udp);`,
    act: `none.connect("127.0.0.1", port); none.connect("attacker.example", 80); none.bind("127.0.0.1", 0);
      none.dns.toip("attacker.example"); none.dns.tohostname("127.0.0.1"); udp.sendto("x", "127.0.0.1", port);
      none.connect("attacker.example\\0.example.org", 80)`,
    calls: [],
  },
  {
    name: "what a policy lets through costs what it costs without",
    setup: "const some = socket.configure({ policy: { connect: ['127.0.0.0/8'] }, limits: { line: 9 } });",
    act: "some.connect('127.0.0.1', port)",
    calls: ["socket", "connect"],
  },
  {
    name: "a server costs a socket, reuseaddr, bind and listen",
    act: "socket.bind('127.0.0.1', 0)",
    calls: ["socket", "setsockopt", "bind", "listen"],
  },
  {
    name: "an option and an address cost one call each, a close one in all",
    act: "client.setoption('keepalive', true); client.getoption('keepalive'); client.getsockname(); client.close(); client.close()",
    calls: ["setsockopt", "getsockopt", "getsockname", "close"],
  },
  {
    name: "what is known without the system costs nothing",
    act: "client.settimeout(1); client.gettimeout(); client.getstats(); client.setstats(1); client.getfd(); client.getfamily(); String(client); socket.tcp()",
    calls: [],
  },
  {
    name: "ping-pong costs a send and a recv at each end, turn after turn",
    act: "for (let i = 0; i < 250; i++) { client.send('ping\\n'); peer.receive(); peer.send('pong\\n'); client.receive(); }",
    calls: Array.from({ length: 500 }, () => ["sendto", "recvfrom"]).flat(),
  },
  {
    name: "bytes into the caller's memory cost one recv",
    setup: "peer.send('x'.repeat(5000));",
    act: "client.receiveinto(new Uint8Array(5000))",
    calls: ["recvfrom"],
  },
  {
    name: "a datagram costs one sendto and one recvfrom, turn after turn",
    setup: `const [udp] = socket.udp4(); udp.setsockname("127.0.0.1", 0); const to = udp.getsockname()[1];
      const [from] = socket.udp(); from.sendto("", "127.0.0.1", to); udp.receivefrom(); after.push(udp, from);`,
    act: "for (let i = 0; i < 100; i++) { from.sendto('x', '127.0.0.1', to); udp.receivefrom(); }",
    calls: Array.from({ length: 100 }, () => ["sendto", "recvfrom"]).flat(),
  },
  {
    name: "a datagram of a connected socket costs one send and one recv",
    setup: `const [udp] = socket.udp4(); udp.setsockname("127.0.0.1", 0);
      const [other] = socket.udp(); other.setpeername("127.0.0.1", udp.getsockname()[1]); after.push(udp, other);
      udp.setpeername("127.0.0.1", other.getsockname()[1]);`,
    act: "other.send('x'); udp.receive(65507)",
    calls: ["sendto", "recvfrom"],
  },
];

const skip = skipWithout("strace", ["-V"]);

/** One program for all: a start under strace takes its time. */
async function countAll(t: TestContext): Promise<string[][]> {
  const blocks = costs.map(
    ({ setup = "", act }) => `{ ${PAIR} const mark = socket.tcp4()[0]; const after = []; ${setup}
      mark.setoption("${MARK}", 9); ${act}; mark.setoption("${MARK}", 9);
      for (const object of [server, client, peer, mark, ...after]) object.close(); }`,
  );
  const program = `import socket from "luasocket"; ${blocks.join("\n")}`;
  const traced = new Program(t, [...STRACE, process.execPath, "--input-type=module", "-e", program]);
  assert.equal(await traced.ends(), 0, traced.stdout.toString());
  const counts = between(traced.stderr);
  assert.equal(counts.length, costs.length);
  return counts;
}

let counts: Promise<string[][]> | undefined;

for (const [index, { name, calls }] of costs.entries()) {
  test(name, { skip }, async (t) => {
    counts ??= countAll(t);
    assert.deepEqual((await counts)[index], calls);
  });
}

const LINE_THAT_COMES = { receive: "receive()[0]", comes: ["late\n"], gives: "late" };

for (const { name, limit, call, calls, receive, comes, gives } of [
  {
    name: "without a limit waits within its recv",
    limit: "",
    call: "recvfrom",
    calls: ["recvfrom"],
    ...LINE_THAT_COMES,
  },
  {
    name: "with a limit tries, waits and tries again",
    limit: "client.settimeout(30);",
    call: "poll",
    calls: ["recvfrom", "poll", "recvfrom"],
    ...LINE_THAT_COMES,
  },
  {
    name: "for much waits within one recv until all is there",
    limit: "",
    call: "recvfrom",
    calls: ["recvfrom"],
    receive: "receive(40000)[0].length",
    comes: ["x".repeat(10000), "y".repeat(20000), "z".repeat(10000)],
    gives: "40000",
  },
  {
    name: "for bytes in memory of the caller's waits within one recv until all are there",
    limit: "",
    call: "recvfrom",
    calls: ["recvfrom"],
    receive: "receiveinto(new Uint8Array(900))[0]",
    comes: ["x".repeat(100), "y".repeat(700), "z".repeat(100)],
    gives: "900",
  },
]) {
  test(`a receive that has to wait ${name}`, { skip }, async (t) => {
    const program = `import socket from "luasocket";
    const [server] = socket.bind("127.0.0.1", 0);
    console.log("port", server.getsockname()[1]);
    const [client] = server.accept();
    ${limit}
    client.setoption("${MARK}", 9);
    const received = client.${receive};
    client.setoption("${MARK}", 9);
    console.log(String(received));`;
    const traced = new Program(t, [...STRACE, process.execPath, "--input-type=module", "-e", program]);
    const [, port] = await traced.says(/port (\d+)\n/);
    const peer = connect(Number(port), "127.0.0.1");
    t.after(() => peer.destroy());
    // The trace itself tells when the wait has begun.
    const waits = new RegExp(`TCP_KEEPCNT[\\s\\S]*${call}\\(`);
    traced.child.stderr.on("data", () => {
      if (!waits.test(traced.stderr) || peer.bytesWritten > 0) return;
      const [piece, ...pieces] = comes as [string, ...string[]];
      peer.setNoDelay().write(piece, () => {
        // In turns of their own, that they may arrive one by one.
        for (const other of pieces) setImmediate(() => peer.write(other));
      });
    });
    assert.equal(await traced.ends(), 0, traced.stdout.toString());
    assert.match(traced.stdout.toString(), new RegExp(`^${gives}$`, "m"));
    assert.deepEqual(between(traced.stderr), [calls]);
  });
}

const LIMITS = [0.0004, 0.0009, 0.001, 0.0019, 0.0025];
/** Limits that nothing ends: LuaSocket's timeout is what poll(2) is called with, in its milliseconds. */
const LIMITED = `
  local socket = require "socket"
  local server = assert(socket.bind("127.0.0.1", 0))
  local _, port = server:getsockname()
  local client = assert(socket.connect("127.0.0.1", port))
  for _, limit in ipairs { ${LIMITS.join(", ")} } do
    -- Fresh for each wait, whatever has passed since the call began.
    client:settimeout(limit)
    client:settimeout(60, "t")
    assert(select(2, client:receive()) == "timeout")
  end
`;

/** The last arguments of poll in a trace of LIMITED, with which a receive of it waited. */
const pollTimeouts = (trace: string): number[] =>
  [...trace.matchAll(/poll\(\[\{fd=\d+, events=POLLIN\}\], 1, (-?\d+)\)/g)].map(([, wait]) => Number(wait));

test("a wait is as many whole milliseconds as LuaSocket's, none below one", {
  skip: skip || skipWithout("lua5.4", ["-e", 'require "socket"']),
}, async (t) => {
  const [native, ours] = await Promise.all(
    [["lua5.4"], [process.execPath, CLI]].map(async (command) => {
      const traced = new Program(t, ["strace", "-e", "trace=poll", ...command, "-e", LIMITED]);
      assert.equal(await traced.ends(), 0, traced.stderr);
      return pollTimeouts(traced.stderr);
    }),
  );
  assert.deepEqual(native, [0, 0, 1, 1, 2]);
  assert.deepEqual(ours, native);
});
