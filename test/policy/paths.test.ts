// A policy holds for the paths and abstract names of unix-domain sockets.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { after } from "node:test";
import socket from "luasocket";
import { type Binding, withBothBindings } from "../js/bridges/both-bindings.ts";
import { must } from "../support/connected-pair.ts";
import { leavesNoSocketOpen } from "../support/open-sockets.ts";

leavesNoSocketOpen();

/** Its calls are awaited, whatever they give. */
const awaited = (binding: Binding): typeof socket => binding as typeof socket;

const REFUSED = [undefined, "permission denied"];
const root = realpathSync(mkdtempSync(join(tmpdir(), "luasocket-paths-")));
after(() => rmSync(root, { recursive: true }));

let round = 0;

/** Folders `open` and `shut` with servers, and links between them. */
function folders(t: { after(end: () => void): void }): string {
  const folder = join(root, String(++round));
  for (const name of ["open", "shut"]) {
    mkdirSync(join(folder, name), { recursive: true });
    const server = must(socket.unix.stream());
    t.after(() => server.close());
    assert.deepEqual(server.bind(join(folder, name, "s")), [1]);
    assert.deepEqual(server.listen(), [1]);
    const receiver = must(socket.unix.dgram());
    t.after(() => receiver.close());
    assert.deepEqual(receiver.bind(join(folder, name, "d")), [1]);
    receiver.settimeout(0);
  }
  symlinkSync(join(folder, "shut", "s"), join(folder, "open", "link"));
  symlinkSync(join(folder, "shut", "d"), join(folder, "open", "dlink"));
  symlinkSync(join(folder, "shut"), join(folder, "open", "folder"));
  symlinkSync(join(folder, "open"), join(folder, "toopen"));
  symlinkSync(join(folder, "shut", "new"), join(folder, "open", "dangling"));
  return folder;
}

withBothBindings(
  "streams connect and are bound where the policy says, by whatever path",
  async (t, either) => {
    const binding = awaited(either);
    const folder = folders(t);
    const guarded = binding.configure({ policy: { unix: [join(folder, "open")] } });
    const connect = async (path: string | Uint8Array): Promise<readonly unknown[]> => {
      const stream = must(guarded.unix.stream());
      try {
        return await stream.connect(path);
      } finally {
        stream.close();
      }
    };
    for (const path of ["open/s", "./open/s", "shut/../open/s", "toopen/s", "open/../open//s"]) {
      assert.deepEqual(await connect(`${folder}/${path}`), [1], path);
      assert.deepEqual(await connect(`${relative(process.cwd(), folder)}/${path}`), [1], path);
    }
    for (const path of [
      "shut/s",
      "open/../shut/s",
      "open/link",
      "open/folder/s",
      "toopen/link",
      "open/s/../../shut/s",
      "nowhere",
      "open2",
      "open/nowhere/../../shut/s",
      "shut/s\0/open/s",
      "open/s\0",
    ]) {
      assert.deepEqual(await connect(`${folder}/${path}`), REFUSED, path);
    }
    assert.deepEqual(await connect(""), REFUSED);
    assert.deepEqual(await connect("\0abstract"), REFUSED);
    assert.deepEqual(await connect(Buffer.from(join(folder, "shut", "s"))), REFUSED);
    assert.deepEqual(await connect(join(folder, "open", "nobody")), [undefined, "No such file or directory"]);

    const bind = (path: string): readonly unknown[] => {
      const stream = must(guarded.unix.stream());
      t.after(() => stream.close());
      return stream.bind(path);
    };
    assert.deepEqual(bind(join(folder, "open", "new")), [1]);
    for (const path of ["shut/new", "open/folder/new", "open/nowhere/../new"]) {
      assert.deepEqual(bind(`${folder}/${path}`), REFUSED, path);
    }
    // bind(2) follows no link: nothing appears behind it.
    assert.deepEqual(bind(join(folder, "open", "dangling")), [undefined, "address already in use"]);
  },
);

withBothBindings("datagrams are sent and received where the policy says", async (t, either) => {
  const binding = awaited(either);
  const folder = folders(t);
  const guarded = binding.configure({ policy: { unix: [join(folder, "open")] } });
  const dgram = must(guarded.unix.dgram());
  t.after(() => dgram.close());
  assert.deepEqual(await dgram.sendto("x", join(folder, "open", "d")), [1]);
  for (const path of ["shut/d", "open/dlink", "open/folder/d"]) {
    assert.deepEqual(await dgram.sendto("x", join(folder, path)), REFUSED, path);
    assert.deepEqual(dgram.connect(join(folder, path)), REFUSED, path);
  }
  assert.deepEqual(dgram.bind(join(folder, "shut", "mine")), REFUSED);
  assert.deepEqual(dgram.bind(""), REFUSED);
  assert.equal(dgram.class, "unixdgram{unconnected}");
  assert.deepEqual(dgram.connect(join(folder, "open", "d")), [1]);
});

withBothBindings("abstract names are allowed one by one, or with everything", async (t, either) => {
  const binding = awaited(either);
  const name = `luasocket-policy-${process.pid}-${++round}`;
  const guarded = binding.configure({ policy: { unix: { allow: [`@${name}`, "/tmp"], deny: [] } } });
  const bind = (namespace: typeof socket, path: string): readonly unknown[] => {
    const stream = must(namespace.unix.stream());
    t.after(() => stream.close());
    return stream.bind(path);
  };
  assert.deepEqual(bind(guarded, `\0${name}`), [1]);
  assert.deepEqual(bind(guarded, `\0${name}x`), REFUSED);
  assert.deepEqual(bind(guarded, `\0${name}\0`), REFUSED);
  assert.deepEqual(bind(guarded, ""), REFUSED);
  const all = binding.configure({ policy: { unix: { deny: [`@${name}`] } } });
  assert.deepEqual(bind(all, `\0${name}`), REFUSED);
  assert.deepEqual(bind(all, ""), [1]);
});
