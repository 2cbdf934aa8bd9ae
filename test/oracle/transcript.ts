// A transcript is what a program showed: lines of stdout, then of stderr, then how it ended.
import { spawn } from "node:child_process";
import { once } from "node:events";

const TIMEOUT_SECONDS = 20;

export interface Ending {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  readonly timedOut: boolean;
}

// A user's settings for Lua must not change what a snippet loads.
const { LUA_INIT, LUA_INIT_5_4, LUA_PATH, LUA_PATH_5_4, LUA_CPATH, LUA_CPATH_5_4, ...environment } =
  process.env;

/** Runs a command without a shell and without input; kills it after 20 seconds. */
export function run(
  command: string,
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: folder,
      env: { ...environment, ...variables },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    // latin1 keeps each byte apart, so that a difference in bytes is a difference in lines.
    child.stdout.setEncoding("latin1").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("latin1").on("data", (text: string) => {
      stderr += text;
    });
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill("SIGKILL");
    }, TIMEOUT_SECONDS * 1000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ stdout, stderr, code, timedOut });
    });
  });
}

/** Starts peer.lua, gives its port to `use`, and ends it when `use` is done. */
export async function withPeer<R>(
  command: string,
  folder: string,
  use: (port: string) => Promise<R>,
): Promise<R> {
  const peer = spawn(command, ["peer.lua"], {
    cwd: folder,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const signal = AbortSignal.timeout(TIMEOUT_SECONDS * 1000);
    const [line] = (await once(peer.stdout, "data", { signal })) as [Buffer];
    return await use(line.toString("latin1").trim());
  } finally {
    peer.kill("SIGKILL");
  }
}

function normalise(line: string): string {
  return (
    line
      // The program's name before an uncaught error.
      .replace(/^lua(?:socket|5\.\d)?: /, "lua: ")
      // The address in "tcp{client}: 0x55d0" or "table: 0x55d0".
      .replace(/: 0x[0-9a-f]+/gi, ": 0x*")
      // Lua finds a function's name in package.loaded, where one table stands under two names.
      .replace(/'(socket|mime)\.core\.(\w+)'/g, "'$1.$2'")
      // LuaSocket's own socket.lua is installed in another place, and may be another edition.
      .replace(/[^\s<'"]*\bsocket\.lua:\d+/g, "socket.lua:*")
  );
}

function lines(text: string, mark: string): string[] {
  if (text === "") return [];
  const parts = text.split("\n");
  const rest = parts.pop();
  const whole = parts.map((line) => mark + normalise(line));
  return rest === "" ? whole : [...whole, `${mark}${normalise(rest ?? "")} [no line end]`];
}

export function transcript({ stdout, stderr, code, timedOut }: Ending): string[] {
  const end = timedOut ? `[killed after ${TIMEOUT_SECONDS} s]` : `[exit code ${code}]`;
  return [...lines(stdout, ""), ...lines(stderr, "[stderr] "), end];
}

export interface Difference {
  /** Counted from 1. */
  readonly line: number;
  readonly native: string | undefined;
  readonly ours: string | undefined;
}

/** Compares line by line: both sides run the same program, so line n of one belongs to line n of the other. */
export function differences(native: readonly string[], ours: readonly string[]): Difference[] {
  const count = Math.max(native.length, ours.length);
  return Array.from({ length: count }, (_, i) => ({ line: i + 1, native: native[i], ours: ours[i] })).filter(
    (pair) => pair.native !== pair.ours,
  );
}

/** At most ten of the differences, after the line of `native` before them, which is equal. */
export function describeDifferences(found: readonly Difference[], native: readonly string[]): string {
  const shown = found
    .slice(0, 10)
    .flatMap((difference) => [
      `line ${difference.line}`,
      `  native  ${difference.native ?? "[nothing]"}`,
      `  ours    ${difference.ours ?? "[nothing]"}`,
    ]);
  const first = found[0]?.line ?? 1;
  const before = first > 1 ? [`line ${first - 1}`, `  both    ${native[first - 2]}`] : [];
  const more = found.length > 10 ? [`and ${found.length - 10} more`] : [];
  return [...before, ...shown, ...more].join("\n");
}
