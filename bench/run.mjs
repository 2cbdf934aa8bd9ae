// npm run bench: this package beside C LuaSocket, on loopback. See README.md.
import { writeFileSync } from "node:fs";
import { chart } from "./chart.mjs";
import { compare } from "./compare.mjs";
import { contenders, usualContenders, whoTakesPart } from "./contenders.mjs";
import { reserveCpu } from "./cpus.mjs";
import { machine, pacing } from "./machine.mjs";
import { missing } from "./needs.mjs";
import { choose, readOptions } from "./options.mjs";
import { starter } from "./processes.mjs";
import { compilePrograms } from "./programs.mjs";
import { printSummary, printWorkload } from "./report.mjs";
import { workloads } from "./workloads.mjs";

const options = readOptions();
const needs = missing();
if (needs.length > 0) {
  console.error(`bench: this needs\n${needs.map((line) => `  ${line}`).join("\n")}`);
  process.exit(69);
}
// An exit removes the compiled programs, and launch ends what is running.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

const began = performance.now();
const programs = compilePrograms();
const everyone = contenders(programs);
const everything = workloads(options.seconds);

const asked =
  options.contenders === undefined
    ? usualContenders
    : options.contenders === "all"
      ? Object.keys(everyone)
      : [...new Set(choose(options.contenders, Object.keys(everyone), "contender"))];
const names = asked.filter((name) => !everyone[name].leftOut);
const chosen = options.only
  ? [...new Set(choose(options.only, Object.keys(everything), "workload"))]
  : Object.keys(everything).filter((name) => options.all || everything[name].short);

console.log(machine);
if (pacing) console.log(`  ${pacing}`);
for (const name of names) console.log(`  ${name.padEnd(8)} ${everyone[name].what}`);
const leftOut = asked.filter((name) => everyone[name].leftOut);
if (leftOut.length > 0) {
  console.log(`left out: ${leftOut.map((name) => `${name} (${everyone[name].leftOut})`).join(", ")}`);
}

const cpu = reserveCpu();
const tools = { cpu, peer: programs.peer, start: starter(cpu, programs.launch) };
const results = {};
for (const name of chosen) {
  const workload = everything[name];
  const field = whoTakesPart(workload, names, everyone);
  if (Object.values(field).every(({ leftOut }) => leftOut)) continue;
  results[name] = await compare(workload, field, options.rounds, tools);
  printWorkload(name, results[name]);
}

printSummary(results, names);
const { rounds, seconds } = options;
const tookSeconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(`\n${tookSeconds} s; ${rounds} rounds of ${seconds} s; peer and contender share CPU ${cpu}`);

const report = { date: new Date().toISOString(), machine, rounds, seconds, results };
if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 1)}\n`);
if (options.svg) writeFileSync(options.svg, chart(report));
