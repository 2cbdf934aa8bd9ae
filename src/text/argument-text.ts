// Texts for misuse, raised at the call, in contrast to network failures (error-text.ts).
// Each binding adds its own frame: "bad argument #1 to 'receive' (...)".

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
/** Another object owns the descriptor. */
export const DESCRIPTOR_TAKEN = "descriptor of another object";
export const OPEN_SOCKET_EXPECTED = "open socket expected";
export const SERVER_EXPECTED = "function or net.Server expected";
/** In a worker of node:cluster, Node would listen on a descriptor of the primary process. */
export const CLUSTER_WORKER = "a unix-domain server cannot be handed over in a worker of node:cluster";
/** Raised where Node cannot adopt a socket. */
export const NOT_FOR_NODE = "Node cannot take over sockets on this system";

/** Maximum number of characters of a name in a message: LuaSocket prints into a small buffer with %.35s. */
export const MAX_NAME_CHARACTERS = 35;

/** For an object of the wrong class or group, or for anything but a socket. */
export function classExpected(name: string): string {
  return `${name.slice(0, MAX_NAME_CHARACTERS)} expected`;
}

export function unsupportedOption(name: string): string {
  return `unsupported option \`${name.slice(0, MAX_NAME_CHARACTERS)}'`;
}

/** The type of a value, for messages. */
export function typeName(value: unknown): string {
  return value === null ? "null" : typeof value;
}

/** For a word that is not among the options (luaL_checkoption). */
export function invalidOption(word: string): string {
  return `invalid option '${word}'`;
}

export function typeExpected(wanted: string, got: string): string {
  return `${wanted} expected, got ${got}`;
}
