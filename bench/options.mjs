// The command line.
import { parseArgs } from "node:util";

const help = `npm run bench -- [options]

Measures this package beside C LuaSocket and others, on loopback. The short run takes about three minutes.

  --all                 every workload, not the short run's
  --only a,b            these workloads; "lines" means all that begin with lines-
  --contenders a,b      these contenders; "all" for all of them
  --rounds n            number of runs of each contender (5)
  --seconds s           measured time of one run (0.3)
  --json path           also write all measurements to this file
  --svg path            also draw the ratios
  --help                this text`;

/** Ends the process with a message about wrong usage. */
function misuse(text) {
  console.error(`bench: ${text}`);
  process.exit(64);
}

function number(text, name, min, max) {
  const value = Number(text);
  if (text.trim() === "" || !(value >= min && value <= max)) {
    misuse(`--${name} takes a number from ${min} to ${max}, not '${text}'`);
  }
  return value;
}

function parse() {
  try {
    return parseArgs({
      options: {
        all: { type: "boolean", default: false },
        only: { type: "string" },
        contenders: { type: "string" },
        rounds: { type: "string", default: "5" },
        seconds: { type: "string", default: "0.3" },
        json: { type: "string" },
        svg: { type: "string" },
        help: { type: "boolean", default: false },
      },
    }).values;
  } catch (error) {
    return misuse(error.message);
  }
}

export function readOptions() {
  const given = parse();
  if (given.help) {
    console.log(help);
    process.exit(0);
  }
  const rounds = number(given.rounds, "rounds", 1, 1000);
  if (!Number.isInteger(rounds)) misuse("--rounds takes a whole number");
  return { ...given, rounds, seconds: number(given.seconds, "seconds", 0.01, 2) };
}

/** Expands a comma-separated list of names; a name without its last part selects the whole family. */
export function choose(text, names, what) {
  return text.split(",").flatMap((part) => {
    const found = names.filter((name) => name === part || name.startsWith(`${part}-`));
    if (found.length === 0) misuse(`no ${what} '${part}'; there are: ${names.join(" ")}`);
    return found;
  });
}
