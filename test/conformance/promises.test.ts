// The conformance suite with calls that give promises, in the main thread: libuv tells what is ready.

import { conform } from "./conform.ts";
import { PROMISES } from "./promises-binding.ts";

conform(PROMISES);
