import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";

const transfer = [process.execPath, "examples/transfer.mjs"];

function folderOf(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-transfer-"));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

async function receiver(t: TestContext, path: string): Promise<{ program: Program; port: string }> {
  const program = new Program(t, [...transfer, "receive", path, "0"]);
  const [, port] = await program.says(/^listening on 127\.0\.0\.1 (\d+)\n/);
  return { program, port: port as string };
}

for (const size of [0, 1, 256 * 1024, 5_000_001]) {
  test(`transfer.mjs moves a file of ${size} bytes, and says how far it is in lines`, async (t) => {
    const folder = folderOf(t);
    const [original, copy] = [join(folder, "original"), join(folder, "copy")];
    writeFileSync(original, randomBytes(size));
    const { program, port } = await receiver(t, copy);
    const sender = new Program(t, [...transfer, "send", original, "127.0.0.1", port]);
    assert.equal(await sender.ends(), 0, sender.stderr);
    assert.equal(await program.ends(), 0, program.stderr);
    assert.ok(readFileSync(copy).equals(readFileSync(original)));
    assert.deepEqual(readdirSync(folder).sort(), ["copy", "original"]);
    assert.equal(sender.stdout.toString(), `sent ${size} bytes\n`);
    assert.match(program.stdout.toString(), new RegExp(`\nreceived ${size} bytes\n$`));
    for (const { stderr } of [sender, program]) {
      if (size === 0) assert.equal(stderr, "");
      else
        assert.match(
          stderr,
          new RegExp(`^(\\d+%, \\d+ of ${size} bytes\n){0,9}100%, ${size} of ${size} bytes\n$`),
        );
    }
  });
}

test("transfer.mjs draws a bar on a terminal, over itself, and no line is longer than that", {
  skip: skipWithout("script", ["--version"]),
}, async (t) => {
  const folder = folderOf(t);
  const original = join(folder, "original");
  writeFileSync(original, randomBytes(5_000_000));
  const { program, port } = await receiver(t, join(folder, "copy"));
  const command = `stty cols 40; exec "${process.execPath}" examples/transfer.mjs send "${original}" 127.0.0.1 ${port}`;
  // script(1) gives its command a terminal, and prints what appears there.
  const terminal = new Program(t, ["script", "-qec", command, "/dev/null"]);
  assert.equal(await terminal.ends(), 0, terminal.stderr);
  assert.equal(await program.ends(), 0, program.stderr);
  const pictures = terminal.stdout
    .toString()
    .split("\r")
    .filter((text) => text.startsWith("["));
  assert.ok(pictures.length > 0);
  for (const picture of pictures) {
    assert.match(picture, /^\[#* *\] \d/);
    assert.ok(picture.replace("\x1b[K", "").length < 40, picture);
  }
  assert.match(pictures.at(-1) as string, /^\[#{30}\] 100%/);
  assert.ok(terminal.stdout.toString().endsWith("\x1b[K\r\nsent 5000000 bytes\r\n"));
});

test("transfer.mjs leaves no file when the sender goes away, and says why", async (t) => {
  const folder = folderOf(t);
  const { program, port } = await receiver(t, join(folder, "copy"));
  connect(Number(port), "127.0.0.1").end("1000000\nnot so many");
  assert.equal(await program.ends(), 1);
  assert.equal(program.stderr, "transfer: closed\n");
  assert.deepEqual(readdirSync(folder), []);
});

test("transfer.mjs takes no line for a size that is none", async (t) => {
  for (const line of ["-1", "1e400", "much", "9".repeat(30)]) {
    const path = join(folderOf(t), "copy");
    const { program, port } = await receiver(t, path);
    connect(Number(port), "127.0.0.1")
      .end(`${line}\n`)
      .on("error", () => {});
    assert.equal(await program.ends(), 1);
    assert.match(program.stderr, /^transfer: (that is no size|line too long)\n$/);
    assert.ok(!existsSync(path));
  }
});

test("transfer.mjs says what it cannot do", async (t) => {
  const folder = folderOf(t);
  for (const [args, complaint] of [
    [["send", join(folder, "none"), "127.0.0.1", "1"], /^transfer: ENOENT/],
    [["send", "package.json", "127.0.0.1", "1"], /^transfer: connection refused\n$/],
    [["send"], /^transfer: usage: /],
  ] as const) {
    const program = new Program(t, [...transfer, ...args]);
    assert.equal(await program.ends(), 1);
    assert.match(program.stderr, complaint);
  }
});
