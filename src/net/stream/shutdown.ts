// shutdown of one direction of a connection, or of both.

import { SHUT_RD, SHUT_RDWR, SHUT_WR, shutdown } from "../../os/socket/socket.ts";

/** The directions that shutdown ends. */
export type ShutdownMode = "both" | "send" | "receive";

const SHUTDOWN_HOW: Readonly<Record<ShutdownMode, number>> = {
  both: SHUT_RDWR,
  send: SHUT_WR,
  receive: SHUT_RD,
};

/** The mode with this name, or undefined. */
export function shutdownMode(text: string): ShutdownMode | undefined {
  return Object.hasOwn(SHUTDOWN_HOW, text) ? (text as ShutdownMode) : undefined;
}

/** Shuts down one direction or both. Errors are ignored, as in LuaSocket. */
export function shutDown(fd: number, mode: ShutdownMode): void {
  shutdown(fd, SHUTDOWN_HOW[mode]);
}
