// One conversation on every binding leaves the same lines, but for the words of the language.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { CLI } from "../support/lua-commands.ts";
import { Program, packageRoot } from "../support/program.ts";

const LUA = `
local socket = require "socket"
local server = assert(socket.bind("127.0.0.1", 0))
local _, port = server:getsockname()
local client = socket.tcp()
client:settimeout(10)
client:connect("127.0.0.1", port)
local peer = server:accept()
client:setoption("tcp-nodelay", true)
client:send("hello\\r\\n\\27[2Jhalf")
print(peer:receive("*l"))
peer:settimeout(0.01)
print(peer:receive("*l"))
socket.select({ peer }, nil, 0)
print(pcall(function() peer:receive("*x") end))
client:shutdown("send")
print(peer:receive("*a", "so far: "))
client:close()
peer:send(("x"):rep(50))
local udp = socket.udp()
udp:setsockname("127.0.0.1", 0)
local ip, udpport = udp:getsockname()
udp:sendto("\\0\\255", ip, udpport)
udp:receivefrom()
udp:close()
socket.dns.toip("127.0.0.1")
`;

/** The same, where `wait` is nothing or `await`. */
const javaScript = (from: string, wait: string): string => `
import plain from ${JSON.stringify(from)};
const socket = plain.configure({ encoding: "latin1" });
const [server] = ${wait} socket.bind("127.0.0.1", 0);
const [, port] = server.getsockname();
const [client] = socket.tcp();
client.settimeout(10);
${wait} client.connect("127.0.0.1", port);
const [peer] = ${wait} server.accept();
client.setoption("tcp-nodelay", true);
${wait} client.send("hello\\r\\n\\x1b[2Jhalf");
console.log(${wait} peer.receive("*l"));
peer.settimeout(0.01);
console.log(${wait} peer.receive("*l"));
${wait} socket.select([peer], null, 0);
try { ${wait} peer.receive("*x"); } catch (error) { console.log(error.message); }
client.shutdown("send");
console.log(${wait} peer.receive("*a", "so far: "));
client.close();
${wait} peer.send("x".repeat(50));
const [udp] = socket.udp();
${wait} udp.setsockname("127.0.0.1", 0);
const [ip, udpport] = udp.getsockname();
${wait} udp.sendto("\\0\\xff", ip, udpport);
${wait} udp.receivefrom();
udp.close();
${wait} socket.dns.toip("127.0.0.1");
`;

/** Times, descriptors and ports are another time others. */
function masked(lines: string): string[] {
  return lines
    .trim()
    .split("\n")
    .map((line) => {
      assert.match(line, /^ *\d+\.\d{6} +\d+\.\d{6} {2}\S/);
      return (
        line
          .replace(/^ *\S+ +\S+ {2}/, "")
          .replace(/ fd \d+/, " fd N")
          .replace(/("127\.0\.0\.1", )[1-9]\d*/g, "$1PORT")
          // What each language says in its way.
          .replace(
            /^(socket\.select\().*?, (?:nil|null), 0\) -> (?:\{\}, \{\}|\[\], \[\])/,
            "$1LISTS) -> NONE",
          )
          .replace(/(throws ).*bad argument.*/, "$1MISUSE")
          .replace(/, (?:\{\.\.\.\})/, ", ENTRY")
          .replace("undefined,", "nil,")
          .replace('"\\x00ÿ"', '"\\x00\\xff"')
          .replace("... 50 bytes) -> 50", "...) -> 50")
      );
    });
}

const EXPECTED = [
  'socket.bind("127.0.0.1", 0) -> tcp{server}#1',
  "socket.tcp() -> tcp{master}#2",
  "tcp{master}#2: settimeout(10) -> 1",
  'tcp{master}#2 fd N: connect("127.0.0.1", PORT) -> 1',
  "tcp{server}#1 fd N: accept() -> tcp{client}#3",
  'tcp{client}#2 fd N: setoption("tcp-nodelay", true) -> 1',
  'tcp{client}#2 fd N: send("hello\\r\\n\\x1b[2Jhalf") -> 15 (15 bytes)',
  'tcp{client}#3 fd N: receive("*l") -> "hello" (7 bytes)',
  "tcp{client}#3 fd N: settimeout(0.01) -> 1",
  'tcp{client}#3 fd N: receive("*l") -> nil, "timeout", "\\x1b[2Jhalf" (8 bytes)',
  'socket.select(LISTS) -> NONE, "timeout"',
  'tcp{client}#3 fd N: receive("*x") -> throws MISUSE',
  'tcp{client}#2 fd N: shutdown("send") -> 1',
  'tcp{client}#3 fd N: receive("*a", "so far: ") -> nil, "closed", "so far: "',
  "tcp{client}#2 fd N: close() -> 1",
  `tcp{client}#3 fd N: send("${"x".repeat(40)}"...) -> 50 (50 bytes)`,
  "socket.udp() -> udp{unconnected}#4",
  'udp{unconnected}#4 fd N: setsockname("127.0.0.1", 0) -> 1',
  'udp{unconnected}#4 fd N: sendto("\\x00\\xff", "127.0.0.1", PORT) -> 2 (2 bytes)',
  'udp{unconnected}#4 fd N: receivefrom() -> "\\x00\\xff", "127.0.0.1", PORT (2 bytes)',
  "udp{unconnected}#4 fd N: close() -> 1",
  'socket.dns.toip("127.0.0.1") -> "127.0.0.1", ENTRY',
];

