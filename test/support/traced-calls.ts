// The system calls that a program makes between two marks, as strace reports them.

/** Marks the start and the end: no other code here queries this option. */
export const MARK = "tcp-keepcnt";
const MARK_IN_TRACE = "TCP_KEEPCNT";

/**
 * Sends a program's stderr to its stdout. From version 22 on, Node makes its stderr non-blocking; strace would share
 * that descriptor, and lose lines when the machine is busy.
 */
export const STDERR_APART: readonly string[] = ["sh", "-c", 'exec "$0" "$@" 2>&1'];

/** The command that has a program's calls, and those only, written to stderr. */
export const STRACE: readonly string[] = [
  "strace",
  "-e",
  "trace=network,poll,ppoll,epoll_ctl,epoll_wait,epoll_pwait,close,read,write",
  ...STDERR_APART,
];

/** V8's own threads wake the event loop when they have work for it: a count in eight bytes (eventfd(2)). */
const WAKING = /^(read|write)\(\d+, "\\\d+(\\0){7}"/;

/** The names of the system calls between consecutive marks. */
export function between(trace: string): string[][] {
  const parts = trace.split(new RegExp(`^.*${MARK_IN_TRACE}.*$`, "m"));
  return parts
    .filter((_, index) => index % 2 === 1)
    .map((part) =>
      part
        .split("\n")
        .filter((line) => line.includes("(") && !WAKING.test(line))
        .map((line) => line.slice(0, line.indexOf("("))),
    );
}
