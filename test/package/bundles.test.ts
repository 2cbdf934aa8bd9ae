// A program that uses this package as one file: a bundle of esbuild's, and an executable with Node in it (SEA). What
// docs/platforms.md says of both is what is done here.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, test } from "node:test";
import { packageRoot } from "../support/program.ts";

const folder = mkdtempSync(join(tmpdir(), "luasocket-bundle-"));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Where a package is installed, as its user has it. */
function installed(name: string, root: string = folder): void {
  const place = join(root, "node_modules", name);
  mkdirSync(dirname(place), { recursive: true });
  symlinkSync(name === "luasocket" ? packageRoot : join(packageRoot, "node_modules", name), place);
}
installed("luasocket");

const PROGRAM = `
  import socket from "luasocket";
  import promises from "luasocket/promises";
  async function main() {
    const [server] = socket.bind("127.0.0.1", 0);
    const [, port] = server.getsockname();
    const [blocking] = socket.connect("127.0.0.1", port);
    server.accept()[0].send("hello\\n");
    const [waiting] = await promises.connect("127.0.0.1", port);
    server.accept()[0].send("again\\n");
    console.log(blocking.receive()[0], (await waiting.receive())[0]);
  }
  void main();
`;
writeFileSync(join(folder, "program.mjs"), PROGRAM);

/** Bundles the program into a folder where only koffi is installed. */
function bundle(format: "esm" | "cjs", ...options: string[]): string {
  const root = mkdtempSync(join(folder, "app-"));
  installed("koffi", root);
  const file = join(root, format === "esm" ? "bundle.mjs" : "bundle.cjs");
  execFileSync(join(packageRoot, "node_modules/.bin/esbuild"), [
    join(folder, "program.mjs"),
    "--bundle",
    "--platform=node",
    `--format=${format}`,
    "--external:koffi",
    `--outfile=${file}`,
    "--log-level=warning",
    ...options,
  ]);
  return file;
}

function output(file: string, args: readonly string[] = []): string {
  const { stdout, stderr } = spawnSync(file, args, { encoding: "utf8", timeout: 60_000 });
  return stdout + stderr;
}

for (const format of ["esm", "cjs"] as const) {
  test(`a bundle in the format ${format} works, with koffi beside it`, () => {
    assert.equal(output(process.execPath, [bundle(format)]), "hello again\n");
  });
}

test("a bundle still says which right it lacks to load koffi", (t) => {
  if (!process.allowedNodeEnvironmentFlags.has("--permission")) {
    t.skip(`Node ${process.version} does not tell`);
    return;
  }
  // In an ES module what is external is imported before anything else, so there Node's own message comes.
  const args = ["--permission", "--allow-fs-read=*", bundle("cjs")];
  assert.match(output(process.execPath, args), /run node with --allow-addons/);
});

test("an executable with the bundle in it works, with koffi beside it", () => {
  const banner = 'require = require("node:module").createRequire(process.execPath);';
  const file = bundle("cjs", `--banner:js=${banner}`);
  const root = dirname(file);
  const executable = join(root, "program");
  const blob = join(root, "program.blob");
  const config = join(root, "sea.json");
  writeFileSync(config, JSON.stringify({ main: file, output: blob, disableExperimentalSEAWarning: true }));
  execFileSync(process.execPath, ["--experimental-sea-config", config], { stdio: "ignore" });
  copyFileSync(process.execPath, executable);
  chmodSync(executable, 0o755);
  execFileSync(
    join(packageRoot, "node_modules/.bin/postject"),
    [executable, "NODE_SEA_BLOB", blob, "--sentinel-fuse", "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2"],
    { stdio: "ignore" },
  );
  assert.equal(output(executable), "hello again\n");
});
