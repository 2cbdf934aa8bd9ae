// The binding whose calls give promises. Which engine serves it, the thread decides in which it is loaded.

import socket from "luasocket/promises";
import type { Binding, Namespace } from "./binding.ts";

export const PROMISES: Binding = {
  name: "promises",
  socket: socket as unknown as Namespace,
  blocks: false,
  lacks: [],
};
