// The conformance suite with calls that return promises, in the main thread, on the libuv engine.

import { conform } from "./conform.ts";
import { PROMISES } from "./promises-binding.ts";

conform(PROMISES);
