// The processes of a measurement: started through launch/launch.c, on the measured CPU, for a limited
// time. launch also ends them when this process has ended for any reason.
import { spawn } from "node:child_process";

const limitSeconds = 30;

/** Makes the function that starts a command; it needs to know the CPU and the compiled launcher. */
export const starter = (cpu, launch) => (command) =>
  new Running("taskset", ["-c", String(cpu), launch, String(limitSeconds), ...command.map(String)]);

class Running {
  output = "";
  #errors = "";
  #child;

  constructor(program, args) {
    this.#child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.#child.stderr.setEncoding("utf8").on("data", (text) => {
      this.#errors += text;
    });
    this.#child.stdout.setEncoding("utf8");
    /** Resolves to the exit code. */
    this.ended = new Promise((resolve) => {
      this.#child.on("close", (code) => resolve(code ?? 1));
    });
    /** Resolves to the port that the process announces ("PORT n"), or rejects when it ends without one. */
    this.port = new Promise((resolve, reject) => {
      this.#child.stdout.on("data", (text) => {
        this.output += text;
        const announced = /PORT (\d+)\s/.exec(this.output);
        if (announced) resolve(announced[1]);
      });
      this.ended.then(() => reject(new Error(this.reason || "ended without a port")));
    });
    this.port.catch(() => {}); // not all processes announce a port, and not all callers use it
  }

  /** Asks launch to end the process; has no effect after its end. */
  stop() {
    this.#child.kill("SIGTERM");
  }

  /** The report of launch: wall_ms, cpu_ms, launch_cpu_ms, rss_kb. */
  get usage() {
    return JSON.parse(/LAUNCH (\{.*\})/.exec(this.#errors)?.[1] ?? "{}");
  }

  /** The most informative line of stderr: the one that names an error, or the first. */
  get reason() {
    const lines = this.#errors.replace(/LAUNCH .*/, "").split("\n");
    const named = lines.find((line) => /^still running|^(\w+\.)*\w*(Error|Exception)\b.*:/.test(line));
    return (named ?? lines.find((line) => line.trim()) ?? "").trim();
  }
}
