// Runs tests on other runtimes, and says in a table what came of it.
//
//   node test/runtimes/run.mjs               all tests that make sense there, on every runtime; takes long
//   node test/runtimes/run.mjs bun node22    on these
//   node test/runtimes/run.mjs --smoke       on every one but the present, a client and a server in TypeScript and in
//                                            Lua, and the conformance suite of the blocking binding
//   node test/runtimes/run.mjs --files conformance/promises windows      only files with a part of their path

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { testFiles } from "../files.mjs";
import { install } from "./install.mjs";
import { RUNTIMES } from "./runtimes.mjs";

const root = join(import.meta.dirname, "..", "..");
const TEST_SECONDS = 600;
const PROGRAM_SECONDS = 60;

const { values, positionals } = parseArgs({
  options: { smoke: { type: "boolean" }, files: { type: "string" } },
  allowPositionals: true,
});
const unknown = positionals.filter((name) => !(name in RUNTIMES));
if (unknown.length > 0)
  throw new Error(`${unknown.join(", ")}: known are ${Object.keys(RUNTIMES).join(", ")}`);

const files = testFiles().map((file) => file.replace(/ts$/, "js"));

const present = `node${process.versions.node.split(".")[0]}`;
const names = positionals.length > 0 ? positionals : Object.keys(RUNTIMES).filter((name) => name !== present);
const rows = names.map((name) => tested(name, RUNTIMES[name]));
console.table(Object.fromEntries(rows.map(({ name, ...row }) => [name, row])));
process.exitCode = rows.every(({ failed }) => failed === 0) ? 0 : 1;

/** What came of the tests on one runtime. */
function tested(name, runtime) {
  const absent = runtime.needs !== undefined && !isInstalled(runtime.needs);
  if (absent) {
    // In CI what is skipped is a failure (CONTRIBUTING.md).
    return {
      name,
      version: `no ${runtime.needs}`,
      passed: 0,
      failed: process.env.LUASOCKET_REQUIRE_ORACLE ? 1 : 0,
    };
  }
  const { folder } = install(name, runtime.packages, runtime.npm);
  const where = runtime.isStaged ? stage(folder) : root;
  const execute = (args, seconds) =>
    call(runtime.program(folder), args, where, runtime.env?.(folder), seconds);

  const version = /\d+\.\d+\.\d+/.exec(execute(["--version"], PROGRAM_SECONDS).output)?.[0];
  const programs = [
    ["examples/hello.mjs"],
    ["dist/bundle/cli.js", "examples/hello.lua"],
    ["dist/bundle/cli.js", "--lua", "5.1", "-e", "print(require('socket')._VERSION)"],
    ...(runtime.programs ?? []).map((program) => [program]),
  ].map(([file, ...args]) => outcome(name, file, execute(runtime.run(file, ...args), PROGRAM_SECONDS)));
  const suites = wanted(runtime).map((file) => {
    const result = execute(runtime.test(join("build", "test", file)), TEST_SECONDS);
    return {
      ...countOf(result.output),
      ...(outcome(name, file, result).failed > 0 && { status: result.status }),
    };
  });
  const all = [...programs, ...suites];
  const sum = (key) => all.reduce((total, one) => total + (one[key] ?? 0), 0);
  // A file that ends badly without a failed test has failed, too, and so has one without any.
  const silent = suites.filter(
    ({ passed, failed, status }) => failed === 0 && (status !== undefined || passed === 0),
  );
  return { name, version, passed: sum("passed"), failed: sum("failed") + silent.length };
}

function wanted({ folders }) {
  if (values.smoke) {
    // What differs most between versions of Node is what they permit.
    const parts = ["conformance/blocking", "os/permission"];
    return files.filter(
      (file) => folders.includes(file.split("/")[0]) && parts.some((part) => file.startsWith(part)),
    );
  }
  return files.filter(
    (file) =>
      folders.some((folder) => file.startsWith(`${folder}/`)) &&
      (values.files === undefined || file.includes(values.files)),
  );
}

function outcome(name, file, { status, output }) {
  const isRight = status === 0;
  console.log(`${name}: ${file} ${isRight ? "ok" : "FAILED"}`);
  if (!isRight) console.log(failures(output));
  return { passed: isRight ? 1 : 0, failed: isRight ? 0 : 1 };
}

/** What is worth reading of a file's output: the failed tests, or its end. */
function failures(output) {
  const lines = output.split("\n");
  const failed = lines.filter((line) => /^\s*(not ok|✖|\(fail\))|FAILED/.test(line));
  return (failed.length > 0 ? failed : lines.slice(-15)).map((line) => `    ${line}`).join("\n");
}

/** The numbers at the end of a file's output, in the words of node --test, bun test or deno test. */
function countOf(output) {
  const number = (...patterns) =>
    Number(patterns.map((pattern) => pattern.exec(output)?.[1]).find(Boolean) ?? 0);
  return {
    passed: number(/^# pass (\d+)/m, /^ℹ pass (\d+)/m, /^ *(\d+) pass$/m, /\| (\d+) passed/),
    failed: number(/^# fail (\d+)/m, /^ℹ fail (\d+)/m, /^ *(\d+) fail$/m, /\| (\d+) failed/),
  };
}

function call([program, ...first], args, cwd, env, seconds) {
  const { status, stdout, stderr, error } = spawnSync(program, [...first, ...args], {
    cwd,
    // A parent's run of tests would have these report to it; and no colours are to be read.
    env: { ...process.env, ...env, NODE_TEST_CONTEXT: undefined, NO_COLOR: "1" },
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: seconds * 1000,
    maxBuffer: 1 << 28,
  });
  return { status: status ?? 1, output: `${stdout}${stderr}${error ?? ""}` };
}

function isInstalled(program) {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}

/** A copy of what is run: koffi looks for its build for a system beside itself. */
function stage(folder) {
  for (const part of ["dist", join("build", "test"), "test/runtimes", "lua", "examples", "package.json"]) {
    rmSync(join(folder, part), { recursive: true, force: true });
    cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  for (const name of ["wasmoon", "wasmoon-lua5.1"]) {
    const copy = join(folder, "node_modules", name);
    if (existsSync(copy)) continue;
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    cpSync(join(root, "node_modules", name), copy, { recursive: true });
  }
  return folder;
}
