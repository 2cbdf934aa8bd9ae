// Node's permission model (node --permission). Calls through FFI bypass its checks, so they are repeated here. They run
// on every call, since a program can drop a permission at any time (process.permission.drop).

/** The part of process.permission used here; undefined without restrictions. */
const permission = process.permission as { has(scope: string): boolean } | undefined;

/** Older versions do not restrict the network. They lack the option, and `has` answers false for the unknown name. */
const restrictsNetwork = permission !== undefined && process.allowedNodeEnvironmentFlags.has("--allow-net");

/** True if the program may open sockets and look up names (--allow-net). */
export function mayUseNetwork(): boolean {
  return !restrictsNetwork || permission === undefined || permission.has("net");
}

/** Stands for a resolver code: the permission model forbids the lookup. */
export const LOOKUP_NOT_ALLOWED = -1000;

/** True if the program may run commands (--allow-child-process). */
export function mayRunCommands(): boolean {
  return permission === undefined || permission.has("child");
}

/** @throws Error if native addons are not allowed (--allow-addons): koffi is one */
export function checkAddons(): void {
  if (permission === undefined || permission.has("addon")) return;
  // The experimental model had no scope for addons: `has` answered false even where they were allowed.
  if (!process.allowedNodeEnvironmentFlags.has("--permission")) return;
  const message =
    "luasocket calls the operating system by a native addon, koffi: run node with --allow-addons, " +
    "and with --allow-net where it has that option";
  throw Object.assign(new Error(message), { code: "ERR_ACCESS_DENIED", permission: "Addon" });
}
