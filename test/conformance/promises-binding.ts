// The binding whose calls return promises. The thread that loads it determines the engine.

import socket from "luasocket/promises";
import type { Binding, Namespace } from "./binding.ts";

export const PROMISES: Binding = {
  name: "promises",
  socket: socket as unknown as Namespace,
  blocks: false,
  lacks: [],
};
