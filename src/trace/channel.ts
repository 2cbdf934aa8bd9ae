import { type Channel, channel } from "node:diagnostics_channel";
import type { TracedCall } from "./traced-call.ts";

/** Where every traced call is published, as a TracedCall. Node keeps a channel only as long as somebody has it. */
export const CHANNEL: Channel<TracedCall> = channel("luasocket:call") as Channel<TracedCall>;
