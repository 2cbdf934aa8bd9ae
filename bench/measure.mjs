// One run: one contender, one peer, one report.

const rejected = 2; // exit code of the peer: the contender's count is wrong (peer/sockets.h)
const tearDownMs = 5000;

/** Starts the listening side first, and the other when the port is known. */
async function startBoth(workload, command, peerProgram, start, running) {
  const run = (role, parts) => {
    running[role] = start(parts);
    return running[role];
  };
  const { part = [], args } = workload;
  if (workload.contender === "alone") run("contender", [...command, ...args]);
  else if (workload.contender === "server") {
    const port = await run("contender", [...command, ...args]).port;
    run("peer", [peerProgram, part[0], port, ...part.slice(1)]);
  } else {
    const port = await run("peer", [peerProgram, ...part]).port;
    run("contender", [...command, port, ...args]);
  }
}

/** Waits for both. When one has ended, the other has no partner: it gets a grace period, but not after a failure. */
async function endBoth({ contender, peer }) {
  if (!peer) return [await contender.ended, 0];
  const timers = [];
  const stopSoon = (other, ms) => timers.push(setTimeout(() => other.stop(), ms));
  const ends = [
    contender.ended.then((code) => {
      stopSoon(peer, code === 0 ? tearDownMs : 0);
      return code;
    }),
    peer.ended.then((code) => {
      // A contender whose peer has failed may still report the reason.
      stopSoon(contender, code === 0 ? tearDownMs : 1000);
      return code;
    }),
  ];
  const codes = await Promise.all(ends);
  for (const timer of timers) clearTimeout(timer);
  return codes;
}

function failure({ contender, peer }, [contenderCode, peerCode]) {
  if (contenderCode === 0 && peerCode === 0) return undefined;
  const reasons = [contender.reason, peer?.reason];
  if (peerCode === rejected || contenderCode === 0) reasons.reverse();
  return reasons.find(Boolean) ?? `exit code ${contenderCode}, peer ${peerCode}`;
}

function report({ contender, peer }) {
  const figures = peer ? JSON.parse(/\{.*\}/.exec(peer.output)[0]) : {};
  const { wall_ms, cpu_ms, rss_kb } = contender.usage;
  return { ...figures, wall_ms, cpu_ms, rss_kb };
}

/** CPU time of all processes started for this run. */
function ownCpuMs(running) {
  let total = 0;
  for (const { usage } of Object.values(running)) total += (usage.cpu_ms ?? 0) + (usage.launch_cpu_ms ?? 0);
  return total;
}

/** @returns `{ figures, ownCpuMs }`, or `{ failed: reason, ownCpuMs }` */
export async function measure(workload, command, peerProgram, start) {
  const running = {};
  try {
    await startBoth(workload, command, peerProgram, start, running);
    const failed = failure(running, await endBoth(running));
    return failed
      ? { failed, ownCpuMs: ownCpuMs(running) }
      : { figures: report(running), ownCpuMs: ownCpuMs(running) };
  } catch (error) {
    for (const one of Object.values(running)) one.stop();
    await Promise.all(Object.values(running).map((one) => one.ended));
    return { failed: error.message, ownCpuMs: ownCpuMs(running) };
  }
}
