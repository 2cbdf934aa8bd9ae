// Tracing is decided once, when a namespace or a Lua VM is created: without a trace, calls have no extra cost.

import { CHANNEL } from "./channel.ts";
import { linesInFile, linesOnStderr } from "./output.ts";
import type { TraceListener } from "./traced-call.ts";
import { Tracer } from "./tracer.ts";

/** `true` for lines on standard error, a function that is called for each call, `false` for no trace. */
export type TraceSetting = boolean | TraceListener;

/**
 * The tracer for a setting. Without a setting: `inherited`, or a tracer if the environment or a channel subscriber
 * currently requests one.
 *
 * @throws TypeError for an invalid setting
 */
export function tracerOf(setting: unknown, inherited: Tracer | undefined = undefined): Tracer | undefined {
  if (setting === undefined) return inherited ?? requestedTracer();
  if (setting === false) return undefined;
  if (setting === true) return new Tracer(linesOnStderr());
  if (typeof setting === "function") return new Tracer(setting as TraceListener);
  throw new TypeError("trace must be true, false or a function");
}

/** Shared, so that the file is opened once, and a failure to open it is reported once. */
let ofEnvironment: { readonly tracer: Tracer | undefined } | undefined;

function requestedTracer(): Tracer | undefined {
  const { LUASOCKET_TRACE } = process.env;
  ofEnvironment ??= { tracer: tracerOfEnvironment(LUASOCKET_TRACE) };
  return ofEnvironment.tracer ?? (CHANNEL.hasSubscribers ? new Tracer(undefined) : undefined);
}

function tracerOfEnvironment(value: string | undefined): Tracer | undefined {
  if (value === undefined || value === "" || value === "0") return undefined;
  const listener = value === "1" ? linesOnStderr() : linesInFile(value);
  return listener && new Tracer(listener);
}
