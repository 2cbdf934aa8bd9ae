// The types that a program may want to name, from every entry point.

export type { Encoding } from "./bytes/encoding.js";
export type { DataOf, Sendable } from "./face/bytes/codec.js";
export type { Dns, HostEntry, NamesFound, Resolved, ResolvedAddress } from "./face/dns.js";
export type { ConnectionListener } from "./face/hand-over.js";
export type { Adopted, Adopted20 } from "./face/namespace/adopt-function.js";
export type {
  DefoldSocket,
  LuaSocket,
  LuaSocket20,
  Namespace,
  Settings,
} from "./face/namespace/luasocket.js";
export type { UnixFunctions } from "./face/namespace/unix-functions.js";
export type {
  DefoldClient,
  DefoldMaster,
  DefoldServer,
  DefoldUdp,
  ReadableDefoldTcpValues,
  ReadableDefoldUdpValues,
  SettableDefoldTcpValues,
  SettableDefoldUdpValues,
} from "./face/objects/defold-classes.js";
export type {
  Membership,
  Membership6,
  ReadableTcpValues,
  ReadableUdpValues,
  SettableTcpValues,
  SettableUdpValues,
  UnixDatagramOptionValues,
  UnixStreamOptionValues,
} from "./face/objects/option-values.js";
export type { ReceivePattern } from "./face/objects/receive-call.js";
export type {
  Failure20,
  Named20,
  ReceivedSeveral,
  SentSeveral,
  Tcp20Object,
} from "./face/objects/tcp-2.0-object.js";
export type { TcpClient, TcpServer } from "./face/objects/tcp-classes.js";
export type { TcpObject } from "./face/objects/tcp-object.js";
export type { UdpConnected, UdpUnconnected } from "./face/objects/udp-classes.js";
export type { UdpObject } from "./face/objects/udp-object.js";
export type { UnixDatagramObject } from "./face/objects/unix-datagram-object.js";
export type { Path } from "./face/objects/unix-path.js";
export type { UnixStreamObject } from "./face/objects/unix-stream-object.js";
export type { ReadyList } from "./face/ready-list.js";
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
} from "./face/results.js";
export type { Selectable } from "./face/select.js";
export type { Sink, SinkMode, SinkSocket, Sinks } from "./face/sink.js";
export type { Chooser } from "./face/skip.js";
export type { Chunk, Source, Sourced, SourceMode, SourceSocket, Sources } from "./face/source.js";
export type { Protected, ProtectedOutcome, Tried, Try } from "./face/try.js";
export type { DatagramClass } from "./net/datagram/datagram-class.js";
export type { DialectName } from "./net/dialect.js";
export type { FamilyName, FamilyVersion } from "./net/inet/family.js";
export type { Port } from "./net/inet/resolve.js";
export type { Access } from "./net/policy/access.js";
export type { Policy } from "./net/policy/policy.js";
export type { Limits } from "./net/stream/receive-limits.js";
export type { ShutdownMode } from "./net/stream/shutdown.js";
export type { StreamClass } from "./net/stream/stream-class.js";
export type { TimeoutMode } from "./net/timeout.js";
export type { TraceSetting } from "./trace/switch.js";
export type { TracedCall, TracedSocket, TraceListener } from "./trace/traced-call.js";
export type { Iteration, OptionsOf, Outcome, WaitOptions, Way } from "./wait/way.js";
