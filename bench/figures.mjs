// The meaning of the figures. The prefix own_: of the time that the peer did not use on the shared CPU. That is
// the contender's own work (its program, its library, its system calls), independent of the peer's speed. Round
// trips include both, as a user would see them.

const figure = (unit, higherIsBetter, digits, scale = 1) => ({ unit, higherIsBetter, digits, scale });

export const figures = {
  us: figure("us", false, 2),
  own_us: figure("us of its own time", false, 2),
  own_per_s: figure("k/s of its own time", true, 1, 1e-3),
  own_MBps: figure("MB/s of its own time", true, 0),
  wall_ms: figure("ms", false, 2),
  rss_kb: figure("MiB", false, 2, 1 / 1024),
};

export function show(value, name) {
  const { scale, digits } = figures[name];
  return (value * scale).toFixed(digits);
}
