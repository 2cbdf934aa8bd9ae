// Round by round, each contender in turn, so that what the machine does meanwhile falls on all of them.
import { watchForeignLoad } from "./cpus.mjs";
import { figures } from "./figures.mjs";
import { measure } from "./measure.mjs";
import { ratios, spread } from "./statistics.mjs";

/** Where one run is too short to tell, the middle one of several counts. */
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
      const name = names[(k + round) % names.length]; // nobody always comes first
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
 * @param field  contenders by name
 * @param tools  `{ cpu, peer, start }`: the measured CPU, the peer's program, the starter of processes
 */
export async function compare(workload, field, rounds, tools) {
  const foreignLoadSince = watchForeignLoad(tools.cpu);
  const { runs, failed, ownCpuMs } = await runRounds(workload, field, rounds, tools);
  const foreignLoad = foreignLoadSince(ownCpuMs);

  const { figure, note } = workload;
  const { unit, higherIsBetter } = figures[figure];
  const results = {};
  for (const name of Object.keys(field)) {
    if (failed[name]) {
      results[name] = { failed: failed[name] };
      continue;
    }
    const to = (reference) =>
      runs[reference] && !failed[reference]
        ? ratios(runs[name], runs[reference], figure, higherIsBetter)
        : undefined;
    results[name] = {
      ...spread(runs[name].map((run) => run[figure])),
      toLua: to("lua5.4"),
      toC: to("c"),
      runs: runs[name],
    };
  }
  return { figure, unit, higherIsBetter, note, foreignLoad, contenders: results };
}
