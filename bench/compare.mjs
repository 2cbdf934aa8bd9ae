// Measures round by round, each contender in turn, so that other load on the machine affects all of them.
import { watchForeignLoad } from "./cpus.mjs";
import { figures } from "./figures.mjs";
import { measure } from "./measure.mjs";
import { ratios, spread } from "./statistics.mjs";

/** The references that all are compared with, if they take part. */
export const references = ["lua5.4", "c", "node"];

/** Runs a workload, or takes the median of several runs if a single one is too short (`repeat`). */
async function measureOnce(workload, command, tools) {
  const runs = [];
  let ownCpuMs = 0;
  for (let i = 0; i < (workload.repeat ?? 1); i++) {
    const run = await measure(workload, command, tools.peer, tools.start);
    ownCpuMs += run.ownCpuMs;
    if (run.failed) return { failed: run.failed, ownCpuMs };
    runs.push(run.figures);
  }
  runs.sort((a, b) => a[workload.figure] - b[workload.figure]);
  return { figures: runs[runs.length >> 1], ownCpuMs };
}

async function runRounds(workload, field, rounds, tools) {
  const names = Object.keys(field);
  const runs = Object.fromEntries(names.map((name) => [name, []]));
  const failed = {};
  let ownCpuMs = 0;
  for (let round = 0; round < rounds; round++) {
    for (let k = 0; k < names.length; k++) {
      const name = names[(k + round) % names.length]; // rotate, so that no contender is always first
      if (failed[name]) continue;
      const run = await measureOnce(workload, field[name].command(workload.script), tools);
      ownCpuMs += run.ownCpuMs;
      if (run.failed) failed[name] = run.failed;
      else runs[name].push(run.figures);
    }
  }
  return { runs, failed, ownCpuMs };
}

/**
 * Measures one workload.
 *
 * @param field  contenders by name; one with a `leftOut`, the reason, is only named
 * @param tools  `{ cpu, peer, start }`: the measured CPU, the peer's program, the starter of processes
 */
export async function compare(workload, field, rounds, tools) {
  const foreignLoadSince = watchForeignLoad(tools.cpu);
  const taking = Object.fromEntries(Object.entries(field).filter(([, { leftOut }]) => !leftOut));
  const { runs, failed, ownCpuMs } = await runRounds(workload, taking, rounds, tools);
  const foreignLoad = foreignLoadSince(ownCpuMs);

  const { figure, note } = workload;
  const { unit, higherIsBetter } = figures[figure];
  const results = {};
  for (const [name, { leftOut }] of Object.entries(field)) {
    if (leftOut) {
      results[name] = { leftOut };
      continue;
    }
    if (failed[name]) {
      results[name] = { failed: failed[name] };
      continue;
    }
    const present = references.filter((reference) => runs[reference] && !failed[reference]);
    results[name] = {
      ...spread(runs[name].map((run) => run[figure])),
      times: Object.fromEntries(
        present.map((reference) => [reference, ratios(runs[name], runs[reference], figure, higherIsBetter)]),
      ),
      runs: runs[name],
    };
  }
  return { figure, unit, higherIsBetter, note, foreignLoad, contenders: results };
}
