// The methods common to all sockets.

import type { Socket } from "../../net/socket.ts";
import { type TimeoutMode, timeoutMode } from "../../net/timeout.ts";
import { MAX_FD } from "../../os/socket/descriptor.ts";
import { DESCRIPTOR_EXPECTED, INVALID_TIMEOUT_MODE } from "../../text/argument-text.ts";
import type { LuaApi } from "../../vm/c-api/lua-api.ts";
import { argumentError, optText } from "../../vm/c-api/stack.ts";
import { pushDone, pushFailure } from "./results.ts";
import type { SocketMethod } from "./socket-method.ts";

export type CommonMethod = "close" | "dirty" | "getfd" | "gettimeout" | "setfd" | "settimeout";

export function commonMethods(api: LuaApi): Readonly<Record<CommonMethod, SocketMethod<Socket>>> {
  return {
    close(L, socket) {
      socket.close();
      return pushDone(api, L);
    },

    dirty(L, socket) {
      api.pushboolean(L, socket.isDirty ? 1 : 0);
      return 1;
    },

    getfd(L, socket) {
      api.pushnumber(L, socket.fd);
      return 1;
    },

    setfd(L, socket) {
      const fd = api.checknumber(L, 2);
      // A number beyond the range of a C int would wrap to another descriptor, which close would close.
      if (!(Math.abs(fd) <= MAX_FD)) return argumentError(api, L, 2, DESCRIPTOR_EXPECTED);
      const failure = socket.setDescriptor(fd | 0);
      return failure === undefined ? 0 : pushFailure(api, L, failure);
    },

    gettimeout(L, { timeout }) {
      api.pushnumber(L, timeout.block);
      api.pushnumber(L, timeout.total);
      return 2;
    },

    settimeout(L, { timeout }) {
      const seconds = api.optnumber(L, 2, -1);
      const mode = timeoutMode(optText(api, L, 3, "block"));
      if (mode === undefined) return argumentError(api, L, 3, INVALID_TIMEOUT_MODE);
      timeout.set(seconds, mode satisfies TimeoutMode);
      return pushDone(api, L);
    },
  };
}
