// The interactive mode, in a pipe and in a terminal.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { CLI, LUA_VERSIONS, runNative, runOurs } from "../support/lua-commands.ts";
import { skipWithout } from "../support/oracle.ts";
import {
  CTRL_BACKSLASH,
  CTRL_C,
  inTerminal,
  type Shown,
  type Step,
  skipWithoutTerminal,
} from "../support/terminal.ts";

const SESSION = `1 + 1
x = 5
=x, nil
for i = 1, 2 do
  print(i)
end
error("boo")
error({})
local y = 3
y
return 1, 2
x =
7
"unfinished
x x
string.format("%d", "z")
function f(
)
  error "deep" end
f()
print("two", nil)
= "one " .. "line"
setmetatable({}, { __tostring = function() return "mine" end })
print = nil
= 1
`;

/** Prompts go, and the lines that a line editor repeats behind them. */
function answers(shown: string, typed: string): string[] {
  const lines = new Set(typed.split("\n"));
  return shown
    .split("\n")
    .slice(1) // the version
    .map((line) => line.replace(/^(?:> |>> )+/, ""))
    .filter((line) => line !== "" && !lines.has(line));
}

for (const version of LUA_VERSIONS) {
  test(`-i takes lines from a pipe and answers as lua${version} does`, {
    skip: skipWithout(`lua${version}`, ["-v"]),
  }, () => {
    const invocation = { args: ["-i"], input: SESSION };
    const [ours, native] = [runOurs(version, invocation), runNative(version, invocation)];
    assert.deepEqual(answers(ours.stdout, SESSION), answers(native.stdout, SESSION));
    // 5.1 says its version there.
    assert.equal(ours.stderr, native.stderr.replace(/^Lua 5\.1.*\n/, ""));
    assert.equal(ours.status, native.status);
  });

  test(`-i comes after the script, which can set the prompts (Lua ${version})`, () => {
    const script = `_PROMPT, _PROMPT2 = "? ", "?? " value = 40`;
    const { stdout, status } = runOurs(version, {
      script,
      args: ["-i", "script.lua"],
      input: "=value +\n2\n",
    });
    assert.equal(stdout.replace(/^.*\n/, ""), "? ?? 42\n? \n");
    assert.equal(status, 0);
    assert.equal(runOurs(version, { script: "error()", args: ["-i", "script.lua"] }).status, 1);
  });

  test(`a program that reads standard input shares it with -i (Lua ${version})`, () => {
    const { stdout } = runOurs(version, {
      args: ["-i"],
      input: "print(io.read('*l'))\nfor the program\nprint('next')\n",
    });
    assert.match(stdout, /> for the program\n> next\n/);
  });
}

/** Until it is shown, what is typed belongs to the program that runs. */
const PROMPT: Step = { type: "", until: "> " };

