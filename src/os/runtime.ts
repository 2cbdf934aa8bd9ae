// The JavaScript runtime: Node, or a compatible one.

import { isMainThread } from "node:worker_threads";
import { platform } from "./platform/platform.ts";
import { windows } from "./windows/differences.ts";

/**
 * True if libuv's polling may be used. In a worker, a handle that is open when the worker ends aborts the process; Bun
 * has the functions but aborts when they are called; Deno lacks them. So this is decided without a trial call.
 */
export const hasLibuv: boolean =
  isMainThread && !("bun" in process.versions) && !("deno" in process.versions);

/** True if Node can adopt a descriptor. On Windows it expects a C runtime fd, which a SOCKET is not. */
export const nodeTakesDescriptors: boolean = windows === undefined;

/** True if the system has epoll(7). */
export const hasEpoll: boolean = platform.hasEpoll;
