// The descriptors of the last select, kept in a set of the kernel: programs select the same sockets repeatedly.
//
// In poll(2) the kernel checks all descriptors at every call. A select over (nearly) the same descriptors as the
// call before asks the set instead, and the kernel reports the ready ones without checking the others.

import type { Need } from "../net/operation.ts";
import type { ReadyEntry } from "../net/select.ts";
import { LevelSet } from "../os/readiness/level-set.ts";
import { isOwned, onFdReleased } from "../os/socket/descriptor.ts";

/** Below this number poll(2) is as fast. */
const MIN_DESCRIPTORS = 24;
/** A change costs as much as polling several descriptors: beyond this fraction, only a repeated list is taken. */
const MAX_CHANGED_FRACTION = 1 / 8;

export class RememberedSet {
  /** Required readiness of each descriptor in the set, indexed by fd; 0: not in the set. */
  private needs = new Uint8Array(1024);
  /** For each fd, the last list that contained it, and its index in that list. */
  private lists = new Uint32Array(1024);
  private positions = new Uint32Array(1024);
  private list = 0;
  /** The descriptors that were added; some may have been removed since. */
  private members: number[] = [];
  private size = 0;
  /** Signature of the last list that was not put into the set, to recognize it when it is repeated. */
  private refused = 0;
  private set: LevelSet | undefined;
  /**
   * True if more than a third were ready last time. The kernel's set costs nothing for descriptors that are not ready,
   * but three times as much as poll(2) for each ready one.
   */
  private isCrowd = false;

  /** Updates the set to this list. Returns false if the caller must use poll(2) instead. */
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

  /** Records how many descriptors were ready, whichever call polled them. */
  found(ready: number, all: number): void {
    if (all >= MIN_DESCRIPTORS) this.isCrowd = ready * 3 > all;
  }

  /** Waits up to a number of seconds and returns the ready entries, or the negative errno. */
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
      // epoll refuses some descriptors (regular files); poll(2) accepts them.
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
    // The process may outlive a worker, so the worker closes its set.
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
