// What Node's permission model forbids is forbidden here, though no call of ours passes its checks.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { packageRoot } from "../support/program.ts";

const flags = process.allowedNodeEnvironmentFlags;
const PERMISSION = flags.has("--permission") ? "--permission" : "--experimental-permission";
const ALLOW_READ = "--allow-fs-read=*";
const ALLOW_ADDONS = "--allow-addons";
const ALLOW_NET = "--allow-net";
const restrictsNetwork = flags.has(ALLOW_NET);

/** What a module writes that is run under permissions. */
function output(allowed: readonly string[], source: string, args: readonly string[] = []): string {
  const permitted = [PERMISSION, ALLOW_READ, ...allowed];
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", ...permitted, "--input-type=module", "-e", source, ...args],
    { cwd: packageRoot, encoding: "utf8" },
  );
  return stdout + stderr;
}

/** What the command writes under permissions. */
function command(allowed: readonly string[], ...args: string[]): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--no-warnings", PERMISSION, ALLOW_READ, ...allowed, join(packageRoot, "dist/bundle/cli.js"), ...args],
    { cwd: packageRoot, encoding: "utf8" },
  );
  return stdout + stderr;
}

/** Prints what a program of some calls gives, as JSON. */
const program = (calls: string, binding = "luasocket") => `
  import socket from ${JSON.stringify(binding)};
  const results = [];
  ${calls}
  console.log(JSON.stringify(results));`;

const CALLS = `
  results.push((await socket.bind("127.0.0.1", 0)).slice(1, 2));
  results.push((await socket.connect("127.0.0.1", 9)).slice(1, 2));
  const [udp, reason] = await socket.udp4();
  results.push([reason]);
  results.push((await socket.dns.toip("localhost")).slice(1, 2));
  results.push((await socket.dns.tohostname("127.0.0.1")).slice(1, 2));
  results.push((await socket.dns.getaddrinfo("localhost")).slice(1, 2));`;

test("without a right to load addons, loading says which option is missing", () => {
  assert.match(
    output([], `import "luasocket"`),
    PERMISSION !== "--permission"
      ? /ERR_DLOPEN_DISABLED/
      : /luasocket calls the operating system by a native addon, koffi: run node with --allow-addons/,
  );
});

for (const binding of ["luasocket", "luasocket/promises"]) {
  test(`without a right to the network, ${binding} gives "permission denied"`, (t) => {
    if (!restrictsNetwork) return skip(t);
    const denied = ["permission denied"];
    assert.deepEqual(JSON.parse(output([ALLOW_ADDONS], program(CALLS, binding))), Array(6).fill(denied));
  });
}

test("a right to the network that is given up is gone", (t) => {
  if (!restrictsNetwork) return skip(t);
  const calls = `
    const before = socket.bind("127.0.0.1", 0);
    process.permission.drop("net");
    results.push(before[1] ?? null, socket.bind("127.0.0.1", 0)[1]);`;
  assert.deepEqual(JSON.parse(output([ALLOW_ADDONS, ALLOW_NET], program(calls))), [
    null,
    "permission denied",
  ]);
});

test("a descriptor that somebody else has opened is not adopted without a right to the network", (t) => {
  if (!restrictsNetwork) return skip(t);
  const calls = "results.push(socket.adopt(0)[1]);";
  assert.deepEqual(JSON.parse(output([ALLOW_ADDONS], program(calls))), ["permission denied"]);
});

test("with the rights that it needs, a program works", () => {
  const calls = `
    const [server] = socket.bind("127.0.0.1", 0);
    const [client] = socket.connect("127.0.0.1", server.getsockname()[1]);
    const [peer] = server.accept();
    client.send("hello\\n");
    results.push(peer.receive());`;
  const allowed = restrictsNetwork ? [ALLOW_ADDONS, ALLOW_NET] : [ALLOW_ADDONS];
  assert.deepEqual(JSON.parse(output(allowed, program(calls))), [["hello"]]);
});

test("without a right to child processes, Lua runs no commands", () => {
  const script = `
    print(os.execute())
    print(os.execute("exit 3"))
    print(io.popen("echo hello"))`;
  assert.equal(
    command([ALLOW_ADDONS], "-e", script),
    "false\nnil\texit\t127\nnil\techo hello: Permission denied\t13\n",
  );
  assert.match(
    command([ALLOW_ADDONS, "--allow-child-process"], "-e", script),
    /^true\nnil\texit\t3\nfile \(/,
  );
});

test("without a right to write files, Lua writes none", () => {
  assert.match(command([ALLOW_ADDONS], "-e", `print(io.open("written.txt", "w"))`), /^nil\twritten\.txt: /);
});

function skip(t: TestContext): void {
  t.skip(`Node ${process.version} does not restrict the network`);
}
