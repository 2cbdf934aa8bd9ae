// The namespace `socket`, for every dialect and wait mode.

import { bufferPool } from "../../net/buffer-pool.ts";
import { BLOCK_SIZE, DATAGRAM_SIZE, INVALID_SOCKET, setSize } from "../../net/constants.ts";
import type { DialectName } from "../../net/dialect.ts";
import { DIALECTS, isDialectName } from "../../net/dialects/dialects.ts";
import { type Limits, limitsSetting, NO_LIMITS, type ReceiveLimits } from "../../net/receive-limits.ts";
import { type Gate, gateOf } from "../../policy/gate.ts";
import type { Policy } from "../../policy/policy.ts";
import { invalidOption, typeExpected } from "../../text/argument-text.ts";
import type { Encoding } from "../../text/encoding.ts";
import { type TraceSetting, tracerOf } from "../../trace/switch.ts";
import type { Tracer } from "../../trace/tracer.ts";
import type { Driver, WaitMode } from "../../wait/mode.ts";
import { badArgument } from "../arguments.ts";
import { type DataOf, encodingArgument } from "../encoding/codec.ts";
import type { Always } from "../results.ts";
import type { DefoldClient, DefoldMaster, DefoldServer, DefoldUdp } from "../sockets/defold-classes.ts";
import { Tcp20Object } from "../sockets/tcp-2.0-object.ts";
import { type TcpClient, TcpObject, type TcpServer } from "../sockets/tcp-object.ts";
import type { UdpObject } from "../sockets/udp-object.ts";
import { traceFunctions } from "../tracing.ts";
import { type Adopted, type Adopted20, type AdoptFunction, adoptFunction } from "./adopt-function.ts";
import type { NamespaceContext } from "./context.ts";
import { type Dns, dnsFunctions } from "./dns-functions.ts";
import { type SelectFunctions, selectFunctions } from "./select-function.ts";
import { type SinkFunctions, sinkFunctions } from "./sink-functions.ts";
import { choose, skip } from "./skip-and-choose.ts";
import { type SourceFunctions, sourceFunction, sources } from "./source-functions.ts";
import { type TcpFunctions, type TcpWrapper, tcpFunctions } from "./tcp-functions.ts";
import { type TimeFunctions, timeFunctions } from "./time-functions.ts";
import { type TryFunctions, tryFunctions } from "./try-functions.ts";
import { type UdpFunctions, udpFunctions } from "./udp-functions.ts";
import { type UnixFunctions, unixFunctions } from "./unix-functions.ts";

/** Settings for all sockets of a namespace. */
export interface Settings<E extends Encoding, Name extends DialectName> {
  /** The encoding in which new sockets receive and send text; `"utf8"` by default. */
  readonly encoding?: E;
  /** The LuaSocket to follow: `"3.1"` (default), `"defold"` or `"2.0"`. */
  readonly dialect?: Name;
  /** Where sockets may connect, bind and send; anywhere by default. Can only restrict the policy of this namespace. */
  readonly policy?: Policy;
  /** Maximum number of bytes that one receive of a new stream may buffer; unlimited by default. */
  readonly limits?: Limits;
  /**
   * Traces each call of the new namespace and its sockets: `true` writes lines to standard error, a function receives
   * each {@link TracedCall}, `false` disables tracing. By default the setting of this namespace applies; if this
   * namespace is not traced, the current LUASOCKET_TRACE and subscribers of the diagnostics channel decide.
   */
  readonly trace?: TraceSetting;
}

/** The members that all dialects have. */
interface CommonFunctions<E extends Encoding, Name extends DialectName, W extends WaitMode>
  extends TryFunctions,
    SelectFunctions<W>,
    TimeFunctions<W>,
    SinkFunctions<W>,
    SourceFunctions<DataOf<E>, W> {
  /** The version of LuaSocket that this namespace follows. */
  readonly _VERSION: string;
  /** Maximum number of sockets that select can watch: as many as the process may open. */
  readonly _SETSIZE: number;
  /** Name resolution: names, addresses, services. */
  readonly dns: Dns<W>;
  /** Drops the first of several values. */
  readonly skip: typeof skip;
  /** Makes a function that dispatches by name to the functions of a table. */
  readonly choose: typeof choose;

  /**
   * Makes a namespace of the same shape with other settings; omitted settings are inherited. This namespace does
   * not change.
   *
   * @throws TypeError for an unknown encoding, dialect or setting, an invalid policy rule, a limit that is not a
   *   number of bytes, and a trace that is neither a boolean nor a function
   * @example
   * const bytes = socket.configure({ encoding: "buffer" });
   * @example
   * const guarded = socket.configure({ policy: { connect: ["example.org:443"] }, limits: { line: 65536 } });
   */
  configure<NewE extends Encoding = E, NewName extends DialectName = Name>(
    settings: Settings<NewE, NewName>,
  ): Namespace<NewE, NewName, W>;
}

/** The members that LuaSocket 2 and 3 have and Defold lacks. */
interface FullFunctions<E extends Encoding, W extends WaitMode> {
  /** Default number of bytes of a datagram that `receive` and `receivefrom` return. */
  readonly _DATAGRAMSIZE: number;
  /** The value of `getfd` for a socket without a descriptor: -1. */
  readonly _SOCKETINVALID: number;
  /** Unix-domain sockets, whose addresses are paths. */
  readonly unix: UnixFunctions<DataOf<E>, W>;
}

