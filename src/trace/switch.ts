// Whether calls are traced is decided once, when a namespace or a Lua VM is made: without a trace nothing is asked later.

import { CHANNEL } from "./channel.ts";
import { linesInFile, linesOnStderr } from "./output.ts";
import type { TraceListener } from "./traced-call.ts";
import { Tracer } from "./tracer.ts";

/** `true` for lines on standard error, a function that is told of each call, `false` for no trace. */
export type TraceSetting = boolean | TraceListener;

/**
 * The tracer for a setting; without one `inherited`, or what the environment and subscribers ask for now.
 *
 * @throws TypeError for what is no setting
 */
export function tracerOf(setting: unknown, inherited: Tracer | undefined = undefined): Tracer | undefined {
  if (setting === undefined) return inherited ?? tracerAskedFor();
  if (setting === false) return undefined;
  if (setting === true) return new Tracer(linesOnStderr());
  if (typeof setting === "function") return new Tracer(setting as TraceListener);
  throw new TypeError("trace must be true, false or a function");
}

/** One for all: the file is opened once, and a name that cannot be opened complained of once. */
let ofEnvironment: { readonly tracer: Tracer | undefined } | undefined;

function tracerAskedFor(): Tracer | undefined {
  const { LUASOCKET_TRACE } = process.env;
  ofEnvironment ??= { tracer: tracerOfEnvironment(LUASOCKET_TRACE) };
  return ofEnvironment.tracer ?? (CHANNEL.hasSubscribers ? new Tracer(undefined) : undefined);
}

function tracerOfEnvironment(value: string | undefined): Tracer | undefined {
  if (value === undefined || value === "" || value === "0") return undefined;
  const listener = value === "1" ? linesOnStderr() : linesInFile(value);
  return listener && new Tracer(listener);
}
