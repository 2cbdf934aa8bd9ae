// nginx, serving a folder of a test's own.

import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import socket from "luasocket";
import { freePort } from "../support/free-port.ts";
import { Program } from "../support/program.ts";
import { folderWith } from "./dnsmasq.ts";

export interface WebServer {
  readonly port: number;
  /** What it serves, and where paths in its settings begin. */
  readonly folder: string;
}

/**
 * Starts nginx.
 *
 * @param files     what there is at `/name`
 * @param settings  more lines for its only server
 */
export async function nginx(
  t: TestContext,
  files: Readonly<Record<string, Buffer>>,
  settings = "",
): Promise<WebServer> {
  const folder = folderWith(t, files);
  chmodSync(folder, 0o755);
  for (let tries = 1; ; tries++) {
    const port = freePort();
    writeFileSync(
      join(folder, "nginx.conf"),
      `daemon off; master_process off; pid ${folder}/pid; error_log stderr notice;
       events {} http { access_log off; client_body_temp_path ${folder}; proxy_temp_path ${folder};
       fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder}; scgi_temp_path ${folder};
       types { text/html html; }
       server { listen 127.0.0.1:${port}; root ${folder}; ssi on; ${settings} } }`,
    );
    const server = new Program(t, ["nginx", "-p", folder, "-c", "nginx.conf", "-e", "stderr"]);
    if (await listens(server, port)) return { port, folder };
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