/** LuaSocket 3.1. */
export interface LuaSocket<E extends Encoding = "utf8", W extends WaitMode = "blocking">
  extends CommonFunctions<E, "3.1", W>,
    FullFunctions<E, W>,
    AdoptFunction<Adopted<DataOf<E>, W>>,
    TcpFunctions<
      W,
      TcpObject<DataOf<E>, W>,
      TcpClient<DataOf<E>, W>,
      TcpServer<DataOf<E>, W>,
      Always<TcpObject<DataOf<E>, W>>
    >,
    UdpFunctions<UdpObject<DataOf<E>, W>, Always<UdpObject<DataOf<E>, W>>> {}

/** Defold's LuaSocket, with what its helper module `builtins.scripts.socket` adds. */
export interface DefoldSocket<E extends Encoding = "utf8", W extends WaitMode = "blocking">
  extends CommonFunctions<E, "defold", W>,
    Omit<
      TcpFunctions<W, DefoldMaster<DataOf<E>, W>, DefoldClient<DataOf<E>, W>, DefoldServer<DataOf<E>, W>>,
      "tcp4"
    >,
    Omit<UdpFunctions<DefoldUdp<DataOf<E>, W>>, "udp4"> {}

/** TCP as in the first LuaSocket 2.0; everything else as in 3.1. */
export interface LuaSocket20<E extends Encoding = "utf8", W extends WaitMode = "blocking">
  extends CommonFunctions<E, "2.0", W>,
    FullFunctions<E, W>,
    AdoptFunction<Adopted20<DataOf<E>, W>>,
    TcpFunctions<W, Tcp20Object<DataOf<E>, W>, Tcp20Object<DataOf<E>, W>, Tcp20Object<DataOf<E>, W>>,
    UdpFunctions<UdpObject<DataOf<E>, W>> {}

/** The namespace of a dialect. */
export type Namespace<E extends Encoding, Name extends DialectName, W extends WaitMode> = {
  /** Exported by `luasocket`. */
  "3.1": LuaSocket<E, W>;
  /** Exported by `luasocket/defold`. */
  defold: DefoldSocket<E, W>;
  /** Exported by `luasocket/2.0`. */
  "2.0": LuaSocket20<E, W>;
}[Name];

/** Makes the namespace that an entry point exports. */
export function namespace<E extends Encoding, Name extends DialectName, W extends WaitMode>(
  driver: Driver<W>,
  encoding: E,
  dialectName: Name,
): Namespace<E, Name, W> {
  return namespaceWith(driver, encoding, dialectName, undefined, NO_LIMITS, tracerOf(undefined));
}

/** Makes a namespace with the members of all dialects, then removes those that its dialect lacks. */
function namespaceWith<E extends Encoding, Name extends DialectName, W extends WaitMode>(
  driver: Driver<W>,
  encoding: E,
  dialectName: Name,
  gate: Gate | undefined,
  limits: ReceiveLimits,
  tracer: Tracer | undefined,
): Namespace<E, Name, W> {
  type Data = DataOf<E>;
  const dialect = DIALECTS[dialectName];
  const Tcp = dialect.takesSeveral ? Tcp20Object : TcpObject;
  const { limitsCoverConnect, blocksInKernel } = driver;
  const socketContext = {
    buffers: bufferPool,
    dialect,
    gate,
    limits,
    limitsCoverConnect,
    blocksInKernel,
    tracer,
  };
  const context = { driver, socketContext, encoding };

  const socket = {
    ...tcpFunctions(context, Tcp as TcpWrapper<W, TcpObject<Data, W> | Tcp20Object<Data, W>>),
    ...udpFunctions<Data, W>(context),
    ...adoptFunction<Data, W, unknown>(context, Tcp as TcpWrapper<W, unknown>),
    ...tryFunctions(dialect),
    ...selectFunctions(driver),
    ...timeFunctions(driver),
    ...sinkFunctions(driver),
    unix: unixFunctions<Data, W>(context),
    dns: dnsFunctions(context),
    skip,
    choose,
    configure: (settings: unknown) => configured(settings, context),
    BLOCKSIZE: BLOCK_SIZE,
    _VERSION: dialect.version,
    _SETSIZE: setSize(),
    _DATAGRAMSIZE: DATAGRAM_SIZE,
    _SOCKETINVALID: INVALID_SOCKET,
  };
  const sourcet = sources<Data, W>(socket, driver);
  const complete = Object.assign(socket, { sourcet, source: sourceFunction(sourcet) });
  for (const name of dialect.lacks) delete (complete as Record<string, unknown>)[name];
  if (tracer !== undefined) traceFunctions(complete, tracer);
  return complete as unknown as Namespace<E, Name, W>;
}

function configured(
  settings: unknown,
  { driver, encoding, socketContext }: NamespaceContext<WaitMode>,
): unknown {
  if (typeof settings !== "object" || settings === null) {
    throw badArgument(1, "configure", typeExpected("object", settings === null ? "null" : typeof settings));
  }
  const unknown = Object.keys(settings).find((name) => !SETTINGS.includes(name));
  // Ignoring a misspelled `policy` would allow everything.
  if (unknown !== undefined) throw badArgument(1, "configure", invalidOption(unknown));
  const {
    encoding: newEncoding = encoding,
    dialect = socketContext.dialect.name,
    policy,
    limits = {},
    trace,
  } = settings as Record<string, unknown>;
  return namespaceWith(
    driver,
    encodingArgument(newEncoding, 1, "configure"),
    dialectArgument(dialect),
    gateOf(policy, socketContext.gate),
    limitsSetting(limits, socketContext.limits),
    tracerOf(trace, socketContext.tracer),
  );
}

const SETTINGS: readonly string[] = ["encoding", "dialect", "policy", "limits", "trace"];

function dialectArgument(value: unknown): DialectName {
  if (isDialectName(value)) return value;
  throw badArgument(1, "configure", invalidOption(typeof value === "string" ? value : typeof value));
}
