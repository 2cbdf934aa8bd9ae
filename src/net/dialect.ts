// Where the LuaSockets of this world differ. Rules ask the dialect of their socket; none of them knows
// which dialects there are.

import type { MethodRoles } from "./roles.ts";
import type { OptionTable } from "./socket-option.ts";

/** LuaSocket 3.1, Defold's, or the TCP of the first LuaSocket 2.0. */
export type DialectName = "3.1" | "defold" | "2.0";

export interface Dialect {
  readonly name: DialectName;
  /** `_VERSION`. */
  readonly version: string;

  /** A new TCP or UDP object has an IPv4 descriptor; otherwise its first address brings one, of its family. */
  readonly opensAtOnce: boolean;
  /** connect tries every address of a host, even if it may not wait; otherwise only the first then. */
  readonly triesEveryAddress: boolean;
  /** A block limit holds afresh for each wait; otherwise it is a deadline for the call. */
  readonly blockLimitPerWait: boolean;

  /** receive takes several patterns and send several strings, and patterns are nothing but `*l` and `*a`. */
  readonly takesSeveral: boolean;
  /** receive of 0 bytes waits for something to read. */
  readonly zeroBytesAreRead: boolean;
  /** Whatever ends a stream completes "*a", with what there is; otherwise only an orderly end, and only of something. */
  readonly anyEndCompletesAll: boolean;
  /** Every failure of a stream but a timeout is its end. */
  readonly everyFailureIsClosed: boolean;

  /** The most bytes of a datagram that can be asked for. */
  readonly largestDatagramRead: number;
  /** Errors of the finalizer that newtry was given are swallowed. */
  readonly finalizerIsProtected: boolean;
  /** In Lua, exceptions of try are plain tables, and protect catches every error that is a table. */
  readonly exceptionsAreTables: boolean;

  /** In Lua, an error that an object is of the wrong class tells what came: `, got userdata`. */
  readonly classErrorsTellType: boolean;
  /** getsockname and getpeername tell the family, too. */
  readonly namesHaveFamily: boolean;
  /** Functions, constants and methods that it does not have. */
  readonly lacks: ReadonlySet<string>;

  readonly tcpMethodRoles: MethodRoles;
  readonly tcpOptions: OptionTable;
  readonly udpOptions: OptionTable;
}
