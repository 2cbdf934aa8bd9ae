// Node's permission model (node --permission): what this program may do. Calls through FFI pass all its checks by, so
// they are made here. They are made each time, for a program can give a permission up (process.permission.drop).

/** The part of process.permission that is used here; undefined where nothing is restricted. */
const permission = process.permission as { has(scope: string): boolean } | undefined;

/** Older versions restrict other things and not the network; they know no such option, and say no to any such name. */
const restrictsNetwork = permission !== undefined && process.allowedNodeEnvironmentFlags.has("--allow-net");

/** Whether sockets may be opened and names looked up (--allow-net). */
export function mayUseNetwork(): boolean {
  return !restrictsNetwork || permission === undefined || permission.has("net");
}

/** In place of a resolver's code: what comes of a lookup that is not allowed. */
export const LOOKUP_NOT_ALLOWED = -1000;

/** Whether commands may be run (--allow-child-process). */
export function mayRunCommands(): boolean {
  return permission === undefined || permission.has("child");
}

/** @throws Error where no native addon may be loaded (--allow-addons), which our calls are made by */
export function checkAddons(): void {
  if (permission === undefined || permission.has("addon")) return;
  // While it was experimental, the model had no name for addons: it said no, whether they were allowed or not.
  if (!process.allowedNodeEnvironmentFlags.has("--permission")) return;
  const message =
    "luasocket calls the operating system by a native addon, koffi: run node with --allow-addons, " +
    "and with --allow-net where it has that option";
  throw Object.assign(new Error(message), { code: "ERR_ACCESS_DENIED", permission: "Addon" });
}
