// uv_poll: readability of a descriptor, reported by Node's own event loop.
//
// libuv aborts or stays silent if misused. To rule that out, the handle and its descriptor stay open until the process
// ends, and the callback never throws.

import koffi from "../ffi/koffi.ts";

/** uv.h: UV_POLL of uv_handle_type; UV_READABLE of uv_poll_event. */
const UV_POLL = 8;
const UV_READABLE = 1;

/**
 * Calls a listener in every loop iteration in which a descriptor is readable. The descriptor must stay open. The
 * handle does not keep the process alive. libuv's symbols come from Node's executable and are looked up late: other
 * runtimes lack them.
 */
export function whenReadable(fd: number, listener: () => void): void {
  const node = koffi.load(null);
  const loop = new BigUint64Array(1);
  node.func("int napi_get_uv_event_loop(void*, void*)")(koffi.node.env, loop);
  if (loop[0] === 0n) throw new Error("unreachable: no event loop of libuv");

  const size: number = Number(node.func("size_t uv_handle_size(int)")(UV_POLL));
  const handle: bigint = node.func("uintptr_t malloc(size_t)")(size);
  const failure =
    node.func("int uv_poll_init(uintptr_t, uintptr_t, int)")(loop[0], handle, fd) ||
    node.func("int uv_poll_start(uintptr_t, int, void*)")(handle, UV_READABLE, callbackOf(listener));
  if (failure !== 0) throw new Error(`unreachable: libuv returned ${failure}`);
  node.func("void uv_unref(uintptr_t)")(handle);
}

function callbackOf(listener: () => void): unknown {
  const type = koffi.pointer(koffi.proto("void luasocket_uv_poll_cb(uintptr_t, int, int)"));
  return koffi.register(() => {
    try {
      listener();
    } catch (error) {
      // After an exception, Node-API would not call the callback again, and the loop would spin.
      queueMicrotask(() => {
        throw error;
      });
    }
  }, type);
}
