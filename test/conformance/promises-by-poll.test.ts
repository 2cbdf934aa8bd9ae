// The conformance suite with calls that give promises, where there is no epoll: poll(2) tells what is ready.

import { PollEngine } from "#src/wait/event-loop/poll-engine.ts";
import { useEngine } from "#src/wait/event-loop/watches.ts";
import { conform } from "./conform.ts";
import { PROMISES } from "./promises-binding.ts";

// Made at once: it has a socket of its own, which no scenario has left open.
const engine = new PollEngine();
useEngine(() => engine);
conform({ ...PROMISES, name: "promises by poll" });
