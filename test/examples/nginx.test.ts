import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { skipWithout } from "../support/oracle.js";
import { Program } from "../support/program.js";

/** A port that nobody has just now. nginx cannot be given port 0. */
function freePort(): number {
  const [server] = socket.bind("127.0.0.1", 0);
  const port = server?.getsockname()[1];
  server?.close();
  return port as number;
}

async function nginx(t: TestContext, body: Buffer): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-nginx-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "page"), body);
  const port = freePort();
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid ${folder}/pid; error_log stderr notice;
     events {} http { access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder};
     fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
     server { listen 127.0.0.1:${port}; root ${folder}; } }`,
  );
  const server = new Program(t, ["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"]);
  // It listens before it writes its pid; a connection is the event to wait for.
  for (;;) {
    const [client] = socket.connect("127.0.0.1", port);
    if (client !== undefined) {
      client.close();
      return port;
    }
    if (server.child.exitCode !== null) throw new Error(server.stderr);
    await new Promise(setImmediate);
  }
}

test("both http-get examples print a megabyte from nginx as it is", {
  skip: skipWithout("nginx", ["-v"]),
}, async (t) => {
  const body = randomBytes(1 << 20);
  const port = await nginx(t, body);
  for (const command of [["dist/cli.js", "examples/http-get.lua"], ["examples/http-get.mjs"]]) {
    const ours = new Program(t, [process.execPath, ...command, "127.0.0.1", String(port), "/page"]);
    assert.equal(await ours.ends(), 0, ours.stderr);
    assert.ok(ours.stdout.equals(body));
  }
});
