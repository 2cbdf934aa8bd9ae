import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import test from "node:test";
import { skipWithout } from "../support/oracle.js";
import { Program } from "../support/program.js";
import { webServer } from "../support/web-server.js";

const pages = {
  "/": { body: Buffer.from("hello\n") },
  "/empty": { body: Buffer.alloc(0) },
  "/binary": { body: randomBytes(1_000_000) },
  "/chunked": { body: randomBytes(300_000), framing: "chunked" },
  "/to-the-end": { body: randomBytes(300_000), framing: "close" },
  "/large": { body: Buffer.alloc(20_000_000, "0123456789abcde\n") },
  "/failure": { body: Buffer.from("out of order\n"), status: 500 },
} as const;

const commands = {
  "http-get.lua": [process.execPath, "dist/cli.js", "examples/http-get.lua"],
  "http-get.lua on Lua 5.1": [process.execPath, "dist/cli.js", "--lua", "5.1", "examples/http-get.lua"],
  "http-get.mjs": [process.execPath, "examples/http-get.mjs"],
};

for (const [name, command] of Object.entries(commands)) {
  for (const path of [...Object.keys(pages), "/missing"]) {
    test(`${name} prints what curl prints for ${path}`, { skip: skipWithout("curl", ["-V"]) }, async (t) => {
      const port = await webServer(t, pages);
      const curl = new Program(t, ["curl", "-s", `http://127.0.0.1:${port}${path}`]);
      const ours = new Program(t, [...command, "127.0.0.1", String(port), path]);
      assert.equal(await curl.ends(), 0);
      assert.equal(await ours.ends(), 0, ours.stderr);
      assert.ok(ours.stdout.equals(curl.stdout), `${ours.stdout.length} bytes, not ${curl.stdout.length}`);
    });
  }

  test(`${name} says on stderr that nobody listens, and exits with 1`, async (t) => {
    // Port 1 of loopback (tcpmux) is nobody's on any machine in use.
    const ours = new Program(t, [...command, "127.0.0.1", "1", "/"]);
    assert.equal(await ours.ends(), 1);
    assert.match(ours.stderr, /^http-get: connection refused\n$/);
    assert.equal(ours.stdout.length, 0);
  });
}
