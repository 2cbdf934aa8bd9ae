// The types that a program may want to name, from every entry point.

export type { DataOf, Sendable } from "./js/encoding/codec.js";
export type { Adopted, Adopted20 } from "./js/namespace/adopt-function.js";
export type { Dns, HostEntry, NamesFound, Resolved, ResolvedAddress } from "./js/namespace/dns-functions.js";
export type {
  DefoldSocket,
  LuaSocket,
  LuaSocket20,
  Namespace,
  Settings,
} from "./js/namespace/luasocket.js";
export type { Selectable } from "./js/namespace/select-function.js";
export type { Sink, SinkMode, SinkSocket, Sinks } from "./js/namespace/sink-functions.js";
export type { Chooser } from "./js/namespace/skip-and-choose.js";
export type {
  Chunk,
  Source,
  Sourced,
  SourceMode,
  SourceSocket,
  Sources,
} from "./js/namespace/source-functions.js";
export type { Protected, ProtectedOutcome, Tried, Try } from "./js/namespace/try-functions.js";
export type { UnixFunctions } from "./js/namespace/unix-functions.js";
export type { ReadyList } from "./js/ready-list.js";
export type {
  Done,
  Failure,
  Filled,
  Linger,
  Made,
  Named,
  Received,
  ReceivedFrom,
  Result,
  Selected,
  Sent,
} from "./js/results.js";
export type {
  DefoldClient,
  DefoldMaster,
  DefoldServer,
  DefoldUdp,
  ReadableDefoldTcpValues,
  ReadableDefoldUdpValues,
  SettableDefoldTcpValues,
  SettableDefoldUdpValues,
} from "./js/sockets/defold-classes.js";
export type { ConnectionListener } from "./js/sockets/node-handoff.js";
export type {
  Membership,
  Membership6,
  ReadableTcpValues,
  ReadableUdpValues,
  SettableTcpValues,
  SettableUdpValues,
  UnixDatagramOptionValues,
  UnixStreamOptionValues,
} from "./js/sockets/option-values.js";
export type { ReceivePattern } from "./js/sockets/receive-call.js";
export type {
  Failure20,
  Named20,
  ReceivedSeveral,
  SentSeveral,
  Tcp20Object,
} from "./js/sockets/tcp-2.0-object.js";
export type { TcpClient, TcpServer } from "./js/sockets/tcp-classes.js";
export type { TcpObject } from "./js/sockets/tcp-object.js";
export type { UdpConnected, UdpUnconnected } from "./js/sockets/udp-classes.js";
export type { UdpObject } from "./js/sockets/udp-object.js";
export type { UnixDatagramObject } from "./js/sockets/unix-datagram-object.js";
export type { Path } from "./js/sockets/unix-path.js";
export type { UnixStreamObject } from "./js/sockets/unix-stream-object.js";
export type { DatagramClass } from "./net/datagram/datagram-class.js";
export type { DialectName } from "./net/dialect.js";
export type { FamilyName, FamilyVersion } from "./net/inet/family.js";
export type { Port } from "./net/inet/resolve.js";
export type { StreamClass } from "./net/roles.js";
export type { Limits } from "./net/stream/receive-limits.js";
export type { ShutdownMode } from "./net/stream/shutdown.js";
export type { TimeoutMode } from "./net/timeout.js";
export type { Access } from "./policy/access.js";
export type { Policy } from "./policy/policy.js";
export type { Encoding } from "./text/encoding.js";
export type { TraceSetting } from "./trace/switch.js";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.js";
export type { Iteration, OptionsOf, Outcome, WaitOptions, Way } from "./wait/way.js";
