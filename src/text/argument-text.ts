// The words for misuse: what is raised at a call, as opposed to what the network does (error-text.ts).
// Each binding puts its own frame around them: "bad argument #1 to 'receive' (...)".

export const INVALID_PATTERN = "invalid receive pattern";
export const INVALID_TIMEOUT_MODE = "invalid timeout mode";
export const LINGER_ON_EXPECTED = "boolean 'on' field expected";
export const LINGER_TIMEOUT_EXPECTED = "number 'timeout' field expected";

export const IP_EXPECTED = "ip expected";
export const MULTIADDR_EXPECTED = "string 'multiaddr' field expected";
export const INVALID_MULTIADDR = "invalid 'multiaddr' ip address";
export const INTERFACE_EXPECTED = "string 'interface' field expected";
export const INVALID_INTERFACE = "invalid 'interface' ip address";
export const INTERFACE_INDEX_EXPECTED = "number 'interface' field expected";

export const DESCRIPTOR_EXPECTED = "descriptor expected";
/** One that another object closes. */
export const DESCRIPTOR_TAKEN = "descriptor of another object";
export const OPEN_SOCKET_EXPECTED = "open socket expected";
export const SERVER_EXPECTED = "function or net.Server expected";
/** In a worker of node:cluster, Node would listen on a descriptor of the primary process. */
export const CLUSTER_WORKER = "a unix-domain server cannot be handed over in a worker of node:cluster";
/** Raised where a socket cannot become Node's. */
export const NOT_FOR_NODE = "Node takes no sockets over on this system";

/** How much of a name a message shows: LuaSocket prints into a small buffer with %.35s. */
export const MAX_NAME_CHARACTERS = 35;

/** An object of the wrong class or group, or no socket at all. */
export function classExpected(name: string): string {
  return `${name.slice(0, MAX_NAME_CHARACTERS)} expected`;
}

export function unsupportedOption(name: string): string {
  return `unsupported option \`${name.slice(0, MAX_NAME_CHARACTERS)}'`;
}

/** How complaints call the type of a value. */
export function typeName(value: unknown): string {
  return value === null ? "null" : typeof value;
}

/** A word that is none of those to choose from (luaL_checkoption). */
export function invalidOption(word: string): string {
  return `invalid option '${word}'`;
}

export function typeExpected(wanted: string, got: string): string {
  return `${wanted} expected, got ${got}`;
}
