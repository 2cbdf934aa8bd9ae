// What the build of Lua asks of the host is refused there, whatever asks: a broken VM has its imports, and no more.

import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after } from "node:test";
import { Descriptors, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY } from "#src/vm/runtime/host/descriptors.ts";
import { fileImports } from "#src/vm/runtime/host/files.ts";
import { EACCES } from "#src/vm/runtime/host/wasi-errno.ts";
import type { Machine } from "#src/vm/runtime/machine.ts";
import { Sandbox, type SandboxOptions } from "#src/vm/sandbox/sandbox.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "luasocket-imports-")));
after(() => rmSync(root, { recursive: true }));
writeFileSync(join(root, "file"), "content");

/** The imports of a sandbox, in whose memory a number stands for each of these paths. */
function imports(options: SandboxOptions, paths: readonly string[]) {
  const memory = { readCString: (pointer: number) => Buffer.from(paths[pointer] as string), u32: [0o600] };
  const descriptors = new Descriptors();
  const calls = fileImports({ memory } as unknown as Machine, descriptors, new Sandbox(options).rights);
  return { ...calls, descriptors };
}

test("to make a file or to cut it off is to write it, whatever else is asked for", () => {
  const { __syscall_openat: open, descriptors } = imports({ read: [root] }, [
    join(root, "file"),
    join(root, "new"),
  ]);
  for (const flags of [O_RDONLY | O_TRUNC, O_RDONLY | O_CREAT, O_WRONLY, O_WRONLY | O_CREAT, 3]) {
    for (const path of [0, 1]) assert.equal(open(0, path, flags, 0), -EACCES, `${path} ${flags}`);
  }
  assert.ok(open(0, 0, O_RDONLY, 0) > 2);
  descriptors.closeAll();
  assert.deepEqual(readdirSync(root), ["file"]);
  assert.equal(readFileSync(join(root, "file"), "utf8"), "content");
});

test("entries of folders are changed only where they may be written", () => {
  const calls = imports({ read: [root] }, [join(root, "file"), join(root, "new"), root]);
  assert.equal(calls.__syscall_unlinkat(0, 0, 0), -EACCES);
  assert.equal(calls.__syscall_rmdir(2), -EACCES);
  assert.equal(calls.__syscall_renameat(0, 0, 0, 1), -EACCES);
  assert.equal(imports({ write: [root] }, [join(root, "file")]).__syscall_readlinkat(0, 0, 0, 9), -EACCES);
  assert.deepEqual(readdirSync(root), ["file"]);
});
