import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { packageRoot } from "../support/program.ts";

const bin = (name: string) => join(packageRoot, "node_modules", ".bin", name);

let folder: string;
let tarball: string;

function run(command: string, args: readonly string[], cwd: string = folder): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    timeout: 120_000,
  });
  assert.equal(status, 0, `${command} ${args.join(" ")}\n${error?.message ?? ""}${stdout}${stderr}`);
  return stdout;
}

before(() => {
  folder = mkdtempSync(join(tmpdir(), "luasocket-pack-"));
  run("npm", ["pack", "--ignore-scripts", "--pack-destination", folder], packageRoot);
  tarball = join(folder, readdirSync(folder).find((file) => file.endsWith(".tgz")) as string);
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }');
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline", tarball]);
});

after(() => rmSync(folder, { recursive: true, force: true }));

test("the package holds what it needs and no tests", () => {
  const paths = run("tar", ["-tzf", tarball]).split("\n");
  for (const needed of [
    "dist/index.js",
    "dist/index.d.ts",
    "dist/bundle/index.js",
    "dist/bundle/cli.js",
    "dist/os/ffi/may-load-koffi.js",
    "src/index.ts",
    "lua/socket.lua",
    "luacats/library/socket.lua",
    "README.md",
    "LICENSE",
  ]) {
    assert.ok(paths.includes(`package/${needed}`), needed);
  }
  assert.deepEqual(
    paths.filter((path) => /package\/(test|bench|build|examples)\//.test(path)),
    [],
  );
});

test("an installed package can be imported", () => {
  const program =
    'import socket from "luasocket"; const [s] = socket.bind("127.0.0.1", 0); console.log(String(s.close()));';
  assert.equal(run(process.execPath, ["--input-type=module", "-e", program]), "1\n");
});

test("an installed package can be required where Node can require modules", {
  // From 20.19 and 22.12 on. The types of Node 20 do not know the feature.
  skip: "require_module" in process.features ? false : `Node ${process.version} cannot require modules`,
}, () => {
  const program =
    'const { default: socket, bind } = require("luasocket"); const [s] = bind("127.0.0.1", 0); ' +
    "console.log(String(s.close()), socket.bind === bind);";
  assert.equal(run(process.execPath, ["--input-type=commonjs", "-e", program]), "1 true\n");
});

test("nothing of ours runs when the package is installed", () => {
  const { scripts = {} } = JSON.parse(run("tar", ["-xzOf", tarball, "package/package.json"]));
  for (const name of ["preinstall", "install", "postinstall", "prepare"]) {
    assert.equal(scripts[name], undefined, name);
  }
});

test("an installed package can run Lua", () => {
  const program =
    'import { createLua } from "luasocket/lua"; ' +
    'const lua = createLua(); console.log(...lua.run("return require(...)._VERSION", "socket")); lua.close();';
  assert.equal(run(process.execPath, ["--input-type=module", "-e", program]), "LuaSocket 3.1.0\n");
});

test("an installed package brings the command", () => {
  const script = 'local socket = require "socket" print(socket._VERSION)';
  assert.equal(run("npx", ["--no-install", "luasocket", "-e", script]), "LuaSocket 3.1.0\n");
});

test("the first programs of the README print what it says", () => {
  const readme = readFileSync(join(packageRoot, "README.md"), "utf8");
  for (const [, text, name] of readme.matchAll(/^```\w+\n((?:\/\/|--) (\S+)\n.*?)^```$/gms)) {
    writeFileSync(join(folder, name as string), text as string);
  }
  const [, session] = /^```console\n(.*?)^```$/ms.exec(readme) as unknown as [string, string];
  const steps = [...session.matchAll(/^\$ (.*)\n((?:[^$].*\n)*)/gm)];
  assert.equal(steps.length, 2);
  for (const [, command, printed] of steps) {
    const [program, ...args] = (command as string).split(" ") as [string, ...string[]];
    assert.equal(run(program, args), printed, command);
  }
});

test("strict TypeScript programs compile against the shipped types, the README's first among them", () => {
  const readme = readFileSync(join(packageRoot, "README.md"), "utf8");
  const [, program] = /```js\n(.*?)```/s.exec(readme) ?? [];
  assert.ok(program?.includes("socket.connect"));
  writeFileSync(join(folder, "readme.ts"), program as string);
  writeFileSync(
    join(folder, "consumer.ts"),
    `import socket, { type TcpClient } from "luasocket";
     export function first(client: TcpClient): string {
       const [line, err, partial] = client.receive("*l");
       return err === undefined ? line : err + partial;
     }
     const [client, failure] = socket.connect("127.0.0.1", 1);
     if (failure === undefined) client.settimeout(1);\n`,
  );
  const options = [
    "--strict",
    "--noEmit",
    "--module",
    "nodenext",
    "--target",
    "es2023",
    "--exactOptionalPropertyTypes",
  ];
  run("npm", [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefer-offline",
    "@types/node@20",
  ]);
  run(bin("tsc"), [...options, "--types", "node", "--skipLibCheck", "false", "consumer.ts", "readme.ts"]);
});

test("publint finds nothing to complain of", () => {
  run(bin("publint"), ["run", tarball, "--strict"]);
});

test("the types resolve for every way of import", () => {
  run(bin("attw"), [tarball, "--profile", "esm-only"]);
});
