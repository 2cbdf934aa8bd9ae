// Running commands by the shell, as system(3) and popen(3) do, and waiting for them.
//
// Not by node:child_process: its synchronous calls end when the command does, its others need the event loop, and
// both take text where a command is bytes.

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
import { windows } from "../windows/windows.ts";
import type { ExitStatus } from "./exit-status.ts";
import { runByCmd } from "./windows-command.ts";

export interface Pipe {
  readonly readEnd: number;
  readonly writeEnd: number;
}

/** A pipe whose ends are not inherited by children; or a negative errno, where there are none among others. */
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
 * @param redirected   the end of a pipe that the command has for its standard input (0) or output (1)
 * @returns the process's id, or a negative errno
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
    // Node marks its own standard streams as not to be inherited; a dup2 to itself takes that mark away.
    for (const stream of [0, 1, 2]) {
      const fd = stream === redirected?.as ? redirected.fd : stream;
      posix_spawn_file_actions_adddup2(actions, fd, stream);
    }
    // Node ignores SIGPIPE, and what is ignored stays so across exec(2).
    posix_spawnattr_setflags(attributes, platform.POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setsigdefault(attributes, signalSet(platform.SIGPIPE));
    const error = posix_spawn(pid, "/bin/sh", actions, attributes, argv, envp);
    return error === 0 ? (pid[0] as number) : -error;
  } finally {
    posix_spawn_file_actions_destroy(actions);
    posix_spawnattr_destroy(attributes);
  }
}

/** Waits until a process ends that `startShell` has started; or a negative errno. */
export function waitForChild(pid: number): ExitStatus | number {
  const status = new Int32Array(1);
  while (waitpid(pid, status, 0) < 0) {
    const failure = negativeErrno();
    if (failure !== -EINTR) return failure;
  }
  // The form of a wait status, the same on all systems that we know: wait(2), WIFSIGNALED and WEXITSTATUS.
  const [value] = status as unknown as [number];
  return { exitCode: (value >> 8) & 0xff, signal: value & 0x7f };
}

/** Whether there is a shell for this program. */
export function hasShell(): boolean {
  return mayRunCommands();
}

/** Runs a command by the system's shell on the streams of this process; or a negative errno. */
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

/** More than posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t have anywhere. */
const OPAQUE_SIZE = 1024;

/** A sigset_t with one signal: a bit for each, that of signal 1 first. */
function signalSet(signal: number): Uint8Array {
  const set = new Uint8Array(OPAQUE_SIZE);
  set[(signal - 1) >> 3] = 1 << ((signal - 1) & 7);
  return set;
}

const POINTER_SIZE = 8;

/** An array of C strings that ends with NULL. The strings lie behind it, so that they live as long as it does. */
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
