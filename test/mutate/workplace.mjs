// A copy of the package in which a worker builds its mutants and runs tests. The checkout stays as it is.

import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import ts from "typescript";
import { coveredLines } from "./coverage.mjs";

const root = join(import.meta.dirname, "..", "..");
const COPIED = ["package.json", "tsconfig.base.json", "scripts", "src", "dist", "build/test"];
const LINKED = ["node_modules", "lua", "luacats", "test", "examples", "docs"];

/**
 * Namespaces of its own for each run: no network but loopback, and no process that outlives it.
 * Whoever is not root needs a namespace for users, too.
 */
const ENCLOSED = [
  "unshare",
  ...(process.getuid() === 0 ? [] : ["--user", "--map-root-user"]),
  "--net",
  "--pid",
  "--fork",
  "--kill-child",
  "--mount-proc",
  "sh",
  "-c",
  'ip link set lo up && exec "$@"',
  "sh",
];

/** @throws Error where runs cannot be enclosed */
export function checkEnclosure() {
  const [command, ...args] = ENCLOSED;
  const { status, stderr, error } = spawnSync(command, [...args, "true"], { encoding: "utf8" });
  if (status !== 0) throw new Error(`runs must be enclosed by unshare(1): ${error ?? stderr}`);
}

/** How tsc compiles, without types. */
const { compilerOptions } = ts.readConfigFile(join(root, "tsconfig.base.json"), (path) =>
  readFileSync(path, "utf8"),
).config;
const options = ts.convertCompilerOptionsFromJson(
  {
    ...compilerOptions,
    // A single file does not show that its package is one of modules.
    module: "esnext",
    composite: false,
    isolatedDeclarations: false,
    declarationMap: false,
    sourceMap: false,
    removeComments: true,
    types: [],
  },
  root,
).options;

/** A source file as a module, without comments. */
export function compiled(fileName, text) {
  return ts.transpileModule(text, { compilerOptions: options, fileName }).outputText;
}

export class Workplace {
  constructor(name) {
    this.folder = join(root, "build", "mutate", name);
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(join(this.folder, "build"), { recursive: true });
    for (const path of COPIED) cpSync(join(root, path), join(this.folder, path), { recursive: true });
    for (const path of LINKED) {
      if (existsSync(join(root, path))) symlinkSync(join(root, path), join(this.folder, path));
    }
    this.isBundled = true;
  }

  /** Gives a source file another text, as a module; the bundle follows when it is asked for. */
  write(file, text) {
    writeFileSync(join(this.folder, "src", file), text);
    writeFileSync(join(this.folder, "dist", file.replace(/\.ts$/, ".js")), compiled(file, text));
    this.isBundled = false;
  }

  bundle() {
    if (this.isBundled) return;
    this.isBundled = true;
    const { status, stderr } = spawnSync(process.execPath, ["scripts/bundle.mjs"], {
      cwd: this.folder,
      encoding: "utf8",
      timeout: 60_000,
    });
    if (status !== 0) throw new Error(`the bundle cannot be built: ${stderr}`);
  }

  /**
   * Runs a test file until its first failure.
   *
   * @returns what failed, or undefined
   */
  async run(test, limitMs, environment = {}) {
    const [command, ...enclosed] = ENCLOSED;
    const reporter = join(import.meta.dirname, "reporter.mjs");
    const child = spawn(
      command,
      [
        ...enclosed,
        process.execPath,
        "--conditions=luasocket-modules",
        `--test-reporter=${reporter}`,
        join(this.folder, "build", "test", test),
      ],
      {
        cwd: this.folder,
        env: { ...process.env, NODE_TEST_CONTEXT: undefined, ...environment },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let failure;
    let shown = "";
    const note = (text) => {
      shown = `${shown}${text}`.slice(-5000);
    };
    child.stderr.on("data", note);
    createInterface(child.stdout).on("line", (line) => {
      if (!line.startsWith("FAILED ")) return note(`${line}\n`);
      failure ??= JSON.parse(line.slice("FAILED ".length));
      child.kill("SIGKILL");
    });
    const timer = setTimeout(() => {
      failure ??= { test: "", how: "time limit", message: `longer than ${limitMs} ms` };
      child.kill("SIGKILL");
    }, limitMs);
    const [code, signal] = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (...how) => resolve(how));
    });
    clearTimeout(timer);
    if (failure === undefined && code !== 0) {
      const hasCrashed = signal !== null || code > 128;
      failure = {
        test: "",
        how: hasCrashed ? "crash" : "error",
        message: (/^\w*Error.*$/m.exec(shown) ?? [shown])[0].slice(-300),
      };
    }
    return failure && { file: test, ...failure };
  }

  /** Runs a test file with all of its tests, and gives which lines it covers and how long it takes. */
  async measure(test, limitMs) {
    const folder = join(this.folder, "build", "coverage");
    rmSync(folder, { recursive: true, force: true });
    const start = performance.now();
    const failure = await this.run(test, limitMs, { NODE_V8_COVERAGE: folder });
    const milliseconds = Math.round(performance.now() - start);
    if (failure !== undefined) return { failure, milliseconds, lines: [], hasBundle: false };
    return { milliseconds, ...coveredLines(folder, this.folder) };
  }
}
