import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type TestContext } from "node:test";
import socket from "luasocket";
import { skipWithout } from "../support/oracle.js";
import { Program } from "../support/program.js";
import { waysToRun } from "./ways.js";

const files = {
  text: Buffer.from("Grüße\nin two lines\n"),
  empty: Buffer.alloc(0),
  binary: randomBytes(1 << 20),
  large: randomBytes(20 << 20),
  "page.html": Buffer.from('<p>included: <!--#echo var="query_string" -->\n'.repeat(2000)),
};

/** A port that nobody has just now. nginx cannot be given port 0. */
function freePort(): number {
  const [server] = socket.bind("127.0.0.1", 0);
  const port = server?.getsockname()[1];
  server?.close();
  return port as number;
}

/** Starts nginx with the files, and gives its port. */
async function nginx(t: TestContext): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-nginx-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  for (let tries = 1; ; tries++) {
    const port = freePort();
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/pid; error_log stderr notice;
       events {} http { access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder};
       fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
       types { text/html html; }
       server { listen 127.0.0.1:${port}; root ${folder}; ssi on; } }`,
    );
    const server = new Program(t, ["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"]);
    if (await listens(server, port)) return port;
    // Another program may have taken the port in between.
    if (tries === 3 || !server.stderr.includes("Address already in use")) throw new Error(server.stderr);
  }
}

/** Waits until somebody lets us in at the port, which is nginx unless it has complained; or until nginx has ended. */
async function listens(server: Program, port: number): Promise<boolean> {
  while (server.child.exitCode === null) {
    const [client] = socket.connect("127.0.0.1", port);
    client?.close();
    if (client !== undefined) return !server.stderr.includes("Address already in use");
    await new Promise(setImmediate);
  }
  return false;
}

const skipWithoutServer = skipWithout("nginx", ["-v"]) || skipWithout("curl", ["-V"]);

for (const { title, command, skip } of waysToRun("http-get")) {
  test(`${title} prints what curl prints from nginx`, { skip: skip || skipWithoutServer }, async (t) => {
    const port = await nginx(t);
    // The page with includes comes in chunks; the folder itself is forbidden.
    for (const path of [...Object.keys(files).map((name) => `/${name}`), "/page.html?a=b", "/missing", "/"]) {
      const curl = new Program(t, ["curl", "-sv", `http://127.0.0.1:${port}${path}`]);
      const ours = new Program(t, [...command, "127.0.0.1", String(port), path]);
      assert.equal(await curl.ends(), 0, curl.stderr);
      assert.equal(await ours.ends(), 0, ours.stderr);
      assert.ok(ours.stdout.equals(curl.stdout), `${path}: ${ours.stdout.length}, not ${curl.stdout.length}`);
      if (path.startsWith("/page")) assert.match(curl.stderr, /transfer-encoding: chunked/i);
    }
  });
}
