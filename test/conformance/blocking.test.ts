// The conformance suite with calls that block.

import socket from "luasocket";
import { conform } from "./conform.ts";
import type { Namespace } from "./face.ts";

conform({
  name: "blocking",
  socket: socket as unknown as Namespace,
  blocks: true,
  lacks: ["signals"],
});
