import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import test from "node:test";
import { nginx } from "../peers/nginx.ts";
import { skipWithout } from "../support/oracle.ts";
import { Program } from "../support/program.ts";
import { waysToRun } from "./ways.ts";

const files = {
  text: Buffer.from("Grüße\nin two lines\n"),
  empty: Buffer.alloc(0),
  binary: randomBytes(1 << 20),
  large: randomBytes(20 << 20),
  "page.html": Buffer.from('<p>included: <!--#echo var="query_string" -->\n'.repeat(2000)),
};

const skipWithoutServer = skipWithout("nginx", ["-v"]) || skipWithout("curl", ["-V"]);

for (const { title, command, skip } of waysToRun("http-get")) {
  test(`${title} prints what curl prints from nginx`, { skip: skip || skipWithoutServer }, async (t) => {
    const { port } = await nginx(t, files);
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
