// The conformance suite with calls that return promises, on the engine for systems without epoll: poll(2).

import { PollEngine } from "#src/wait/event-loop/poll-engine.ts";
import { useEngine } from "#src/wait/event-loop/watches.ts";
import { conform } from "./conform.ts";
import { PROMISES } from "./promises-binding.ts";

// Created before the scenarios: its own socket must not count as left open by one.
const engine = new PollEngine();
useEngine(() => engine);
conform({ ...PROMISES, name: "promises by poll" });
