// The namespace `socket`, whose calls block.

import type { Encoding } from "../../bytes/encoding.js";
import { invalidOption, typeExpected } from "../../net/argument-text.js";
import { BLOCK_SIZE, DATAGRAM_SIZE, INVALID_SOCKET, setSize } from "../../net/constants.js";
import type { DialectName } from "../../net/dialect.js";
import { DIALECTS, isDialectName } from "../../net/dialects/dialects.js";
import { bufferBlocks } from "../../net/stream/input-block.js";
import { badArgument } from "../arguments.js";
import { type DataOf, encodingArgument } from "../bytes/codec.js";
import { type Dns, dns } from "../dns.js";
import type { DefoldClient, DefoldMaster, DefoldServer, DefoldUdp } from "../objects/defold-classes.js";
import { Tcp20Object } from "../objects/tcp-2.0-object.js";
import type { TcpClient, TcpServer } from "../objects/tcp-classes.js";
import { TcpObject } from "../objects/tcp-object.js";
import type { UdpObject } from "../objects/udp-object.js";
import type { Made } from "../results.js";
import { select } from "../select.js";
import { type SinkFunctions, sinkFunctions } from "../sink.js";
import { choose, skip } from "../skip.js";
import { type SourceFunctions, sourceFunction, sources } from "../source.js";
import { gettime, sleep } from "../time.js";
import { type TryFunctions, tryFunctions } from "../try.js";
import { type TcpFunctions, type TcpWrapper, tcpFunctions } from "./tcp-functions.js";
import { type UdpFunctions, udpFunctions } from "./udp-functions.js";
import { type UnixFunctions, unixFunctions } from "./unix-functions.js";

/** What can be set for all sockets of a namespace. */
export interface Settings<E extends Encoding, Name extends DialectName> {
  /** How new sockets turn bytes into what receive gives; `"utf8"` unless said. */
  readonly encoding?: E;
  /** Whose rules hold: `"3.1"` unless said, `"defold"`, or `"2.0"`. */
  readonly dialect?: Name;
}

/** What all dialects have. */
interface CommonFunctions<E extends Encoding, Name extends DialectName>
  extends TryFunctions,
    SinkFunctions,
    SourceFunctions<DataOf<E>> {
  /** The version of LuaSocket whose rules hold. */
  readonly _VERSION: string;
  /** How many sockets select can watch: as many as the process may open. */
  readonly _SETSIZE: number;
  readonly dns: Dns;
  readonly select: typeof select;
  readonly gettime: typeof gettime;
  readonly sleep: typeof sleep;
  readonly skip: typeof skip;
  readonly choose: typeof choose;

  /**
   * Makes a namespace of the same shape with other settings; what is left out is as here. This one stays
   * as it is.
   *
   * @throws TypeError for an encoding or a dialect that there is not
   * @example
   * const bytes = socket.configure({ encoding: "buffer" });
   */
  configure<NewE extends Encoding = E, NewName extends DialectName = Name>(
    settings: Settings<NewE, NewName>,
  ): Namespace<NewE, NewName>;
}

/** What the dialects of LuaSocket 2 and 3 have beyond Defold's. */
interface FullFunctions<E extends Encoding> {
  /** How many bytes of a datagram are received where nobody says. */
  readonly _DATAGRAMSIZE: number;
  /** The descriptor of a socket that has none. */
  readonly _SOCKETINVALID: number;
  readonly unix: UnixFunctions<DataOf<E>>;
}

/** LuaSocket 3.1. */
export interface LuaSocket<E extends Encoding = "utf8">
  extends CommonFunctions<E, "3.1">,
    FullFunctions<E>,
    TcpFunctions<
      TcpObject<DataOf<E>>,
      TcpClient<DataOf<E>>,
      TcpServer<DataOf<E>>,
      Made<TcpObject<DataOf<E>>>
    >,
    UdpFunctions<UdpObject<DataOf<E>>, Made<UdpObject<DataOf<E>>>> {}

/** Defold's LuaSocket, with what its helper module `builtins.scripts.socket` adds. */
export interface DefoldSocket<E extends Encoding = "utf8">
  extends CommonFunctions<E, "defold">,
    Omit<TcpFunctions<DefoldMaster<DataOf<E>>, DefoldClient<DataOf<E>>, DefoldServer<DataOf<E>>>, "tcp4">,
    Omit<UdpFunctions<DefoldUdp<DataOf<E>>>, "udp4"> {}

/** The TCP of the first LuaSocket 2.0, and everything else as in 3.1. */
export interface LuaSocket20<E extends Encoding = "utf8">
  extends CommonFunctions<E, "2.0">,
    FullFunctions<E>,
    TcpFunctions<Tcp20Object<DataOf<E>>, Tcp20Object<DataOf<E>>, Tcp20Object<DataOf<E>>>,
    UdpFunctions<UdpObject<DataOf<E>>> {}

/** The namespace of a dialect. */
export type Namespace<E extends Encoding, Name extends DialectName> = {
  "3.1": LuaSocket<E>;
  defold: DefoldSocket<E>;
  "2.0": LuaSocket20<E>;
}[Name];

/** A namespace with all that any dialect has; what it is to the program, its type says. */
export function namespace<E extends Encoding, Name extends DialectName>(
  encoding: E,
  dialectName: Name,
): Namespace<E, Name> {
  type Data = DataOf<E>;
  const dialect = DIALECTS[dialectName];
  const Tcp = dialect.takesSeveral ? Tcp20Object : TcpObject;
  const home = { environment: { blocks: bufferBlocks, dialect }, encoding };

  const socket = {
    ...tcpFunctions(home, Tcp as TcpWrapper<TcpObject<Data> | Tcp20Object<Data>>),
    ...udpFunctions<Data>(home),
    ...tryFunctions(dialect),
    ...sinkFunctions(),
    unix: unixFunctions<Data>(home),
    dns,
    select,
    gettime,
    sleep,
    skip,
    choose,
    configure: (settings: unknown) => configured(settings, encoding, dialectName),
    BLOCKSIZE: BLOCK_SIZE,
    _VERSION: dialect.version,
    _SETSIZE: setSize(),
    _DATAGRAMSIZE: DATAGRAM_SIZE,
    _SOCKETINVALID: INVALID_SOCKET,
  };
  const sourcet = sources<Data>(socket);
  const complete = Object.assign(socket, { sourcet, source: sourceFunction(sourcet) });
  for (const name of dialect.lacks) delete (complete as Record<string, unknown>)[name];
  return complete as unknown as Namespace<E, Name>;
}

function configured(settings: unknown, encoding: Encoding, dialect: DialectName): unknown {
  if (typeof settings !== "object" || settings === null) {
    throw badArgument(1, "configure", typeExpected("object", settings === null ? "null" : typeof settings));
  }
  const { encoding: newEncoding = encoding, dialect: newDialect = dialect } = settings as Record<
    string,
    unknown
  >;
  return namespace(encodingArgument(newEncoding, 1, "configure"), dialectArgument(newDialect));
}

function dialectArgument(value: unknown): DialectName {
  if (isDialectName(value)) return value;
  throw badArgument(1, "configure", invalidOption(typeof value === "string" ? value : typeof value));
}
