// What runs us: Node, or something that passes for it.

import { isMainThread } from "node:worker_threads";
import { platform } from "./platform/platform.ts";
import { windows } from "./windows/windows.ts";

/**
 * Whether libuv's own polling may be used. In a worker, a handle that is open at its end ends the process; Bun
 * has the functions, but ends the process when they are called; Deno has none. So this is asked, never tried.
 */
export const hasLibuv: boolean =
  isMainThread && !("bun" in process.versions) && !("deno" in process.versions);

/** Whether Node can take over a descriptor. On Windows it wants one of C's, which a SOCKET is not. */
export const nodeTakesDescriptors: boolean = windows === undefined;

/** Whether the system has epoll(7). */
export const hasEpoll: boolean = platform.hasEpoll;
