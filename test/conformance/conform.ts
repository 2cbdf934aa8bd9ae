// Runs the scenarios.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openSockets } from "../support/open-sockets.ts";
import type { Binding } from "./binding.ts";
import { RemotePeer } from "./peer-thread.ts";
import { SCENARIOS } from "./scenarios/all.ts";
import { type Scenario, Stage } from "./stage.ts";

/** The scenarios that apply to a binding. */
export function scenariosFor(binding: Pick<Binding, "blocks" | "lacks">): Scenario[] {
  return SCENARIOS.filter(
    ({ needsOthers, needs = [] }) =>
      !(needsOthers && binding.blocks) && !needs.some((ability) => binding.lacks.includes(ability)),
  );
}

/** Runs one scenario and checks that it leaves no socket open. */
export async function play(scenario: Scenario, binding: Binding, peer: RemotePeer): Promise<void> {
  const before = openSockets();
  const stage = new Stage(binding, peer);
  try {
    await scenario.play(stage);
  } finally {
    await stage.over();
  }
  assert.equal(openSockets(), before, "sockets were left open");
}

/** Registers a test for each scenario, in this thread. */
export function conform(binding: Binding): void {
  const peer = new RemotePeer();
  after(() => peer.end());
  for (const scenario of scenariosFor(binding)) {
    test(`${binding.name}: ${scenario.name}`, () => play(scenario, binding, peer));
  }
}
