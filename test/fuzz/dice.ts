// Chance that can be had again: every call of a run has dice of its own, so that calls can be left out of a
// replay and the others stay what they were.

import { random } from "../support/random.ts";

/** Numbers and text mixed into a seed (FNV-1a, finished as murmur3). */
export function mixed(...parts: readonly (number | string)[]): number {
  let hash = 0x811c9dc5;
  for (const character of parts.join("/")) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

export class Dice {
  /** An integer from 0 up to a bound. */
  readonly below: (bound: number) => number;

  constructor(...seed: readonly (number | string)[]) {
    this.below = random(mixed(...seed));
  }

  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[this.below(values.length)] as Value;
  }
}
