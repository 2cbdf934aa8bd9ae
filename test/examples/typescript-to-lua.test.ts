import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import test, { before, type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program, packageRoot } from "../support/program.ts";

function compile(compiler: string, project: string): void {
  const command = join(packageRoot, "node_modules", ".bin", compiler);
  const options = { cwd: packageRoot, encoding: "utf8", timeout: 120_000 } as const;
  const { status, stdout, stderr } = spawnSync(command, ["-p", project], options);
  assert.equal(status, 0, `${compiler} -p ${project}\n${stdout}${stderr}`);
}

before(() => {
  compile("tsc", "examples/typescript-to-lua/tsconfig.json");
  compile("tstl", "examples/typescript-to-lua/tsconfig.lua.json");
});

const script = "build/typescript-to-lua/guess.lua";
const node = [process.execPath, "build/typescript-to-lua/node.js"];
const native = (lua: string) => ({ command: [lua, script], skip: skipWithout(lua, ["-lsocket", "-e", ""]) });
const luas = {
  "native lua5.1": native("lua5.1"),
  "native luajit": native("luajit"),
  "our Lua 5.1": { command: [process.execPath, "dist/bundle/cli.js", "--lua", "5.1", script], skip: false },
};

for (const [lua, { command, skip }] of Object.entries(luas)) {
  test(`guess.ts in Node hosts guess.ts in ${lua}`, { skip }, (t) => match(t, node, command));
  test(`guess.ts in ${lua} hosts guess.ts in Node`, { skip }, (t) => match(t, command, node));
}

/** A match of two players, of whom one plays while half a line of the other is with the host. */
async function match(t: TestContext, hosting: readonly string[], playing: readonly string[]): Promise<void> {
  const host = new Program(t, [...hosting, "host", "42", "2"]);
  const [, port] = await host.says(/^listening on (\d+)\n/);
  const slow = connect(Number(port), "127.0.0.1").setEncoding("latin1");
  t.after(() => slow.destroy());
  await once(slow, "connect");
  slow.write("1");

  const player = new Program(t, [...playing, "play", port as string]);
  assert.equal(await player.ends(), 0, player.stderr);
  assert.equal(
    player.stdout.toString(),
    "50? lower\n25? higher\n37? higher\n43? lower\n40? higher\n41? higher\n42? right\n",
  );

  slow.end("00\n");
  assert.deepEqual(await once(slow, "data"), ["lower\n"]); // than 100; 0 would be too low
  assert.equal(await host.ends(), 0, host.stderr);
}
