// Running commands in the shell, as system(3) and popen(3) do, and waiting for them.
//
// node:child_process does not fit: its synchronous calls return only when the command ends, the others need the event
// loop, and both take text while a command is bytes.

import { EACCES, EINTR, ENOSYS, negativeErrno } from "../errno.ts";
import {
  fcntl,
  pipe,
  pipe2,
  posix_spawn,
  posix_spawn_file_actions_adddup2,
  posix_spawn_file_actions_destroy,
  posix_spawn_file_actions_init,
  posix_spawnattr_destroy,
  posix_spawnattr_init,
  posix_spawnattr_setflags,
  posix_spawnattr_setsigdefault,
  waitpid,
} from "../ffi/libc.ts";
import { addressOf } from "../ffi/native-memory.ts";
import { mayRunCommands } from "../permission.ts";
import { platform } from "../platform/platform.ts";
import { windows } from "../windows/differences.ts";
import type { ExitStatus } from "./exit-status.ts";
import { runByCmd } from "./windows-command.ts";

export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** Opens a pipe whose ends children do not inherit. Returns a negative errno on failure, or if there are no pipes. */
export function openPipe(): Pipe | number {
  if (!mayRunCommands()) return -EACCES;
  if (windows !== undefined) return -ENOSYS;
  const ends = new Int32Array(2);
  if (makePipe(ends) !== 0) return negativeErrno();
  return { readEnd: ends[0] as number, writeEnd: ends[1] as number };
}

/**
 * Starts `/bin/sh -c command`.
 *
 * @param environment  entries of the form `NAME=value`
 * @param redirected   a pipe end that becomes the command's standard input (0) or output (1)
 * @returns the process id, or a negative errno
 */
export function startShell(
  command: Uint8Array,
  environment: readonly Uint8Array[],
  redirected?: { readonly fd: number; readonly as: 0 | 1 },
): number {
  if (!mayRunCommands()) return -EACCES;
  const pid = new Int32Array(1);
  const actions = new Uint8Array(OPAQUE_SIZE);
  const attributes = new Uint8Array(OPAQUE_SIZE);
  const argv = stringArray([Buffer.from("sh"), Buffer.from("-c"), command]);
  const envp = stringArray(environment);
  posix_spawn_file_actions_init(actions);
  posix_spawnattr_init(attributes);
  try {
    // Node sets FD_CLOEXEC on its own standard streams; a dup2 to the same number clears it.
    for (const stream of [0, 1, 2]) {
      const fd = stream === redirected?.as ? redirected.fd : stream;
      posix_spawn_file_actions_adddup2(actions, fd, stream);
    }
    // Node ignores SIGPIPE, and ignored signals stay ignored across exec(2).
    posix_spawnattr_setflags(attributes, platform.POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigdefault(attributes, signalSet(platform.SIGPIPE));
    const error = posix_spawn(pid, "/bin/sh", actions, attributes, argv, envp);
    return error === 0 ? (pid[0] as number) : -error;
  } finally {
    posix_spawn_file_actions_destroy(actions);
    posix_spawnattr_destroy(attributes);
  }
}

/** Waits until a process that `startShell` started ends. Returns a negative errno on failure. */
export function waitForChild(pid: number): ExitStatus | number {
  const status = new Int32Array(1);
  while (waitpid(pid, status, 0) < 0) {
    const failure = negativeErrno();
    if (failure !== -EINTR) return failure;
  }
  // The layout of a wait status, equal on all supported systems: wait(2), WIFSIGNALED and WEXITSTATUS.
  const [value] = status as unknown as [number];
  return { exitCode: (value >> 8) & 0xff, signal: value & 0x7f };
}

/** True if this program may run commands in a shell. */
export function hasShell(): boolean {
  return mayRunCommands();
}

/** Runs a command in the system's shell on this process's standard streams. Returns a negative errno on failure. */
export function runByShell(command: Uint8Array, environment: readonly Uint8Array[]): ExitStatus | number {
  if (!mayRunCommands()) return -EACCES;
  if (windows !== undefined) return runByCmd(command, environment);
  const pid = startShell(command, environment);
  return pid < 0 ? pid : waitForChild(pid);
}

/** macOS has no pipe2(2). */
function makePipe(ends: Int32Array): number {
  if (process.platform !== "darwin") return pipe2(ends, platform.O_CLOEXEC);
  if (pipe(ends) !== 0) return -1;
  for (const end of ends) fcntl(end, platform.F_SETFD, "int", platform.FD_CLOEXEC);
  return 0;
}

/** Larger than posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t on every platform. */
const OPAQUE_SIZE = 1024;

/** A sigset_t with one signal: one bit per signal, signal 1 first. */
function signalSet(signal: number): Uint8Array {
  const set = new Uint8Array(OPAQUE_SIZE);
  set[(signal - 1) >> 3] = 1 << ((signal - 1) & 7);
  return set;
}

const POINTER_SIZE = 8;

/** An array of C strings, terminated by NULL. The strings follow it in the same memory, so they live as long. */
function stringArray(strings: readonly Uint8Array[]): Uint8Array {
  const textOffset = (strings.length + 1) * POINTER_SIZE;
  const array = Buffer.alloc(strings.reduce((size, string) => size + string.length + 1, textOffset));
  const address = BigInt(addressOf(array));
  let offset = textOffset;
  for (const [index, string] of strings.entries()) {
    array.writeBigUInt64LE(address + BigInt(offset), index * POINTER_SIZE);
    array.set(string, offset);
    offset += string.length + 1;
  }
  return array;
}
