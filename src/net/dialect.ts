// The differences between the versions of LuaSocket. Operations query their socket's dialect; none depends on
// which dialects exist.

import type { MethodRoles } from "./roles.ts";
import type { OptionTable } from "./socket-option.ts";

/** LuaSocket 3.1, Defold's, or the TCP of the first LuaSocket 2.0. */
export type DialectName = "3.1" | "defold" | "2.0";

export interface Dialect {
  readonly name: DialectName;
  /** `_VERSION`. */
  readonly version: string;

  /** A new TCP or UDP object has an IPv4 descriptor; otherwise its first address determines the family. */
  readonly opensAtOnce: boolean;
  /** A block timeout applies to each wait anew; otherwise it is a deadline for the call. */
  readonly blockLimitPerWait: boolean;

  /** receive accepts several patterns and send several strings; the only patterns are `*l` and `*a`. */
  readonly takesSeveral: boolean;
  /** receive of 0 bytes waits for data. */
  readonly zeroBytesAreRead: boolean;
  /** Any end of the stream completes "*a" with the bytes received; otherwise only EOF does, after at least one byte. */
  readonly anyEndCompletesAll: boolean;
  /** Every failure of a stream except a timeout is reported as "closed". */
  readonly everyFailureIsClosed: boolean;

  /** Maximum size that a receive of a datagram can request. */
  readonly largestDatagramRead: number;
  /** Errors of newtry's finalizer are swallowed. */
  readonly finalizerIsProtected: boolean;
  /** In Lua, exceptions of try are plain tables, and protect catches every error that is a table. */
  readonly exceptionsAreTables: boolean;

  /** In Lua, an error about an object's class includes the actual type: `, got userdata`. */
  readonly classErrorsTellType: boolean;
  /** getsockname and getpeername also return the family. */
  readonly namesHaveFamily: boolean;
  /** Functions, constants and methods that the dialect lacks. */
  readonly lacks: ReadonlySet<string>;

  readonly tcpMethodRoles: MethodRoles;
  readonly tcpOptions: OptionTable;
  readonly udpOptions: OptionTable;
}
