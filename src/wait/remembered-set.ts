// What the last select has watched, in a set of the kernel's: programs select the same sockets again and again.
//
// poll(2) has the kernel walk through all descriptors for every call. A select over those of the call before, or
// nearly, asks the set instead, and the kernel tells who is ready without a look at the others.

import type { Need } from "../net/operation.ts";
import type { ReadyEntry } from "../net/select.ts";
import { LevelSet } from "../os/readiness/level-set.ts";
import { isOwned, onFdReleased } from "../os/socket/descriptor.ts";

/** With fewer, poll(2) is as quick. */
const MIN_DESCRIPTORS = 24;
/** A change costs as much as a look at some: beyond this part of all it must be a list that comes again. */
const MAX_CHANGED_FRACTION = 1 / 8;

export class RememberedSet {
  /** What each descriptor in the set is to be ready for, by descriptor; 0: it is not in the set. */
  private needs = new Uint8Array(1024);
  /** The list in which a descriptor was last, and where it stood there. */
  private lists = new Uint32Array(1024);
  private positions = new Uint32Array(1024);
  private list = 0;
  /** The descriptors that have been put in; some of them may have been taken out since then. */
  private members: number[] = [];
  private size = 0;
  /** Tells a list that was not taken into the set when it comes again. */
  private refused = 0;
  private set: LevelSet | undefined;
  /**
   * Whether most of many were ready at last. The kernel's set needs no look at who is not, but for each one who is it
   * takes three times as long as poll(2).
   */
  private isCrowd = false;

  /** Whether the set has become that of this list; if not, it is to be looked at otherwise. */
  covers(fds: readonly number[], needs: readonly Need[]): boolean {
    if (fds.length < MIN_DESCRIPTORS || this.isCrowd) return false;
    let wrong = 0;
    let right = 0;
    let signature = fds.length;
    this.list++;
    for (let position = 0; position < fds.length; position++) {
      const fd = fds[position] as number;
      if (!isOwned(fd)) return false;
      if (fd >= this.needs.length) this.grow(fd);
      if (this.lists[fd] === this.list) return false;
      this.lists[fd] = this.list;
      this.positions[fd] = position;
      if (this.needs[fd] === needs[position]) right++;
      else wrong++;
      signature = (Math.imul(signature, 31) + fd) | 0;
    }
    const left = this.size - right;
    if (wrong === 0 && left === 0) return true;
    if (wrong + left > fds.length * MAX_CHANGED_FRACTION && signature !== this.refused) {
      this.refused = signature;
      return false;
    }
    return this.become(fds, needs);
  }

  /** Tells how many were ready of how many, whoever has looked at them. */
  found(ready: number, all: number): void {
    if (all >= MIN_DESCRIPTORS) this.isCrowd = ready * 3 > all;
  }

  /** What is ready within a number of seconds, or the negative errno. */
  poll(fds: readonly number[], needs: readonly Need[], seconds: number): ReadyEntry[] | number {
    const set = this.set as LevelSet;
    const count = set.wait(fds.length, seconds);
    if (count < 0) return count;
    const ready: ReadyEntry[] = [];
    for (let event = 0; event < count; event++) {
      const index = this.positions[set.readyFd(event)] as number;
      const readiness = set.readiness(event) & (needs[index] as Need);
      if (readiness !== 0) ready.push({ index, readiness });
    }
    return ready;
  }

  private become(fds: readonly number[], needs: readonly Need[]): boolean {
    const set = this.open();
    if (set === undefined) return false;
    for (const fd of this.members) {
      if (this.lists[fd] !== this.list) this.remove(fd);
    }
    this.members = [...fds];
    for (const [position, fd] of fds.entries()) {
      const need = needs[position] as Need;
      const current = this.needs[fd] as Need;
      if (current === need) continue;
      // What no set takes, poll(2) has an answer for.
      if ((current === 0 ? set.add(fd, need) : set.change(fd, need)) < 0) return false;
      this.needs[fd] = need;
      if (current === 0) this.size++;
    }
    return true;
  }

  private remove(fd: number): void {
    if (!this.needs[fd]) return;
    this.needs[fd] = 0;
    this.size--;
    this.set?.remove(fd);
  }

  private open(): LevelSet | undefined {
    if (this.set !== undefined) return this.set;
    const set = LevelSet.create();
    if (typeof set === "number") return undefined;
    this.set = set;
    onFdReleased((fd) => this.remove(fd));
    // The end of a worker is not the end of the process.
    process.once("exit", () => set.close());
    return set;
  }

  private grow(fd: number): void {
    const larger = <Numbers extends Uint8Array | Uint32Array>(numbers: Numbers): Numbers => {
      const Type = numbers.constructor as new (size: number) => Numbers;
      const grown = new Type(2 * fd);
      grown.set(numbers);
      return grown;
    };
    this.needs = larger(this.needs);
    this.lists = larger(this.lists);
    this.positions = larger(this.positions);
  }
}
