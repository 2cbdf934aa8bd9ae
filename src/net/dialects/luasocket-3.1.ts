// LuaSocket 3.1.0, the default.

import type { Dialect } from "../dialect.ts";
import { TCP_OPTIONS } from "../options/tcp-options.ts";
import { UDP_OPTIONS } from "../options/udp-options.ts";
import { TCP_METHOD_ROLES } from "../roles.ts";

export const LUASOCKET_3_1: Dialect = {
  name: "3.1",
  version: "LuaSocket 3.1.0",
  opensAtOnce: false,
  blockLimitPerWait: false,
  takesSeveral: false,
  zeroBytesAreRead: true,
  anyEndCompletesAll: false,
  everyFailureIsClosed: false,
  largestDatagramRead: Number.POSITIVE_INFINITY,
  finalizerIsProtected: false,
  exceptionsAreTables: false,
  classErrorsTellType: false,
  namesHaveFamily: true,
  lacks: new Set(),
  tcpMethodRoles: TCP_METHOD_ROLES,
  tcpOptions: TCP_OPTIONS,
  udpOptions: UDP_OPTIONS,
};
