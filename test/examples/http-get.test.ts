import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { webServer } from "../support/web-server.ts";
import { waysToRun } from "./ways.ts";

const pages = {
  "/": { body: Buffer.from("hello\n") },
  "/empty": { body: Buffer.alloc(0) },
  "/binary": { body: randomBytes(1_000_000) },
  "/chunked": { body: randomBytes(300_000), framing: "chunked" },
  "/to-the-end": { body: randomBytes(300_000), framing: "close" },
  "/large": { body: Buffer.alloc(20_000_000, "0123456789abcde\n") },
  "/failure": { body: Buffer.from("out of order\n"), status: 500 },
} as const;

/** Paths of broken-web-server.py, and what curl would say in its own words; undefined: nothing is wrong. */
const oddAnswers = {
  "/early-hints": undefined,
  "/trailer": undefined,
  "/no-content": undefined,
  "/old": undefined,
  "/cut-length": "closed",
  "/cut-chunk": "closed",
  "/no-size": "a chunk has no size",
  "/no-http": "this is not HTTP",
  "/nothing": "closed",
} as const;

const skipWithoutCurl = skipWithout("curl", ["-V"]);
const skipWithoutPython = skipWithout("python3", ["-V"]);

async function start(t: TestContext, command: readonly string[], says: RegExp): Promise<string> {
  const [, port] = await new Program(t, command).says(says);
  return port as string;
}

/** Runs both for one page and compares their bytes; gives the example. */
async function printsAsCurl(t: TestContext, command: readonly string[], port: string, path: string) {
  const curl = new Program(t, ["curl", "-s", `http://127.0.0.1:${port}${path}`]);
  const ours = new Program(t, [...command, "127.0.0.1", port, path]);
  const curlSucceeds = (await curl.ends()) === 0;
  assert.equal(await ours.ends(), curlSucceeds ? 0 : 1, ours.stderr);
  assert.ok(ours.stdout.equals(curl.stdout), `${ours.stdout.length} bytes, not ${curl.stdout.length}`);
  return ours;
}

for (const { title, command, skip } of waysToRun("http-get")) {
  for (const path of [...Object.keys(pages), "/missing"]) {
    test(`${title} prints what curl prints for ${path}`, { skip: skip || skipWithoutCurl }, async (t) => {
      await printsAsCurl(t, command, String(await webServer(t, pages)), path);
    });
  }

  for (const [path, complaint] of Object.entries(oddAnswers)) {
    test(`${title} prints what curl prints for ${path}, and says what is wrong`, {
      skip: skip || skipWithoutCurl || skipWithoutPython,
    }, async (t) => {
      const port = await start(t, ["python3", "test/examples/broken-web-server.py"], /^(\d+)\n/);
      const { stderr } = await printsAsCurl(t, command, port, path);
      assert.equal(stderr, complaint === undefined ? "" : `http-get: ${complaint}\n`);
    });
  }

  test(`${title} prints what curl prints for a file and a list of files from Python`, {
    skip: skip || skipWithoutCurl || skipWithoutPython,
  }, async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "luasocket-python-"));
    t.after(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, "page"), randomBytes(300_000));
    const server = ["python3", "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "-d", folder];
    const port = await start(t, server, /port (\d+)/);
    for (const path of ["/page", "/"]) await printsAsCurl(t, command, port, path);
  });

  test(`${title} says on stderr that nobody listens, and exits with 1`, { skip }, async (t) => {
    // Port 1 of loopback (tcpmux) is nobody's on any machine in use.
    const ours = new Program(t, [...command, "127.0.0.1", "1", "/"]);
    assert.equal(await ours.ends(), 1);
    assert.match(ours.stderr, /^http-get: connection refused\n$/);
    assert.equal(ours.stdout.length, 0);
  });
}
