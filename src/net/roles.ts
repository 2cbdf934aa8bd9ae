// LuaSocket's classes of stream objects. One object goes through several in its life: connect and listen
// change what it is.

export type StreamKind = "tcp" | "unixstream";
/** A master is neither yet; connect makes a client of it, listen a server. */
export type StreamRole = "master" | "client" | "server";
/** LuaSocket's name for what an object is: `"tcp{client}"`, for example. */
export type StreamClass<Kind extends StreamKind = StreamKind> = `${Kind}{${StreamRole}}`;

/** Each of the roles. */
export const ANY = "any";
export type WantedRole = StreamRole | typeof ANY;

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

/** The role that an object must have for each method. Otherwise: `tcp{client} expected`. */
export type MethodRoles = Readonly<Record<StreamMethod, WantedRole>>;

/** Those of TCP objects. Whatever an object is, it can be connected: it is a client then. */
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

/** Those of unix-domain streams: a connection is made once. */
export const UNIX_METHOD_ROLES: MethodRoles = {
  ...TCP_METHOD_ROLES,
  connect: "master",
  setpeername: "master",
};

/** Whether an object in a role may be asked for what needs another. */
export function hasRole(role: StreamRole, wanted: WantedRole): boolean {
  return wanted === ANY || wanted === role;
}
