import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { CLI, LUA_VERSIONS } from "../../support/lua-commands.ts";
import { skipWithout } from "../../support/oracle.ts";
import { testSameAsNative } from "../../support/same-as-native.ts";

testSameAsNative([
  {
    name: "io.write is byte exact",
    script: String.raw`for i = 0, 255 do io.write(string.char(i)) end io.write("a\0b\200\255")`,
  },
  {
    name: "io.read understands every format",
    script: `
      print(io.read("*n"), io.read("*l"), io.read(4), io.read(0), io.read("*l"))
      for line in io.lines() do io.write("[", line, "]") end
      print(io.read("*a"), io.read("*l"), io.read(0))`,
    input: "42 rest\nab\0\xff more\none\n\nthree",
  },
  { name: "an empty input is at its end", script: `print(io.read(), io.read("*a"), io.read(0), io.read(1))` },
  {
    name: "a large input arrives whole",
    script: `local s = io.read("*a") print(#s, s:byte(1), s:byte(-1)) io.write(s)`,
    input: "0123456789abcdef".repeat(200_000),
  },
  {
    name: "what was written without a newline comes out at the end of the program",
    script: `io.write("no newline")`,
  },
  {
    name: "standard files have their names and types",
    script: `print(io.type(io.stdin), io.type(io.stdout), io.type(1), io.output() == io.stdout, io.input() == io.stdin)`,
  },
  {
    name: "io.output and io.input can be files",
    script: String.raw`
      io.output("f") io.write("to file\n") io.close() io.output(io.stdout)
      io.input("f") print(io.read()) io.close(io.input())`,
  },
]);

// On one pipe the order of the two streams can be seen: stdout waits in its buffer, except where a version
// of Lua flushes it.
for (const version of LUA_VERSIONS) {
  test(`stdout and stderr come in the same order (as lua${version})`, {
    skip: skipWithout(`lua${version}`, ["-v"]),
  }, () => {
    const script = `
      io.write("a") io.stderr:write("E") print("b") io.stderr:write("F") io.write("c\\n") io.stderr:write("G\\n")
      io.stdout:setvbuf("no") io.write("d") io.stderr:write("H")
      io.stdout:setvbuf("full") io.write("e\\n") io.stdout:flush() io.stderr:write("I")
      io.stdout:setvbuf("line") io.write("f\\n") io.stderr:write("J") io.write("g")`;
    const run = (...command: string[]): string =>
      spawnSync("sh", ["-c", 'exec "$@" 2>&1', "sh", ...command, "-e", script], { encoding: "utf8" }).stdout;
    assert.equal(run(process.execPath, CLI, "--lua", version), run(`lua${version}`));
  });
}
