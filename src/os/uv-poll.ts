// uv_poll: readiness of a descriptor, told by Node's own event loop.
//
// What libuv punishes with an abort, or with silence, is kept from it here: a handle is closed once and not
// touched afterwards, its memory outlives the close, and the one callback of all handles never throws.

import koffi from "koffi";
import { READABLE, WRITABLE } from "./poll.js";

/** uv.h: UV_POLL of uv_handle_type; UV_READABLE and UV_WRITABLE of uv_poll_event. */
const UV_POLL = 8;
const UV_READABLE = 1;
const UV_WRITABLE = 2;

/** Where something of libuv's lies. A number: libuv keeps it, whatever JavaScript collects. */
type UvPointer = number;

interface Uv {
  readonly close: (handle: UvPointer, closed: UvPointer) => void;
  readonly pollInit: (loop: UvPointer, handle: UvPointer, fd: number) => number;
  readonly pollStart: (handle: UvPointer, events: number, callback: UvPointer) => number;
  readonly pollStop: (handle: UvPointer) => number;
  readonly unref: (handle: UvPointer) => void;
  readonly malloc: (size: number) => UvPointer;
  readonly free: (memory: UvPointer) => void;
  /** The same as a uv_close_cb: a closed handle's memory is given back without a way through JavaScript. */
  readonly freeCallback: UvPointer;
  /** The uv_poll_cb of all handles; a process can have 8,192 callbacks. */
  readonly pollCallback: UvPointer;
  readonly loop: UvPointer;
  readonly handleSize: number;
}

/** Which handle is whose. */
const polls = new Map<UvPointer, UvPoll>();

let loaded: Uv | undefined;

/** libuv, which Node exports. Looked up late: other runtimes lack it. */
function uv(): Uv {
  loaded ??= load();
  return loaded;
}

function load(): Uv {
  const node = koffi.load(null);
  const loop = new BigUint64Array(1);
  node.func("int napi_get_uv_event_loop(void*, void*)")(koffi.node.env, loop);
  if (loop[0] === 0n) throw new Error("unreachable: no event loop of libuv");
  const callbackType = koffi.pointer(koffi.proto("void luasocket_uv_poll_cb(uintptr_t, int, int)"));
  return {
    close: node.func("void uv_close(uintptr_t, uintptr_t)"),
    pollInit: node.func("int uv_poll_init(uintptr_t, uintptr_t, int)"),
    pollStart: node.func("int uv_poll_start(uintptr_t, int, uintptr_t)"),
    pollStop: node.func("int uv_poll_stop(uintptr_t)"),
    unref: node.func("void uv_unref(uintptr_t)"),
    malloc: node.func("uintptr_t malloc(size_t)"),
    free: node.func("void free(uintptr_t)"),
    freeCallback: Number(node.symbol("free")),
    pollCallback: Number(koffi.register(happened, callbackType)),
    loop: Number(loop[0]),
    handleSize: Number(node.func("size_t uv_handle_size(int)")(UV_POLL)),
  };
}

/** After an exception the callback would never be called again, and the loop would spin. */
function happened(handle: UvPointer, status: number, events: number): void {
  try {
    polls.get(handle)?.happened(status, events);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}

/** Told what a descriptor is ready for: READABLE, WRITABLE or both. */
export interface ReadinessListener {
  ready(readiness: number): void;
}

/** A handle for one descriptor. It does not keep the process alive. */
export class UvPoll {
  /** What libuv looks for; 0 while the handle is stopped. */
  armed = 0;
  private handle: UvPointer;
  private readonly listener: ReadinessListener;

  private constructor(handle: UvPointer, listener: ReadinessListener) {
    this.handle = handle;
    this.listener = listener;
  }

  /** A handle for a descriptor that has none, or the negative errno: EPERM for a file, EEXIST for one that has. */
  static open(fd: number, listener: ReadinessListener): UvPoll | number {
    const { malloc, handleSize, pollInit, unref, loop, free } = uv();
    const handle = malloc(handleSize);
    const result = pollInit(loop, handle, fd);
    if (result < 0) {
      // What libuv has not taken, it must not be asked to close.
      free(handle);
      return result;
    }
    unref(handle);
    const poll = new UvPoll(handle, listener);
    polls.set(handle, poll);
    return poll;
  }

  /**
   * Has the listener told, in every turn of the loop, while the descriptor is ready for any of `needs`; 0 for
   * nothing. Costs system calls, so it is only to be called for a change.
   */
  arm(needs: number): void {
    if (this.handle === 0) throw new Error("unreachable: a closed handle is armed");
    this.armed = needs;
    const { pollStart, pollStop, pollCallback } = uv();
    if (needs === 0) {
      pollStop(this.handle);
      return;
    }
    const events = (needs & READABLE ? UV_READABLE : 0) | (needs & WRITABLE ? UV_WRITABLE : 0);
    pollStart(this.handle, events, pollCallback);
  }

  /** Must happen before the descriptor is closed. Closing twice does nothing. */
  close(): void {
    const { handle } = this;
    if (handle === 0) return;
    this.handle = 0;
    this.armed = 0;
    polls.delete(handle);
    const { close, freeCallback } = uv();
    close(handle, freeCallback);
  }

  /** @internal */
  happened(status: number, events: number): void {
    if (status < 0) {
      // An error is pending on the descriptor (POLLERR), and libuv has stopped the handle.
      this.armed = 0;
      this.listener.ready(READABLE | WRITABLE);
      return;
    }
    this.listener.ready((events & UV_READABLE ? READABLE : 0) | (events & UV_WRITABLE ? WRITABLE : 0));
  }
}
