// setoption, as far as it is the same for all faces.

import type { Failure } from "../error-text.js";
import { PERMISSION_DENIED, SETSOCKOPT_FAILED } from "../error-text.js";
import type { Socket } from "../socket.js";
import { mayJoin } from "./membership.js";
import { type SettableValue, type SocketOption, setOption } from "./option.js";

/** Sets an option of a socket to a value of the option's kind. Gives why it failed, or undefined. */
export function setSocketOption(
  socket: Socket,
  option: SocketOption,
  value: SettableValue,
): Failure | undefined {
  if (value instanceof Uint8Array && !mayJoin(socket, option, value)) return PERMISSION_DENIED;
  return setOption(socket.fd, option, value) ? undefined : SETSOCKOPT_FAILED;
}
