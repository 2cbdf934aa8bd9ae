import { type Channel, channel } from "node:diagnostics_channel";
import type { TracedCall } from "./traced-call.ts";

/** Publishes every traced call as a TracedCall. Exported, since Node drops a channel without references. */
export const CHANNEL: Channel<TracedCall> = channel("luasocket:call") as Channel<TracedCall>;
