// Packages that only these tests need, in folders of their own under build/: they are large, and for other systems.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const builds = join(import.meta.dirname, "..", "..", "build", "runtimes");

/**
 * Installs packages by npm, unless they have been.
 *
 * @param {string} name  of the folder
 * @param {readonly string[]} packages
 * @param {readonly string[]} options  of npm
 */
export function install(name, packages, options = []) {
  const folder = join(builds, name);
  const mark = join(folder, "installed.txt");
  const bin = (program) => join(folder, "node_modules", ".bin", program);
  if (textOf(mark) === packages.join(" ")) return { folder, bin };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const args = ["install", "--no-audit", "--no-fund", "--no-package-lock", ...options, ...packages];
  const { status, stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm cannot install ${packages.join(" ")}: ${stderr}`);
  writeFileSync(mark, packages.join(" "));
  return { folder, bin };
}

function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
