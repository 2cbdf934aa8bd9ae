// The conformance suite with calls that block.

import socket from "luasocket";
import type { Namespace } from "./binding.ts";
import { conform } from "./conform.ts";

conform({
  name: "blocking",
  socket: socket as unknown as Namespace,
  blocks: true,
  lacks: ["signals"],
});
