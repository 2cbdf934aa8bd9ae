// The calls that a trace reports, and which of their values are data. Used by both bindings.

/** Methods of sockets, except those that only query an object. */
const METHODS: ReadonlySet<string> = new Set([
  "accept",
  "bind",
  "close",
  "connect",
  "listen",
  "receive",
  "receivechunk",
  "receivefrom",
  "receiveinto",
  "receivefrominto",
  "send",
  "sendto",
  "setfd",
  "setoption",
  "setpeername",
  "setsockname",
  "settimeout",
  "shutdown",
  "timeout",
  "tonodeserver",
  "tonodesocket",
]);

/** Functions of a namespace. */
const FUNCTIONS: ReadonlySet<string> = new Set([
  "adopt",
  "bind",
  "connect",
  "connect4",
  "connect6",
  "select",
  "tcp",
  "tcp4",
  "tcp6",
  "udp",
  "udp4",
  "udp6",
]);

export function isTracedMethod(name: string): boolean {
  return METHODS.has(name);
}

export function isTracedFunction(name: string): boolean {
  return FUNCTIONS.has(name);
}

/** The direction in which a call moves bytes, if any. */
export function directionOf(name: string): "received" | "sent" | undefined {
  if (name === "lines" || name.startsWith("receive")) return "received";
  return name === "send" || name === "sendto" ? "sent" : undefined;
}

/** True if the argument at an index, from 0, is transmitted data. */
export function isDataArgument(name: string, index: number): boolean {
  switch (name) {
    case "send": // every argument: it may be several strings
      return true;
    case "sendto":
      return index === 0;
    case "receive": // the prefix
      return index === 1;
    default:
      return false;
  }
}

/** True for memory to fill: its previous contents do not matter. */
export function isMemoryArgument(name: string, index: number): boolean {
  return index === 0 && name.endsWith("into");
}

/** True if the result at an index is received data; after an absent first result the second is the error. */
export function isDataResult(name: string, index: number, isFailure: boolean): boolean {
  if (directionOf(name) !== "received" || name.endsWith("into")) return false;
  return name === "receivefrom" ? index === 0 : !(isFailure && index === 1);
}
