// LuaSocket's classes of datagram objects. One object goes back and forth between them: setpeername
// connects it, or takes its peer away.

export type DatagramKind = "udp" | "unixdgram";
export type DatagramRole = "unconnected" | "connected";
/** LuaSocket's name for what an object is: `"udp{connected}"`, for example. */
export type DatagramClass<Kind extends DatagramKind = DatagramKind> = `${Kind}{${DatagramRole}}`;

/** Methods that one of the roles has alone; all others are for both. */
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
