// Programs that see a hosts file of the test's own, in a mount namespace.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { skipWithout } from "./oracle.ts";

/** Not every machine lets its users have namespaces. */
export const skipWithoutNamespace: string | false = skipWithout("unshare", ["-rm", "true"]);

/** Words to put before a command, so that it sees the file. The file is removed when the tests are over. */
export function withHostsFile(content: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "luasocket-hosts-"));
  after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "hosts");
  writeFileSync(file, content);
  return ["unshare", "-rm", "sh", "-c", 'mount --bind "$0" /etc/hosts && exec "$@"', file];
}
