// Programs that tests start, with a time limit.

import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, extname } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";

/** The folder of the package. */
export const packageRoot: string = dirname(createRequire(import.meta.url).resolve("luasocket/package.json"));

/** Extension of the running test files: ".ts" from source, ".js" when compiled by tsc. */
const ENDING = extname(import.meta.url);

/** Node's option that makes single modules and the whole package share the same module instances. */
export const MODULES: string =
  ENDING === ".ts" ? "--conditions=luasocket-source" : "--conditions=luasocket-modules";

/** The URL of another test file: `path` is relative to the file `url`, without extension. */
export const testFileUrl = (url: string, path: string): URL => new URL(path + ENDING, url);

/** The path of another test file, with arguments as in `testFileUrl`. */
export const testFile = (url: string, path: string): string => fileURLToPath(testFileUrl(url, path));

/** Maximum lifetime of a program, unless its test sets another. */
const LIFETIME_MS = 60_000;

export class Program {
  readonly child: ChildProcessWithoutNullStreams;
  private readonly out: Buffer[] = [];
  private readonly err: Buffer[] = [];
  private readonly closed: Promise<unknown>;

  /**
   * Starts a command in the package's folder. It is killed when the test ends, if it still runs.
   *
   * @param variables  added to our environment; undefined removes one
   * @param lifetime  milliseconds after which it is ended
   */
  constructor(
    t: TestContext,
    command: readonly string[],
    variables: Readonly<Record<string, string | undefined>> = {},
    lifetime: number = LIFETIME_MS,
  ) {
    const [file, ...args] = command as [string, ...string[]];
    this.child = spawn(file, args, {
      cwd: packageRoot,
      env: { ...process.env, ...variables },
      timeout: lifetime,
      killSignal: "SIGKILL",
    });
    this.child.stdout.on("data", (data: Buffer) => this.out.push(data));
    this.child.stderr.on("data", (data: Buffer) => this.err.push(data));
    // A program need not read its input.
    this.child.stdin.on("error", () => {});
    this.closed = once(this.child, "close");
    t.after(() => this.child.kill("SIGKILL"));
  }

  get stdout(): Buffer {
    return Buffer.concat(this.out);
  }

  get stderr(): string {
    return Buffer.concat(this.err).toString();
  }

  /** Waits until its output on stdout, or stderr, matches. */
  async says(pattern: RegExp, stream: "stdout" | "stderr" = "stdout"): Promise<RegExpExecArray> {
    const text = (): string => this[stream].toString("latin1");
    for (;;) {
      const match = pattern.exec(text());
      if (match !== null) return match;
      const ended = await Promise.race([
        once(this.child[stream], "data").then(() => false),
        this.closed.then(() => true),
      ]);
      if (ended && !pattern.test(text())) {
        throw new Error(
          `ended (${this.child.exitCode}) without saying ${pattern}: ${this.stdout}${this.stderr}`,
        );
      }
    }
  }

  /** Waits until it ends. Returns the exit code, or null if a signal ended it. */
  async ends(): Promise<number | null> {
    await this.closed;
    return this.child.exitCode;
  }
}