function inSession(
  steps: readonly Step[],
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<Shown> {
  return inTerminal([process.execPath, CLI, ...args], steps, env);
}

const skip = skipWithoutTerminal;

async function withHistory(
  body: (path: string, env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-history-"));
  try {
    const path = join(folder, "history");
    await body(path, { LUASOCKET_HISTORY: path });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test("without arguments a terminal gets a session, which Ctrl-D ends", { skip }, async () => {
  const { shown, code } = await inSession(
    [
      PROMPT,
      { type: "6 * 7\r", until: "42\r\n" },
      PROMPT,
      { type: "error('oops')\r", until: "stack traceback" },
      PROMPT,
      { type: "for i = 1, 2 do\r", until: ">> " },
      { type: "print('n' .. i) end\r", until: "n2\r\n" },
      PROMPT,
      { type: "\u0004", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
  assert.match(shown, /^luasocket \d+\.\d+\.\d+, Lua 5\.4/);
  assert.equal(code, 0);
});

test("lines are called back, also in the next session, and kept for their user alone", { skip }, async () => {
  await withHistory(async (path, env) => {
    await inSession(
      [
        PROMPT,
        { type: "'first' .. 'line'\r", until: "firstline\r\n" },
        PROMPT,
        { type: "\u001b[A\r", until: "firstline\r\n" },
        PROMPT,
        { type: "\u0004", until: "\r\n" },
      ],
      env,
    );
    assert.equal(readFileSync(path, "utf8"), "'first' .. 'line'\n");
    assert.equal(statSync(path).mode & 0o777, 0o600);
    await inSession(
      [PROMPT, { type: "\u001b[A\r", until: "firstline\r\n" }, PROMPT, { type: "\u0004", until: "\r\n" }],
      env,
    );
  });
});

test("Tab completes variables, fields and methods, without calling anything", { skip }, async () => {
  await inSession(
    [
      PROMPT,
      { type: "trap = setmetatable({}, { __index = function() error('called') end })\r", until: "> " },
      { type: "math.hu\t", until: "math.huge" },
      { type: "\r", until: "inf\r\n" },
      PROMPT,
      { type: "s = 'x'\r", until: "> " },
      { type: "s:upp\t", until: "s:upper" },
      { type: "()\r", until: "X\r\n" },
      PROMPT,
      { type: "trap.x.y\t == nil\r", until: "stack traceback" },
      PROMPT,
      { type: "socket = require 'soc\u0015socket = require 'socket'\r", until: "> " },
      { type: "socket.gett\t", until: "socket.gettime" },
      { type: "() > 0\r", until: "true\r\n" },
      PROMPT,
      { type: "\u0004", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
});

test("Ctrl-C drops the line, and an unfinished statement", { skip }, async () => {
  const { code } = await inSession(
    [
      PROMPT,
      { type: "if true then\r", until: ">> " },
      { type: "half\u0003", until: "\r\n" },
      PROMPT,
      { type: "'still ' .. 'here'\r", until: "still here\r\n" },
      PROMPT,
      { type: "\u0004", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
  assert.equal(code, 0);
});

test("a program in the session reads the terminal itself, and os.exit ends it", { skip }, async () => {
  const { code } = await inSession(
    [
      PROMPT,
      { type: "io.write('name' .. '? ') io.flush() name = io.read()\r", until: "name? " },
      { type: "some name\r", until: "\r\n" },
      PROMPT,
      { type: "#name\r", until: "9\r\n" },
      PROMPT,
      { type: "os.exit(7)\r", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
  assert.equal(code, 7);
});

test("several lines at once are run one after the other", { skip }, async () => {
  await inSession(
    [
      PROMPT,
      { type: "function f()\r  return 'from f'\rend\rf()\r", until: "from f\r\n" },
      PROMPT,
      { type: "\u0004", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
});

test("Ctrl-C ends a command of os.execute, and not the program", { skip }, async () => {
  const script = `print(os.execute("echo ready; exec sleep 30")) os.exit(5)`;
  const { code } = await inSession(
    [
      { type: "", until: "ready" },
      { type: "\u0003", until: "signal\t2" },
    ],
    {},
    ["-e", script],
  );
  assert.equal(code, 5);
});

test("Ctrl-C ends a program, also while it waits for a socket", { skip }, async () => {
  const script = `server = require("socket").bind("127.0.0.1", 0) print("ready") io.stdout:flush() server:accept()`;
  const { code } = await inSession(
    [
      { type: "", until: "ready" },
      { type: "\u0003", until: "^C" },
    ],
    {},
    ["-e", script],
  );
  // As Python tells that a signal has ended it.
  assert.equal(code, -2);
});

test("Ctrl-C ends whatever a line waits for, and the session goes on", { skip }, async () => {
  const waits = [
    "print(client:receive())",
    "server:accept()",
    "socket.select({ client })",
    "socket.sleep(20)",
    "client:send(('x'):rep(30e6))",
    "udp:receive()",
    "udp:receivefrom()",
    "coroutine.wrap(client.receive)(client)",
    // Again, and from a protected call: it is an error like others.
    "print(select(2, pcall(client.receive, client)))",
  ];
  const { shown, code } = await inSession(
    [
      PROMPT,
      { type: "socket = require 'socket' server = socket.bind('127.0.0.1', 0)\r", until: "> " },
      { type: "client = socket.connect('127.0.0.1', (select(2, server:getsockname())))\r", until: "> " },
      { type: "peer = server:accept() udp = socket.udp4() udp:setsockname('127.1.2.3', 0)\r", until: "> " },
      ...waits.flatMap((wait) => [
        { type: `${wait}\r`, until: "\n" },
        { type: CTRL_C, until: "interrupted!", blocked: true },
        PROMPT,
      ]),
      // Nothing is lost of what comes then.
      { type: "peer:send('part') client:settimeout(0.01) print((client:receive(2)))\r", until: "pa\r\n" },
      PROMPT,
      { type: "client:settimeout() print(client:receive(10))\r", until: "\n" },
      { type: CTRL_C, until: "interrupted!", blocked: true },
      PROMPT,
      { type: "peer:send('y\\n') print((client:receive()))\r", until: "rty\r\n" },
      PROMPT,
      { type: "\u0004", until: "\r\n" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
  assert.match(shown, /stdin:1: interrupted!\r\nstack traceback:\r\n\t\[C\]: in method 'receive'/);
  assert.equal(code, 0);
});

test("Ctrl-C ends the session while Lua computes", { skip }, async () => {
  const { code } = await inSession(
    [
      PROMPT,
      { type: "print('begins') io.stdout:flush() while true do end\r", until: "begins\r\n" },
      { type: CTRL_C, until: "^C" },
    ],
    { LUASOCKET_HISTORY: "" },
  );
  assert.equal(code, -2);
});

for (const [name, options, call] of [
  ["a script", [], "server:accept()"],
  ["a script in the event loop", ["--event-loop"], "server:accept()"],
  [
    "a script in the event loop that blocks it",
    ["--event-loop"],
    "table.sort({ 1, 2 }, function() server:accept() end)",
  ],
] as const) {
  test(`Ctrl-C ends ${name}, and a shell says 130`, { skip }, async () => {
    const script = `socket = require("socket") server = socket.bind("127.0.0.1", 0) print("ready") io.stdout:flush() ${call}`;
    // A shell that lives on has to look after itself.
    const shell = ["sh", "-c", `trap : INT; "$@"; echo "status $?"`, "sh"];
    const command = [process.execPath, CLI, ...options, "-e", script];
    // libuv waits in a call of its own: there is nothing to see from without.
    const blocked = !options.some((option) => option === "--event-loop");
    const { code, shown } = await inTerminal(
      [...shell, ...command],
      [
        { type: "", until: "ready" },
        { type: CTRL_C, until: "status 130", blocked },
      ],
    );
    assert.equal(code, 0);
    assert.doesNotMatch(shown, /Error| {4}at /);
  });
}

test("Ctrl-\\ ends a program, too", { skip }, async () => {
  const script = `server = require("socket").bind("127.0.0.1", 0) print("ready") io.stdout:flush() server:accept()`;
  const { code } = await inTerminal(
    ["sh", "-c", `ulimit -c 0; exec "$@"`, "sh", process.execPath, CLI, "-e", script],
    [
      { type: "", until: "ready" },
      { type: CTRL_BACKSLASH, until: "^\\", blocked: true },
    ],
  );
  assert.equal(code, -3);
});
