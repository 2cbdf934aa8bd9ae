// LuaSocket's classes of objects and the methods of each. An object's class changes: connect and listen change that
// of a stream; setpeername changes that of a datagram socket, back and forth.

/** Any role. */
export const ANY = "any";
export type Role = StreamRole | DatagramRole;
export type WantedRole = Role | typeof ANY;

/** True if a role satisfies the required one. */
export function hasRole(role: Role, wanted: WantedRole): boolean {
  return wanted === ANY || wanted === role;
}

/** The class of a kind's objects in a role; with `ANY` the group of classes. */
export function classNamed<Kind extends string, Wanted extends WantedRole>(
  kind: Kind,
  role: Wanted,
): `${Kind}{${Wanted}}` {
  return `${kind}{${role}}`;
}

export type StreamKind = "tcp" | "unixstream";
/** A master is not connected; connect makes it a client, listen a server. */
export type StreamRole = "master" | "client" | "server";
/** LuaSocket's class name, for example `"tcp{client}"`. */
export type StreamClass<Kind extends StreamKind = StreamKind> = `${Kind}{${StreamRole}}`;

export type StreamMethod =
  | "accept"
  | "bind"
  | "close"
  | "connect"
  | "dirty"
  | "getfamily"
  | "getfd"
  | "getoption"
  | "getpeername"
  | "getsockname"
  | "getstats"
  | "gettimeout"
  | "listen"
  | "receive"
  | "send"
  | "setfd"
  | "setoption"
  | "setpeername"
  | "setsockname"
  | "setstats"
  | "settimeout"
  | "shutdown";

/** The required role for each method. Otherwise the call raises `tcp{client} expected`. */
export type MethodRoles = Readonly<Record<StreamMethod, StreamRole | typeof ANY>>;

/** Required roles for TCP objects. An object in any role can connect, which makes it a client. */
export const TCP_METHOD_ROLES: MethodRoles = {
  accept: "server",
  bind: "master",
  close: ANY,
  connect: ANY,
  dirty: ANY,
  getfamily: ANY,
  getfd: ANY,
  getoption: ANY,
  getpeername: ANY,
  getsockname: ANY,
  getstats: "client",
  gettimeout: ANY,
  listen: "master",
  receive: "client",
  send: "client",
  setfd: ANY,
  setoption: ANY,
  setpeername: ANY,
  setsockname: "master",
  setstats: "client",
  settimeout: ANY,
  shutdown: "client",
};

/** Required roles for unix-domain streams, which connect only once. */
export const UNIX_METHOD_ROLES: MethodRoles = {
  ...TCP_METHOD_ROLES,
  connect: "master",
  setpeername: "master",
};

export type DatagramKind = "udp" | "unixdgram";
export type DatagramRole = "unconnected" | "connected";
/** LuaSocket's class name, for example `"udp{connected}"`. */
export type DatagramClass<Kind extends DatagramKind = DatagramKind> = `${Kind}{${DatagramRole}}`;

/** Methods of one role only; all others are available in both. */
export type RestrictedDatagramMethod =
  | "bind"
  | "getpeername"
  | "receivefrom"
  | "send"
  | "sendto"
  | "setsockname";

export const DATAGRAM_METHOD_ROLES: Readonly<Record<RestrictedDatagramMethod, DatagramRole>> = {
  bind: "unconnected",
  getpeername: "connected",
  receivefrom: "unconnected",
  send: "connected",
  sendto: "unconnected",
  setsockname: "unconnected",
};
