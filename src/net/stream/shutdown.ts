// shutdown: the end of one way of a connection, or of both.

import { SHUT_RD, SHUT_RDWR, SHUT_WR, shutdown } from "../../os/socket/socket.ts";

/** Which way of a connection shutdown ends. */
export type ShutdownMode = "both" | "send" | "receive";

const SHUTDOWN_HOW: Readonly<Record<ShutdownMode, number>> = {
  both: SHUT_RDWR,
  send: SHUT_WR,
  receive: SHUT_RD,
};

/** The mode that text names, or undefined. */
export function shutdownMode(text: string): ShutdownMode | undefined {
  return Object.hasOwn(SHUTDOWN_HOW, text) ? (text as ShutdownMode) : undefined;
}

/** Ends one way or both. That it may fail is nobody's concern: LuaSocket ignores it. */
export function shutDown(fd: number, mode: ShutdownMode): void {
  shutdown(fd, SHUTDOWN_HOW[mode]);
}
