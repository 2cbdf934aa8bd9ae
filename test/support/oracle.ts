import { spawnSync } from "node:child_process";

/**
 * The `skip` option of a test that needs `command`: false if the command runs and exits with 0, otherwise the reason.
 * If LUASOCKET_REQUIRE_ORACLE is "1", a missing command throws, so that a run that must compare cannot pass by
 * skipping.
 */
export function skipWithout(command: string, args: readonly string[]): string | false {
  const { status, error } = spawnSync(command, args, { stdio: "ignore" });
  if (status === 0) return false;
  const reason = error ? `${command} is not installed` : `${command} ${args.join(" ")} fails`;
  const { LUASOCKET_REQUIRE_ORACLE: required } = process.env;
  if (required === "1") throw new Error(reason);
  return reason;
}
