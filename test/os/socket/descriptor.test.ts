// The ownership of descriptors: who closes which, who is told, and in which mode calls find them.

import assert from "node:assert/strict";
import { closeSync, fstatSync, openSync, readFileSync, readlinkSync } from "node:fs";
import { constants } from "node:os";
import test, { type TestContext } from "node:test";
import { platform } from "#src/os/platform/platform.ts";
import {
  Descriptor,
  descriptorLimit,
  duplicate,
  isOwned,
  MAX_FD,
  onFdReleased,
} from "#src/os/socket/descriptor.ts";
import { openSocket } from "#src/os/socket/socket.ts";
import { leavesNoSocketOpen } from "../../support/open-sockets.ts";

leavesNoSocketOpen();

/** Descriptors whose release was reported. */
const released: number[] = [];
onFdReleased((fd) => released.push(fd));

/** The reports of an action. */
function releasedBy(action: () => void): number[] {
  released.length = 0;
  action();
  return [...released];
}

const newFd = (isBlocking = false): number => openSocket(platform.AF_INET, platform.SOCK_STREAM, isBlocking);

/** Target of a descriptor, or undefined if it is not open. */
function target(fd: number): string | undefined {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return undefined;
  }
}

/** Whether calls on a descriptor may block: its flags, in octal (proc(5), fdinfo). */
const blocks = (fd: number): boolean => {
  const [, flags] = /^flags:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${fd}`, "latin1")) ?? [];
  return (Number.parseInt(flags as string, 8) & platform.O_NONBLOCK) === 0;
};

function owning(t: TestContext, isBlocking = false): Descriptor {
  const descriptor = new Descriptor();
  descriptor.own(newFd(isBlocking), isBlocking);
  t.after(() => descriptor.close());
  return descriptor;
}

test("a new one holds nothing, and a close of it changes only the generation", () => {
  const descriptor = new Descriptor();
  assert.deepEqual([descriptor.fd, descriptor.isOpen, descriptor.isBlocking], [-1, false, false]);
  const { generation } = descriptor;
  assert.deepEqual(
    releasedBy(() => descriptor.close()),
    [],
  );
  assert.equal(descriptor.generation, generation + 1);
});

test("it owns what it takes, and closes that once", () => {
  const descriptor = new Descriptor();
  const fd = newFd();
  assert.equal(isOwned(fd), false);
  // Other code may have closed a descriptor of this number without a word.
  assert.deepEqual(
    releasedBy(() => descriptor.own(fd, false)),
    [fd],
  );
  assert.deepEqual([descriptor.fd, descriptor.isOpen, isOwned(fd)], [fd, true, true]);
  assert.deepEqual(
    releasedBy(() => descriptor.close()),
    [fd],
  );
  assert.deepEqual([descriptor.fd, isOwned(fd), target(fd)], [-1, false, undefined]);
  // The number is somebody else's now.
  const other = openSync("/dev/null", "r");
  assert.equal(other, fd);
  descriptor.close();
  assert.equal(target(other), "/dev/null");
  closeSync(other);
});

test("those who wait are told before the number is free", () => {
  const descriptor = new Descriptor();
  descriptor.own(newFd(), false);
  const { fd } = descriptor;
  let wasOpen: boolean | undefined;
  onFdReleased((released) => {
    if (released === fd) wasOpen ??= target(fd) !== undefined;
  });
  descriptor.close();
  assert.equal(wasOpen, true);
});

test("to own another one closes the one before", (t) => {
  const descriptor = owning(t);
  const { fd: first, generation } = descriptor;
  const second = newFd();
  assert.deepEqual(
    releasedBy(() => descriptor.own(second, false)),
    [first, second],
  );
  assert.deepEqual([target(first), descriptor.fd, isOwned(first)], [undefined, second, false]);
  assert.ok(descriptor.generation > generation);
});

test("to replace it leaves the one before open", (t) => {
  const descriptor = owning(t);
  const { fd: first, generation } = descriptor;
  t.after(() => closeSync(first));
  const second = newFd();
  assert.deepEqual(
    releasedBy(() => descriptor.replace(second)),
    [first],
  );
  assert.deepEqual([descriptor.fd, isOwned(first), isOwned(second)], [second, false, true]);
  assert.match(String(target(first)), /^socket:/);
  assert.ok(descriptor.generation > generation);
  descriptor.replace(-1);
  assert.deepEqual(
    [descriptor.fd, descriptor.isOpen, isOwned(second), isOwned(-1)],
    [-1, false, false, false],
  );
  closeSync(second);
});

test("a release closes nothing, and the generation stays", (t) => {
  const descriptor = owning(t);
  const { fd, generation } = descriptor;
  t.after(() => closeSync(fd));
  assert.deepEqual(
    releasedBy(() => descriptor.release()),
    [fd],
  );
  assert.deepEqual([descriptor.fd, descriptor.generation, isOwned(fd)], [-1, generation, false]);
  assert.ok(fstatSync(fd).isSocket());
  assert.deepEqual(
    releasedBy(() => descriptor.release()),
    [],
  );
});

test("its companion is closed with it, and when it is replaced", (t) => {
  const descriptor = owning(t);
  const { fd } = descriptor;
  descriptor.companion = owning(t);
  descriptor.close();
  assert.deepEqual([descriptor.companion.isOpen, target(fd)], [false, undefined]);
  descriptor.companion = owning(t);
  descriptor.replace(-1);
  assert.equal(descriptor.companion.isOpen, false);
  // One that holds nothing has its companion closed, too.
  descriptor.companion = owning(t);
  descriptor.close();
  assert.equal(descriptor.companion.isOpen, false);
});

test("a blocking one is made non-blocking once, and blocking again", (t) => {
  const descriptor = owning(t, true);
  assert.deepEqual([descriptor.isBlocking, blocks(descriptor.fd)], [true, true]);
  descriptor.stopBlocking();
  assert.deepEqual([descriptor.isBlocking, blocks(descriptor.fd)], [false, false]);
  descriptor.startBlocking();
  assert.deepEqual([descriptor.isBlocking, blocks(descriptor.fd)], [true, true]);
});

test("one that is known to be non-blocking costs no system call, one of other code does, once", (t) => {
  const foreign = new Descriptor();
  t.after(() => foreign.close());
  const fd = newFd(true);
  // Behind its back: who asked the kernel would see it.
  const tricked = new Descriptor();
  tricked.own(fd, false);
  tricked.stopBlocking();
  assert.equal(blocks(fd), true);
  tricked.release();
  foreign.replace(fd);
  assert.equal(foreign.isBlocking, false);
  foreign.stopBlocking();
  assert.equal(blocks(fd), false);
  foreign.startBlocking();
  foreign.isBlocking = false;
  foreign.stopBlocking();
  assert.equal(blocks(fd), true, "it was looked at again");
  foreign.own(newFd(true), false);
  foreign.stopBlocking();
  assert.equal(blocks(foreign.fd), true, "what it owns since is taken for foreign");
});

test("a number takes over the socket of another one, which is closed", (t) => {
  const one = owning(t, true);
  const other = owning(t);
  const [number, socket, gone] = [one.fd, target(other.fd), other.fd];
  assert.deepEqual(
    releasedBy(() => one.takeOver(other)),
    [number, gone],
  );
  assert.deepEqual([one.fd, target(number), other.fd, target(gone)], [number, socket, -1, undefined]);
  assert.deepEqual([one.isBlocking, isOwned(number)], [false, true]);
});

test("who holds no number takes that of the other one", (t) => {
  const one = new Descriptor();
  const other = owning(t);
  const { fd } = other;
  one.takeOver(other);
  assert.deepEqual([one.fd, other.fd, isOwned(fd)], [fd, -1, true]);
  one.close();
});

test("a duplicate is another number for the same socket; there is none of what is not open", (t) => {
  const { fd } = owning(t);
  const copy = duplicate(fd);
  assert.notEqual(copy, fd);
  assert.equal(target(copy), target(fd));
  closeSync(copy);
  assert.equal(duplicate(copy), -constants.errno.EBADF);
});

test("numbers far beyond those that the process has are nobody's", () => {
  const descriptor = new Descriptor();
  for (const fd of [5000, (1 << 22) - 1]) {
    descriptor.replace(fd);
    assert.equal(isOwned(fd), true);
    descriptor.replace(-1);
    assert.equal(isOwned(fd), false);
  }
  for (const fd of [1 << 22, MAX_FD]) {
    descriptor.replace(fd);
    assert.equal(isOwned(fd), false);
    descriptor.replace(-1);
  }
});

test("the limit is that of the process", () => {
  const [, soft] = /^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "latin1")) ?? [];
  assert.equal(descriptorLimit(), Number(soft));
});
