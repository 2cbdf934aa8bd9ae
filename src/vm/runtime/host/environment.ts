// The environment variables that os.getenv sees.

import type { Machine } from "../machine.ts";

/** Environment variables, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Returns the variables in C's form: `NAME=value`. */
export function environmentEntries(environment: Environment): Buffer[] {
  return Object.entries(environment)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => Buffer.from(`${name}=${value}`));
}

/** The two imports with which the C library copies its environment, once, at start. */
export interface EnvironmentImports {
  readonly environ_sizes_get: (countOut: number, sizeOut: number) => number;
  readonly environ_get: (pointers: number, text: number) => number;
}

export function environmentImports(machine: Machine, environment: Environment): EnvironmentImports {
  const entries = environmentEntries(environment);
  return {
    environ_sizes_get: (countOut, sizeOut) => {
      const { u32 } = machine.memory;
      u32[countOut >> 2] = entries.length;
      u32[sizeOut >> 2] = entries.reduce((size, entry) => size + entry.length + 1, 0);
      return 0;
    },
    environ_get: (pointers, text) => {
      let next = text;
      for (const [index, entry] of entries.entries()) {
        machine.memory.u32[(pointers >> 2) + index] = next;
        machine.memory.writeCString(next, entry);
        next += entry.length + 1;
      }
      return 0;
    },
  };
}
