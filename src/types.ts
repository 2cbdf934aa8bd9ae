// The types that every entry point exports.

export type { DataOf, Sendable } from "./js/encoding/codec.ts";
export type { Adopted, Adopted20 } from "./js/namespace/adopt-function.ts";
export type { Dns, HostEntry, NamesFound, Resolved, ResolvedAddress } from "./js/namespace/dns-functions.ts";
export type {
  DefoldSocket,
  LuaSocket,
  LuaSocket20,
  Namespace,
  Settings,
} from "./js/namespace/luasocket.ts";
export type { Selectable } from "./js/namespace/select-function.ts";
export type { Sink, SinkMode, SinkSocket, Sinks } from "./js/namespace/sink-functions.ts";
export type { Chooser } from "./js/namespace/skip-and-choose.ts";
export type { Source, Sourced, SourceMode, SourceSocket, Sources } from "./js/namespace/source-functions.ts";
export type { Protected, ProtectedOutcome, Tried, Try } from "./js/namespace/try-functions.ts";
export type { UnixFunctions } from "./js/namespace/unix-functions.ts";
export type {
  Always,
  Chunk,
  Done,
  Failure,
  Filled,
  Linger,
  Named,
  ReadyList,
  Received,
  ReceivedFrom,
  Result,
  Selected,
  Sent,
} from "./js/results.ts";
export type {
  DefoldClient,
  DefoldMaster,
  DefoldServer,
  DefoldUdp,
  ReadableDefoldTcpValues,
  ReadableDefoldUdpValues,
  SettableDefoldTcpValues,
  SettableDefoldUdpValues,
} from "./js/sockets/defold-classes.ts";
export type { ConnectionListener } from "./js/sockets/node-handoff.ts";
export type {
  Membership,
  Membership6,
  ReadableTcpValues,
  ReadableUdpValues,
  SettableTcpValues,
  SettableUdpValues,
  UnixDatagramOptionValues,
  UnixStreamOptionValues,
} from "./js/sockets/option-values.ts";
export type { ReceivePattern } from "./js/sockets/receive-call.ts";
export type {
  Failure20,
  Named20,
  ReceivedSeveral,
  SentSeveral,
  Tcp20Object,
} from "./js/sockets/tcp-2.0-object.ts";
export type { TcpClient, TcpObject, TcpServer } from "./js/sockets/tcp-object.ts";
export type { UdpConnected, UdpObject, UdpUnconnected } from "./js/sockets/udp-object.ts";
export type { UnixDatagramObject } from "./js/sockets/unix-datagram-object.ts";
export type { Path } from "./js/sockets/unix-path.ts";
export type { UnixStreamObject } from "./js/sockets/unix-stream-object.ts";
export type { DialectName } from "./net/dialect.ts";
export type { FamilyName, FamilyVersion } from "./net/inet/family.ts";
export type { Port } from "./net/inet/permitted-addresses.ts";
export type { Limits } from "./net/receive-limits.ts";
export type { DatagramClass, StreamClass } from "./net/roles.ts";
export type { ShutdownMode } from "./net/stream/shutdown.ts";
export type { TimeoutMode } from "./net/timeout.ts";
export type { Access } from "./policy/access.ts";
export type { Policy } from "./policy/policy.ts";
export type { Encoding } from "./text/encoding.ts";
export type { TraceSetting } from "./trace/switch.ts";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.ts";
export type { Iteration, OptionsOf, Outcome, WaitMode, WaitOptions } from "./wait/mode.ts";
