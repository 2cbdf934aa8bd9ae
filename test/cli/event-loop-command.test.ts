// luasocket --event-loop: the command, where what waits lets other tasks run.
import assert from "node:assert/strict";
import test from "node:test";
import { LUA_VERSIONS, type Outcome, runOurs } from "../support/lua-commands.ts";

for (const version of LUA_VERSIONS) {
  const run = (script: string, options: readonly string[] = [], args?: readonly string[]): Outcome =>
    runOurs(version, args === undefined ? { script } : { script, args }, ["--event-loop", ...options]);
  const name = (behaviour: string): string => `${behaviour} (Lua ${version})`;

  test(name("the command ends when all tasks have ended"), () => {
    const outcome = run(`
      local socket, tasks = require "socket", require "luasocket.tasks"
      tasks.spawn(function() socket.sleep(0.02) print("second") end)
      socket.sleep(0.001)
      print("first", ...)
    `);
    assert.deepEqual(outcome, { stdout: "first\nsecond\n", stderr: "", status: 0 });
  });

  test(name("an error of the script is reported as by lua, and the other tasks go on"), () => {
    const { stdout, stderr, status } = run(`
      local socket, tasks = require "socket", require "luasocket.tasks"
      tasks.spawn(function() socket.sleep(0.02) print("goes on") end)
      socket.sleep(0.001)
      error("fails")
    `);
    const bottom = version === "5.1" ? "[C]: ?" : "[C]: in ?";
    assert.equal(
      stderr,
      "luasocket: script.lua:5: fails\nstack traceback:\n\t[C]: in function 'error'\n" +
        `\tscript.lua:5: in main chunk\n\t${bottom}\n`,
    );
    assert.deepEqual([stdout, status], ["goes on\n", 1]);
  });

  test(name("an error of a task that nobody joins is reported, and the command fails"), () => {
    const { stdout, stderr, status } = run(`
      local socket, tasks = require "socket", require "luasocket.tasks"
      tasks.spawn(function() socket.sleep(0.001) error("unheard") end)
      socket.sleep(0.02)
      print("unharmed")
    `);
    assert.match(stderr, /^luasocket: script\.lua:3: unheard\nstack traceback:\n/);
    assert.deepEqual([stdout, status], ["unharmed\n", 1]);
  });

  test(name("os.exit ends all tasks, and writes what was printed"), () => {
    const outcome = run(`
      local socket, tasks = require "socket", require "luasocket.tasks"
      tasks.spawn(function() socket.sleep(0.001) io.write("bye") os.exit(3) end)
      socket.sleep(60)
    `);
    assert.deepEqual(outcome, { stdout: "bye", stderr: "", status: 3 });
  });

  test(name("statements of the command line run one behind the other, with their waits"), () => {
    const outcome = run(
      "",
      [],
      ["-l", "socket", "-e", "s = require 'socket' s.sleep(0.001) io.write('a')", "-e", "io.write('b')"],
    );
    assert.deepEqual(outcome, { stdout: "ab", stderr: "", status: 0 });
  });

  test(name("--warn-blocking reports the call that blocks all tasks"), () => {
    const { stderr, status } = run(
      `local socket = require "socket"
       table.sort({ 2, 1 }, function(a, b)
         socket.sleep(0.001)
         return a < b
       end)`,
      ["--warn-blocking"],
    );
    assert.match(stderr, /^luasocket: script\.lua:3: this call blocks all tasks: Lua cannot yield here$/m);
    assert.equal(status, 0);
  });

  test(name("tasks that wait for each other are told of"), () => {
    const { stderr, status } = run(`
      local tasks = require "luasocket.tasks"
      local a, b
      a = tasks.spawn(function() b:join() end)
      b = tasks.spawn(function() a:join() end)
      b:join()
    `);
    assert.equal(stderr, "luasocket: deadlock: every task is waiting and nothing can wake one\n");
    assert.equal(status, 1);
  });

  test(name("without an event loop, luasocket.tasks says what it needs"), () => {
    const { stderr, status } = runOurs(version, { script: 'require "luasocket.tasks"' });
    assert.match(stderr, /luasocket\.tasks needs an event loop: luasocket --event-loop, or createLua/);
    assert.equal(status, 1);
  });

  test(name("the interactive mode has no event loop"), () => {
    const { stderr, status } = run("", [], ["-i"]);
    assert.match(stderr, /^luasocket: '-i' and '--event-loop' cannot be combined\n/);
    assert.equal(status, 1);
  });
}
