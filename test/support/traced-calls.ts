// The system calls that a program makes between two marks, as strace sees them.

/** Stands before and after what is counted: nothing else here asks this of a socket. */
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

/** V8's own threads have work for the loop, and wake it: a count in eight bytes (eventfd(2)). */
const WAKING = /^(read|write)\(\d+, "\\\d+(\\0){7}"/;

/** The names of the system calls between each two marks. */
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
