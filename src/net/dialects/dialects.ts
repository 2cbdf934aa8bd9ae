// The dialects by name.

import type { Dialect, DialectName } from "../dialect.ts";
import { DEFOLD } from "./defold.ts";
import { LUASOCKET_2_0 } from "./luasocket-2.0.ts";
import { LUASOCKET_3_1 } from "./luasocket-3.1.ts";

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  "3.1": LUASOCKET_3_1,
  defold: DEFOLD,
  "2.0": LUASOCKET_2_0,
};

/** True if the text names a dialect. */
export function isDialectName(text: unknown): text is DialectName {
  return typeof text === "string" && Object.hasOwn(DIALECTS, text);
}