const script = (options: readonly string[]): string[] => [process.execPath, CLI, ...options, "-e", LUA];
const module = (source: string): string[] => [process.execPath, "--input-type=module", "-e", source];

const FACES: Readonly<Record<string, readonly string[]>> = {
  "calls that block": module(javaScript("luasocket", "")),
  promises: module(javaScript("luasocket/promises", "await")),
  "Lua 5.4": script([]),
  "Lua 5.1": script(["--lua", "5.1"]),
  "Lua 5.4 in the event loop": script(["--event-loop"]),
  "Lua 5.1 in the event loop": script(["--lua", "5.1", "--event-loop"]),
};

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-trace-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

for (const [binding, command] of Object.entries(FACES)) {
  test(`a conversation in ${binding} is traced line by line, and goes as it does without`, async (t) => {
    const file = join(folderOf(t), "calls.txt");
    const runs = [undefined, "0", "1", file].map(
      (value) => new Program(t, command, { LUASOCKET_TRACE: value, LUASOCKET_TRACE_DATA: undefined }),
    );
    for (const run of runs) assert.equal(await run.ends(), 0, run.stderr);
    const [plain, off, onStderr, inFile] = runs as [Program, Program, Program, Program];
    for (const run of runs) assert.equal(run.stdout.toString("latin1"), plain.stdout.toString("latin1"));
    for (const run of [plain, off, inFile]) assert.equal(run.stderr, "");
    assert.deepEqual(masked(onStderr.stderr), EXPECTED);
    assert.deepEqual(masked(readFileSync(file, "utf8")), EXPECTED);
    // There may be secrets in it.
    assert.equal(statSync(file).mode & 0o777, 0o600);
  });

  test(`a trace of ${binding} without data has sizes in its place`, async (t) => {
    const run = new Program(t, command, { LUASOCKET_TRACE: "1", LUASOCKET_TRACE_DATA: "0" });
    assert.equal(await run.ends(), 0, run.stderr);
    assert.doesNotMatch(run.stderr, /hello|half|so far|xxxx|x00/);
    assert.match(run.stderr, /send\(15 bytes\) -> 15 \(15 bytes\)\n/);
    assert.match(run.stderr, /receive\("\*l"\) -> \w+, "timeout", 8 bytes \(8 bytes\)\n/);
    assert.match(run.stderr, /receivefrom\(\) -> \d bytes, "127\.0\.0\.1", \d+ \(2 bytes\)\n/);
  });
}

test("luasocket --trace writes the lines to standard error, whatever the environment says", async (t) => {
  const run = new Program(t, script(["--trace"]), { LUASOCKET_TRACE: "0", LUASOCKET_TRACE_DATA: undefined });
  assert.equal(await run.ends(), 0, run.stderr);
  assert.deepEqual(masked(run.stderr), EXPECTED);
});

test("a file that cannot be written is said once, and the program goes on", async (t) => {
  const path = join(folderOf(t), "no folder", "calls.txt");
  for (const command of [FACES["calls that block"], FACES["Lua 5.4"]]) {
    const run = new Program(t, command as readonly string[], { LUASOCKET_TRACE: path });
    assert.equal(await run.ends(), 0, run.stderr);
    assert.match(run.stderr, /^luasocket: no trace: ENOENT.*\n$/);
    assert.match(run.stdout.toString(), /hello/);
  }
});

test("a program goes on when nobody reads its trace", async (t) => {
  const folder = folderOf(t);
  writeFileSync(join(folder, "talk.lua"), LUA);
  const talk = `"${process.execPath}" "${CLI}" --trace "${join(folder, "talk.lua")}"`;
  // Without a standard error; with one whose reader has gone; on a disk that is full.
  for (const shape of [`${talk} 2>&-`, `{ ${talk} 2>&1 >&3 | true; } 3>&1`, `${talk} 2>/dev/full`]) {
    const run = new Program(t, ["bash", "-o", "pipefail", "-c", shape]);
    assert.equal(await run.ends(), 0, run.stderr);
    assert.match(run.stdout.toString(), /^hello\t/);
    assert.match(run.stdout.toString(), /so far: /);
  }
});

test("the lines in docs/guides/tracing.md are those of its program", async (t) => {
  const guide = readFileSync(join(packageRoot, "docs", "guides", "tracing.md"), "utf8");
  const [, program] = /^```lua\n(.*?)^```/ms.exec(guide) as unknown as [string, string];
  const [, shown] = /^\$ npx luasocket --trace [^\n]*\n(.*?)^```/ms.exec(guide) as unknown as [
    string,
    string,
  ];
  const path = join(folderOf(t), "ask.lua");
  writeFileSync(path, program);
  const run = new Program(t, [process.execPath, CLI, "--trace", path], { LUASOCKET_TRACE_DATA: undefined });
  assert.equal(await run.ends(), 0, run.stderr);
  assert.deepEqual(masked(run.stderr), masked(shown));
});
