// The guides do what they say: their programs are saved under their names, their sessions typed into a shell.
//
// A program's first line is its name, `// ask.mjs` or `-- ask.lua`. A block that begins with `// from FILE` or
// `-- from FILE` is a part of that file of the package. A block of the language "console" is a session: what stands
// behind `$ ` is typed, the rest is printed. A command that ends with `&` runs on behind the others when it has
// printed what it should, and `wait` shows what those have printed since. The port 4000 is any that is free.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { freePort } from "../support/free-port.ts";
import { skipWithout } from "../support/oracle.ts";
import { packageRoot } from "../support/program.ts";

const guides = join(packageRoot, "docs", "guides");
/** What sessions type that not every machine has. */
const COMMANDS = ["nc"];
const LIFETIME_MS = 60_000;

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language, text]) => ({
    language: language as string,
    text: text as string,
  }));
}

/** A folder as a user has it: with the package in its node_modules. */
function folderFor(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-guide-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, ".bin"), { recursive: true });
  symlinkSync(packageRoot, join(modules, "luasocket"));
  writeFileSync(
    join(modules, ".bin", "luasocket"),
    `#!/bin/sh\nexec node "${packageRoot}/dist/bundle/cli.js" "$@"\n`,
    {
      mode: 0o755,
    },
  );
  return folder;
}

interface Step {
  readonly command: string;
  readonly printed: string;
}

function stepsOf(session: string): Step[] {
  return session
    .split(/^\$ /m)
    .slice(1)
    .map((step) => {
      const end = step.indexOf("\n");
      return { command: step.slice(0, end), printed: step.slice(end + 1) };
    });
}

/** A command that was typed into a shell in a folder. It ends with its test at the latest. */
class Command {
  private output = "";
  private readonly ended: Promise<void>;
  private tell: () => void = () => {};

  constructor(t: TestContext, line: string, folder: string) {
    // A group of its own, so that what npx starts ends with it.
    const shell = spawn("bash", ["-c", line], {
      cwd: folder,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = (): void => {
      try {
        process.kill(-(shell.pid as number), "SIGKILL");
      } catch {
        // It has ended.
      }
    };
    const timer = setTimeout(end, LIFETIME_MS);
    t.after(end);
    let complaints = "";
    shell.stderr.on("data", (data: Buffer) => {
      complaints += data;
    });
    shell.stdout.on("data", (data: Buffer) => {
      this.output += data;
      this.tell();
    });
    this.ended = new Promise((resolve, reject) => {
      shell.on("close", (status) => {
        clearTimeout(timer);
        this.tell();
        if (status === 0) resolve();
        else reject(new Error(`${line} ended with ${status}: ${this.output}${complaints}`));
      });
    });
    // Of one behind the others, only `wait` wants to know.
    this.ended.catch(() => {});
  }

  /** What it prints until its end. */
  async rest(): Promise<string> {
    await this.ended;
    return this.taken();
  }

  /** What it prints first, at least so much. */
  async start(length: number): Promise<string> {
    const enough = new Promise<void>((resolve) => {
      this.tell = () => {
        if (this.output.length >= length) resolve();
      };
      this.tell();
    });
    await Promise.race([enough, this.ended]);
    return this.taken();
  }

  private taken(): string {
    const { output } = this;
    this.output = "";
    return output;
  }
}

/** Types the commands of a session, and compares what they print. */
async function type(t: TestContext, steps: readonly Step[], folder: string): Promise<void> {
  const behind: Command[] = [];
  for (const { command, printed } of steps) {
    let output = "";
    if (command === "wait") {
      for (const each of behind.splice(0)) output += await each.rest();
    } else if (command.endsWith("&")) {
      const started = new Command(t, command.slice(0, -1), folder);
      behind.push(started);
      output = await started.start(printed.length);
    } else {
      output = await new Command(t, command, folder).rest();
    }
    assert.equal(output, printed, command);
  }
}

/** A program of a guide, and its name. */
const nameOf = (text: string): { name?: string | undefined; from?: string | undefined } => {
  const [, from, name] = /^(?:\/\/|--) (from )?(\S+\.\w+)\n/.exec(text) ?? [];
  return { name, from };
};

test("the programs of the guides are what TypeScript takes", async (t) => {
  const folder = folderFor(t);
  const files: string[] = [];
  for (const guide of readdirSync(guides)) {
    for (const { language, text } of blocksOf(readFileSync(join(guides, guide), "utf8"))) {
      const { name, from } = nameOf(text);
      if (language !== "js" || name === undefined || from !== undefined) continue;
      files.push(`${guide.slice(0, -".md".length)}-${name}`);
      writeFileSync(join(folder, files.at(-1) as string), text);
    }
  }
  assert.ok(files.length > 10);
  symlinkSync(join(packageRoot, "node_modules", "@types"), join(folder, "node_modules", "@types"));
  const tsc = join(packageRoot, "node_modules", ".bin", "tsc");
  // All of strict, but that parameters have no types in JavaScript.
  const options =
    "--noEmit --allowJs --checkJs --strict --noImplicitAny false --target esnext --module nodenext";
  assert.equal(
    await new Command(t, `${tsc} ${options} --types node --skipLibCheck ${files.join(" ")}`, folder).rest(),
    "",
  );
});

/** Needs MobDebug, which Debian does not have; test/lua/debugging.test.ts stands in for it. */
const NOT_RUN = "debugging.md";

for (const guide of readdirSync(guides).filter((name) => name !== NOT_RUN)) {
  const blocks = blocksOf(readFileSync(join(guides, guide), "utf8"));
  const sessions = blocks.filter(({ language }) => language === "console");
  const missing = COMMANDS.filter((name) =>
    sessions.some(({ text }) => new RegExp(`\\b${name} -`).test(text)),
  );
  const reasons = missing.map((name) => skipWithout("sh", ["-c", `command -v ${name}`]));
  const skip = reasons.find((reason) => reason !== false) ?? false;

  test(`docs/guides/${guide} does what it says`, { skip }, async (t) => {
    assert.ok(sessions.length > 0);
    const folder = folderFor(t);
    const port = String(freePort());
    for (const { text } of blocks) {
      const { name, from } = nameOf(text);
      if (name === undefined) continue;
      if (from === undefined) {
        writeFileSync(join(folder, name), text);
        continue;
      }
      const part = text.slice(text.indexOf("\n") + 1).trim();
      assert.ok(readFileSync(join(packageRoot, name), "utf8").includes(part), `not in ${name}:\n${part}`);
    }
    for (const { text } of sessions) await type(t, stepsOf(text.replaceAll("4000", port)), folder);
  });
}
