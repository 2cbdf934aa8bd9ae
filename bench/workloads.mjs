// The workloads. Each entry: the contender's role, the peer's part (peer/main.c), the contender's script with its
// arguments, and the figure to take from the report (figures.mjs).
//
// `connections`: the number of simultaneous connections of the contender, if they are many.
//
// To add one: an entry here, a part in peer/, a script per contender.

const client = (part, script, args, figure, more = {}) => ({
  contender: "client",
  part,
  script,
  args,
  figure,
  ...more,
});
const server = (part, script, figure, more = {}) => ({
  contender: "server",
  part,
  script,
  args: [],
  figure,
  ...more,
});
const alone = (script, figure, more = {}) => ({ contender: "alone", script, args: [], figure, ...more });

const MIB = 2 ** 20;
const short = true;

/** @param seconds  measured time of one run; numbers of calls and bytes are derived from it */
export function workloads(seconds) {
  const calls = (perSecond) => Math.max(8, Math.round(perSecond * seconds));
  // Node's strings are limited to 512 MiB, and receive("*a") returns one string.
  const wholeMiB = Math.min(256, Math.max(8, Math.round(850 * seconds)));
  // Each of many clients should be served many times.
  const load = (connections) =>
    server(["load", connections, Math.max(seconds, connections / 10_000)], "echo-server", "own_per_s", {
      connections,
      note: "64-byte lines, each client always waiting for one",
    });
  return {
    pingpong: client(["pingpong", seconds], "pingpong", [], "us", {
      short,
      note: 'send("hello\\n") + receive("*l")',
    }),

    "lines-16": client(["stream", 16, seconds, 0], "lines", [], "own_per_s", { note: 'receive("*l")' }),
    "lines-64": client(["stream", 64, seconds, 0], "lines", [], "own_per_s", {
      short,
      note: 'receive("*l")',
    }),
    "lines-1k": client(["stream", 1024, seconds, 0], "lines", [], "own_per_s", { note: 'receive("*l")' }),

    "recv-8k": client(["stream", 1024, seconds, 0], "recv", [8192], "own_MBps", {
      note: "receive(8192)",
    }),
    "recv-64k": client(["stream", 1024, seconds, 0], "recv", [65536], "own_MBps", {
      short,
      note: "receive(65536)",
    }),
    "recv-all": client(["stream", 1024, 0, wholeMiB * MIB], "recv", ["*a"], "own_MBps", {
      note: `receive("*a") of ${wholeMiB} MiB`,
    }),

    "send-64": client(["sink", 64], "send", [64, calls(900_000)], "own_us", { note: "send(string of 64)" }),
    "send-64k": client(["sink", 65536], "send", [65536, calls(90_000)], "own_MBps", {
      short,
      note: "send(string of 64 KiB)",
    }),
    "send-1m": client(["sink", MIB], "send", [MIB, calls(4_800)], "own_MBps", {
      note: "send(string of 1 MiB)",
    }),

    connect: client(["churn", seconds], "connect", [], "us", {
      short,
      note: "connect + send + receive + close",
    }),
    accept: server(["hammer", seconds], "accept", "us", { note: "accept + receive + send + close" }),

    "select-2": client(["select", 2, seconds], "select", [2], "us", { note: "select + receive + send" }),
    "select-100": client(["select", 100, seconds], "select", [100], "us", {
      note: "select + receive + send",
    }),
    "select-900": client(["select", 900, seconds], "select", [900], "us", {
      note: "select + receive + send",
    }),
    "select-5000": client(["select", 5000, seconds], "select", [5000], "us", {
      connections: 5000,
      note: "select + receive + send",
    }),

    "echo-1": load(1),
    "echo-100": load(100),
    "echo-1000": load(1000),
    "echo-10000": load(10_000),

    "udp-pingpong": client(["udp-echo", seconds], "udp-pingpong", [64], "us", {
      note: "sendto + receivefrom of 64 bytes",
    }),
    "udp-recv": client(["udp-source", 64, seconds], "udp-recv", [], "own_per_s", {
      note: "receivefrom of 64 bytes, one way",
    }),
    "udp-send": client(["udp-sink"], "udp-send", [64, calls(500_000)], "own_per_s", {
      note: "sendto of 64 bytes, one way",
    }),

    startup: alone("startup", "wall_ms", { repeat: 5, note: "from the command to its end" }),
    "mem-1": client(["hold", 1], "conns", [1], "rss_kb", { note: "peak, 1 connection" }),
    "mem-1000": client(["hold", 1000], "conns", [1000], "rss_kb", { note: "peak, 1000 connections" }),
  };
}
