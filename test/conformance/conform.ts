// Plays the scenarios.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openSockets } from "../support/open-sockets.ts";
import type { Face } from "./face.ts";
import { RemotePeer } from "./peer-thread.ts";
import { SCENARIOS } from "./scenarios/all.ts";
import { type Scenario, Stage } from "./stage.ts";

/** The scenarios that make sense for a face. */
export function scenariosFor(face: Pick<Face, "blocks" | "lacks">): Scenario[] {
  return SCENARIOS.filter(
    ({ needsOthers, needs = [] }) =>
      !(needsOthers && face.blocks) && !needs.some((ability) => face.lacks.includes(ability)),
  );
}

/** Plays one scenario, and sees that it leaves no socket open. */
export async function play(scenario: Scenario, face: Face, peer: RemotePeer): Promise<void> {
  const before = openSockets();
  const stage = new Stage(face, peer);
  try {
    await scenario.play(stage);
  } finally {
    await stage.over();
  }
  assert.equal(openSockets(), before, "sockets were left open");
}

/** Makes each scenario a test, in this thread. */
export function conform(face: Face): void {
  const peer = new RemotePeer();
  after(() => peer.end());
  for (const scenario of scenariosFor(face)) {
    test(`${face.name}: ${scenario.name}`, () => play(scenario, face, peer));
  }
}
