// Copying the options of one socket to another.

import { platform } from "../../os/platform/platform.ts";
import type { SocketOption } from "../socket-option.ts";
import { getOption, type OptionValue, type SettableValue, setOption } from "./option.ts";
import { TCP_OPTIONS } from "./tcp-options.ts";

/** Copies to a new TCP socket each option whose value differs from the new socket's default. */
export function copyTcpOptions(from: number, to: number): void {
  for (const option of TCP_OPTIONS.values()) {
    if (!option.canGet || !option.canSet) continue;
    const wanted = getOption(from, option);
    if (wanted === undefined || wanted === null || isEqual(wanted, getOption(to, option))) continue;
    if (isBufferSize(option)) copyBufferSize(to, option, wanted as number);
    else setOption(to, option, settable(wanted));
  }
}

const isEqual = (one: OptionValue, other: OptionValue | null | undefined): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Names are set as bytes. */
const settable = (value: OptionValue): SettableValue =>
  typeof value === "string" ? Buffer.from(value) : value;

const isBufferSize = ({ level, name }: SocketOption): boolean =>
  level === platform.SOL_SOCKET && (name === platform.SO_RCVBUF || name === platform.SO_SNDBUF);

/** Linux doubles the requested size and reports the doubled one (socket(7)). */
function copyBufferSize(to: number, option: SocketOption, wanted: number): void {
  setOption(to, option, wanted / 2);
  if (getOption(to, option) !== wanted) setOption(to, option, wanted);
}
