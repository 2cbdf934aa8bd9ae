// LuaSocket's classes of TCP objects, and who may call what. One object goes through several classes
// in its life: connect and listen change it.

export const MASTER = "tcp{master}";
export const CLIENT = "tcp{client}";
export const SERVER = "tcp{server}";
/** Not a class but a group: each of the three. */
export const ANY = "tcp{any}";

export type TcpClass = typeof MASTER | typeof CLIENT | typeof SERVER;

export type TcpMethod =
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

/** The class or group that an object must be of for a method. Otherwise: `tcp{client} expected`. */
export const METHOD_CLASS: Readonly<Record<TcpMethod, TcpClass | typeof ANY>> = {
  accept: SERVER,
  bind: MASTER,
  close: ANY,
  connect: ANY,
  dirty: ANY,
  getfamily: ANY,
  getfd: ANY,
  getoption: ANY,
  getpeername: ANY,
  getsockname: ANY,
  getstats: CLIENT,
  gettimeout: ANY,
  listen: MASTER,
  receive: CLIENT,
  send: CLIENT,
  setfd: ANY,
  setoption: ANY,
  setpeername: ANY,
  setsockname: MASTER,
  setstats: CLIENT,
  settimeout: ANY,
  shutdown: CLIENT,
};

/** Whether an object of a class is what is wanted. */
export function isOfClass(className: TcpClass, wanted: TcpClass | typeof ANY): boolean {
  return wanted === ANY || wanted === className;
}
