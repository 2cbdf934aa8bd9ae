// The face whose calls give promises. Which engine serves it, the thread decides in which it is loaded.

import socket from "luasocket/promises";
import type { Face, Namespace } from "./face.ts";

export const PROMISES: Face = {
  name: "promises",
  socket: socket as unknown as Namespace,
  blocks: false,
  lacks: [],
};
