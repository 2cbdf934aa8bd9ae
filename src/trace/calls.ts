// Which calls a trace tells, and what of them is data. Both bindings ask here.

/** Methods of sockets; what only asks an object for what it knows is not among them. */
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

/** Whether a call moves bytes, and which way. */
export function directionOf(name: string): "received" | "sent" | undefined {
  if (name === "lines" || name.startsWith("receive")) return "received";
  return name === "send" || name === "sendto" ? "sent" : undefined;
}

/** Whether the argument at an index, from 0, is bytes of a conversation. */
export function isDataArgument(name: string, index: number): boolean {
  switch (name) {
    case "send": // of several strings, too
      return true;
    case "sendto":
      return index === 0;
    case "receive": // the prefix
      return index === 1;
    default:
      return false;
  }
}

/** Memory to be filled: what is in it before the call is of no interest. */
export function isMemoryArgument(name: string, index: number): boolean {
  return index === 0 && name.endsWith("into");
}

/** Whether the result at an index is bytes of a conversation; the one behind an absent one is the error. */
export function isDataResult(name: string, index: number, isFailure: boolean): boolean {
  if (directionOf(name) !== "received" || name.endsWith("into")) return false;
  return name === "receivefrom" ? index === 0 : !(isFailure && index === 1);
}
