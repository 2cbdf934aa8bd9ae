// Stories by the thousand, and the smallest that goes wrong.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { play, story } from "./play.ts";
import { WAYS } from "./ways.ts";

export interface Check {
  readonly way: string;
  readonly seed: number;
  readonly runs: number;
  /** Where in the shrinking a failure was, as fast-check tells it: plays that story alone. */
  readonly path?: string;
}

/** @throws Error for the smallest story that goes wrong, with its seed and path */
export async function check({ way: name, seed, runs, path }: Check): Promise<void> {
  const make = WAYS[name];
  if (make === undefined) throw new Error(`there is no way ${name}`);
  const directory = mkdtempSync(join(tmpdir(), "luasocket-model-"));
  const way = make();
  try {
    const property = fc.asyncProperty(story, (each) => play(way, each, directory));
    await fc.assert(property, { seed, numRuns: runs, ...(path && { path }) });
  } finally {
    way.end();
    rmSync(directory, { recursive: true, force: true });
  }
}
