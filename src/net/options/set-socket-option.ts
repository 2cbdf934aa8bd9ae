// setoption, as far as it is the same for all faces.

import type { Failure } from "../error-text.ts";
import { PERMISSION_DENIED, SETSOCKOPT_FAILED } from "../error-text.ts";
import type { Socket } from "../socket.ts";
import { mayJoin } from "./membership.ts";
import { type SettableValue, type SocketOption, setOption } from "./option.ts";

/** Sets an option of a socket to a value of the option's kind. Gives why it failed, or undefined. */
export function setSocketOption(
  socket: Socket,
  option: SocketOption,
  value: SettableValue,
): Failure | undefined {
  if (value instanceof Uint8Array && !mayJoin(socket, option, value)) return PERMISSION_DENIED;
  return setOption(socket.fd, option, value) ? undefined : SETSOCKOPT_FAILED;
}
