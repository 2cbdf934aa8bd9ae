// dnsmasq: a resolver and TFTP server of a test's own.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { freePort } from "../support/free-port.ts";
import { Program } from "../support/program.ts";

/** Starts dnsmasq on a port of 127.0.0.1, for UDP and TCP; gives the port once it answers. */
export async function dnsmasq(t: TestContext, options: readonly string[]): Promise<number> {
  for (let tries = 1; ; tries++) {
    const port = freePort();
    const server = new Program(t, [
      ...["dnsmasq", "--no-daemon", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--pid-file="],
      ...["--user=", "--group=", "--log-facility=-", "--listen-address=127.0.0.1", "--bind-interfaces"],
      ...[`--port=${port}`, ...options],
    ]);
    const [said] = await server.says(/started, version|in use|failed.*/, "stderr");
    if (said === "started, version") return port;
    // Another program may have taken the port in between.
    if (tries === 3 || said !== "in use") throw new Error(server.stderr);
  }
}

/** A folder with files in it, for the time of a test. */
export function folderWith(t: TestContext, files: Readonly<Record<string, Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-files-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}
