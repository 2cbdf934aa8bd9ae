import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { CLI, LUA_VERSIONS, runOurs } from "../support/lua-commands.ts";
import { testSameAsNative } from "../support/same-as-native.ts";

// What the command was called, and how, differs between the two; the rest of `arg` does not.
const showArguments = `
  print("...", ...)
  for index = 0, 5 do print(index, arg[index]) end
  print(arg[-1] ~= nil, #arg)`;

testSameAsNative([
  {
    name: "a script has its arguments",
    script: showArguments,
    args: ["script.lua", "a", "", "-v", "--", "ä"],
  },
  { name: "a script behind -- has its arguments", script: showArguments, args: ["--", "script.lua", "x"] },
  { name: "a script from standard input", input: showArguments, args: ["-", "x", "y"] },
  { name: "standard input without a script", input: `print("from stdin", ...)`, args: [] },
  { name: "a shebang line is skipped", script: "#!/usr/bin/env lua\nprint('second line') error('line 2')" },
  {
    name: "-e runs before the script",
    script: "print(x, ...)",
    args: ["-e", "x = 1", "-ex = x + 1", "script.lua", "z"],
  },
  { name: "-e alone reads no input", input: "print('not read')", args: ["-e", "print('only this')"] },
  {
    name: "-e that fails ends the command",
    script: "print('not run')",
    args: ["-e", "error('early')", "script.lua"],
  },
  {
    name: "-l requires a library",
    script: "return print('required', ...)",
    args: ["-l", "script", "-e", "print('then')"],
  },
  {
    name: "-l names a global",
    script: "return { value = 7 }",
    args: ["-l", "s=script", "-e", "print(s.value)"],
    versions: ["5.4"],
  },
  { name: "a script that is not there", args: ["absent.lua"] },
  { name: "a script that is a directory", args: ["."] },
  { name: "a syntax error on standard input", input: "x = = 1", args: ["-"] },
  {
    name: "an error exits with 1 and prints what was written before",
    script: `io.write("before") error("then")`,
  },
  {
    name: "LUA_PATH with ;; adds to the default path",
    script: "print(package.path)",
    env: { LUA_PATH: "./here/?.lua;;" },
  },
  {
    name: "LUA_PATH without ;; replaces it",
    script: "print(package.path)",
    env: { LUA_PATH: "./only/?.lua" },
  },
  {
    name: "LUA_PATH_5_4 goes before LUA_PATH",
    script: "print(package.path)",
    env: { LUA_PATH: "unused", LUA_PATH_5_4: "./versioned/?.lua" },
  },
  { name: "the default package.path is the distribution's", script: "print(package.path)" },
  { name: "LUA_INIT runs first", script: "print(initialized)", env: { LUA_INIT: "initialized = 'yes'" } },
  {
    name: "LUA_INIT may name a file",
    script: "print('script', ...)",
    args: ["-e", "print(1)"],
    env: { LUA_INIT: "@script.lua" },
  },
  {
    name: "a script that changed arg changes its arguments",
    script: "print(...)",
    args: ["-e", "arg[1] = 'b'", "script.lua", "a"],
    versions: ["5.4"],
  },
  {
    name: "a large string is written whole",
    script: `io.write(string.rep("0123456789abcdef", 4 * 65536), "\\n")`,
  },
]);

for (const version of LUA_VERSIONS) {
  test(`arg has the options before the script at negative indices (${version})`, () => {
    const outcome = runOurs(version, { script: "print(arg[-3], arg[-2], arg[-1], arg[0])" });
    assert.deepEqual(outcome, {
      stdout: `luasocket\t--lua\t${version}\tscript.lua\n`,
      stderr: "",
      status: 0,
    });
  });

  test(`a module that is not there is searched in Lua paths only, and C is said to be no place (${version})`, () => {
    const { stderr, status } = runOurs(version, { script: `require("absent")` });
    assert.match(
      stderr,
      /no field package\.preload\['absent'\]\n(\tno file '[^']*\.lua'\n)+\tno module 'absent' in luasocket, which loads no modules written in C\nstack traceback:/,
    );
    assert.equal(status, 1);
  });

  test(`a program that writes to a closed pipe ends as by SIGPIPE (${version})`, () => {
    const script = `while true do print("y") end`;
    const pipeline = `{ "$@"; echo "status $?" >&2; } | head -n 1`;
    const command = [process.execPath, CLI, "--lua", version, "-e", script];
    const { stdout, stderr } = spawnSync("sh", ["-c", pipeline, "sh", ...command], { encoding: "utf8" });
    assert.deepEqual([stdout, stderr], ["y\n", "status 141\n"]);
  });
}

test("-v tells the versions and runs nothing", () => {
  const { stdout, status } = runOurs("5.1", { args: ["-v"], input: "print('not read')" });
  assert.match(stdout, /^luasocket \d+\.\d+\.\d+, Lua 5\.1 \(wasmoon-lua5\.1 1\.18\.10\)\n$/);
  assert.equal(status, 0);
});

test("--help prints the usage", () => {
  const { stdout, status } = runOurs("5.4", { args: ["--help"] });
  assert.match(stdout, /^usage: luasocket \[options\] \[script \[args\]\]\n/);
  assert.equal(status, 0);
});

for (const [args, message] of [
  [["-x"], "unrecognized option '-x'"],
  [["--lua"], "'--lua' needs argument"],
  [["--lua=5.3"], "'--lua' must be 5.4 or 5.1, not '5.3'"],
  [["-e"], "'-e' needs argument"],
] as const) {
  test(`${args.join(" ")} is refused`, () => {
    const { stdout, stderr, status } = runOurs("5.4", { args });
    assert.equal(stdout, "");
    assert.ok(stderr.startsWith(`luasocket: ${message}\nusage: luasocket `), stderr);
    assert.equal(status, 1);
  });
}

testSameAsNative([
  {
    name: "-l alone is no reason not to run standard input",
    args: ["-l", "math"],
    input: "print(math.pi > 3)",
  },
  {
    name: "-E forgets LUA_PATH and LUA_INIT",
    args: ["-E", "-e", "print(package.path:find('nowhere'), os.getenv('LUA_PATH'))"],
    env: { LUA_PATH: "/nowhere/?.lua", LUA_INIT: "print('init')" },
    versions: ["5.4"],
  },
  { name: "-W shows warnings", args: ["-W", "-e", "warn('careful')"], versions: ["5.4"] },
  {
    name: "warnings are off without -W",
    args: ["-e", "warn('careful') warn('@on') warn('now', ' then')"],
    versions: ["5.4"],
  },
  {
    name: "- runs standard input, with arguments",
    args: ["-", "a", "b"],
    input: "print(arg[0], ..., select('#', ...))",
  },
  { name: "-- ends the options", args: ["--", "script.lua", "-v"], script: "print(...)" },
  {
    name: "a binary chunk",
    script: "",
    args: [
      "-e",
      "local f = io.open('c', 'wb') f:write(string.dump(function() print('binary') end)) f:close() dofile('c')",
    ],
  },
]);
