// Every function of the C library that this package calls, declared once. Winsock exports the socket functions in the
// same form except for some types (platform.ts); functions that only Windows has are in windows/.
//
// Pointers are declared `void*` and receive a typed array: koffi keeps that array alive during the
// call. Two functions are declared again with `uintptr_t`, for memory that outlives any call
// (region.ts); a plain number is cheaper to pass, but does not keep its target alive.
// Callers inside os/ check offsets and lengths first: C does not.

import { platform } from "../platform/platform.ts";
import koffi from "./koffi.ts";

const library = koffi.load(platform.library);
const { descriptorType: FD, sizeType: SIZE, countType: COUNT } = platform;

// biome-ignore lint/suspicious/noExplicitAny: each declaration below gives the types.
type Call = (...args: any[]) => any;

/** Looks up functions. One that the platform lacks throws only when it is called, which callers must avoid. */
const libc = {
  func(nameOrPrototype: string, ...types: [] | [result: string, parameters: string[]]): Call {
    try {
      return types.length === 0 ? library.func(nameOrPrototype) : library.func(nameOrPrototype, ...types);
    } catch {
      return () => {
        throw new Error(`unreachable: ${process.platform} has no ${nameOrPrototype}`);
      };
    }
  },
};

/**
 * A function's asynchronous form: it runs in a thread of Node's pool, and `done` receives its result. The caller must
 * keep the arguments alive until then. At most 256 calls may be under way.
 */
export function inBackground<Args extends unknown[], Result>(
  call: (...args: Args) => Result,
): (...args: [...Args, done: (error: Error | null, result: Result) => void]) => void {
  return (call as unknown as { async: (...args: unknown[]) => void }).async;
}

/** For platforms without accept4(2). */
export const accept: (fd: number, addr: null, length: null) => number = libc.func(
  `${FD} accept(${FD}, void*, void*)`,
);
export const accept4: (fd: number, addr: null, length: null, flags: number) => number = libc.func(
  `int accept4(${FD}, void*, void*, int)`,
);
export const bind: (fd: number, addr: Uint8Array, length: number) => number = libc.func(
  `int bind(${FD}, void*, uint32_t)`,
);
export const close: (fd: number) => number = libc.func(`int ${platform.closeFunction}(${FD})`);
export const connect: (fd: number, addr: Uint8Array, length: number) => number = libc.func(
  `int connect(${FD}, void*, uint32_t)`,
);
/** For platforms without dup3(2). */
export const dup2: (from: number, to: number) => number = libc.func("int dup2(int, int)");
export const dup3: (from: number, to: number, flags: number) => number = libc.func("int dup3(int, int, int)");
export const epoll_create1: (flags: number) => number = libc.func("int epoll_create1(int)");
export const epoll_ctl: (set: number, operation: number, fd: number, event: Int32Array) => number = libc.func(
  "int epoll_ctl(int, int, int, void*)",
);
/** Takes the address of memory that C owns, as the asynchronous form requires. */
export const epoll_wait: (set: number, events: bigint, count: number, timeoutMs: number) => number =
  libc.func("int epoll_wait(int, void*, int, int)");
/** The same with events in JavaScript memory: a synchronous call returns before that can be freed. */
export const epollWaitInto: (set: number, events: Uint8Array, count: number, timeoutMs: number) => number =
  libc.func("int epoll_wait(int, void*, int, int)");
export const epollWaitAsync: (
  set: number,
  events: bigint,
  count: number,
  timeoutMs: number,
  done: (error: Error | null, ready: number) => void,
) => void = inBackground(epoll_wait);
export const eventfd: (initial: number, flags: number) => number = libc.func("int eventfd(uint32_t, int)");
/** Variadic: the type precedes the argument. */
export const fcntl: (fd: number, command: number, type: "int", argument: number) => number =
  libc.func("int fcntl(int, int, ...)");
export const freeaddrinfo: (list: bigint) => void = libc.func("void freeaddrinfo(void*)");
export const gai_strerror: (code: number) => string = libc.func("const char *gai_strerror(int)");
export const getaddrinfo: (
  host: Uint8Array | null,
  service: Uint8Array | null,
  hints: Uint8Array,
  list: Uint8Array,
) => number = libc.func("int getaddrinfo(void*, void*, void*, void*)");
export const gethostbyaddr_r: (
  address: Uint8Array,
  length: number,
  family: number,
  entry: Uint8Array,
  memory: Uint8Array,
  size: number,
  result: Uint8Array,
  error: Int32Array,
) => number = libc.func("int gethostbyaddr_r(void*, uint32_t, int, void*, void*, size_t, void*, void*)");
export const gethostbyname_r: (
  name: Uint8Array,
  entry: Uint8Array,
  memory: Uint8Array,
  size: number,
  result: Uint8Array,
  error: Int32Array,
) => number = libc.func("int gethostbyname_r(void*, void*, void*, size_t, void*, void*)");
export const getnameinfo: (
  addr: Uint8Array,
  length: number,
  host: Uint8Array | null,
  hostSize: number,
  service: Uint8Array | null,
  serviceSize: number,
  flags: number,
) => number = libc.func("int getnameinfo(void*, uint32_t, void*, uint32_t, void*, uint32_t, int)");
export const getpeername: (fd: number, addr: Uint8Array, length: Uint8Array) => number = libc.func(
  `int getpeername(${FD}, void*, void*)`,
);
export const getrlimit: (resource: number, limits: BigUint64Array) => number =
  libc.func("int getrlimit(int, void*)");
export const getsockname: (fd: number, addr: Uint8Array, length: Uint8Array) => number = libc.func(
  `int getsockname(${FD}, void*, void*)`,
);
export const getsockopt: (
  fd: number,
  level: number,
  name: number,
  value: Uint8Array,
  length: Uint8Array,
) => number = libc.func(`int getsockopt(${FD}, int, int, void*, void*)`);
export const gettimeofday: (timeval: BigInt64Array, zone: null) => number = libc.func(
  "int gettimeofday(void*, void*)",
);
export const hstrerror: (code: number) => string = libc.func("const char *hstrerror(int)");
export const if_indextoname: (index: number, name: Uint8Array) => string | null = libc.func(
  "const char *if_indextoname(uint32_t, void*)",
);
export const inet_aton: (text: string, address: Uint8Array) => number = libc.func(
  "int inet_aton(const char*, void*)",
);
export const inet_pton: (family: number, text: string, address: Uint8Array) => number = libc.func(
  "int inet_pton(int, const char*, void*)",
);
export const listen: (fd: number, backlog: number) => number = libc.func(`int listen(${FD}, int)`);
export const malloc: (size: number) => bigint = libc.func("void *malloc(size_t)");
export const pipe: (fds: Int32Array) => number = libc.func("int pipe(void*)");
export const pipe2: (fds: Int32Array, flags: number) => number = libc.func("int pipe2(void*, int)");
export const posix_spawn: (
  pid: Int32Array,
  path: string,
  actions: Uint8Array,
  attributes: Uint8Array,
  argv: Uint8Array,
  envp: Uint8Array,
) => number = libc.func("int posix_spawn(void*, const char*, void*, void*, void*, void*)");
export const posix_spawn_file_actions_adddup2: (actions: Uint8Array, fd: number, newFd: number) => number =
  libc.func("int posix_spawn_file_actions_adddup2(void*, int, int)");
export const posix_spawn_file_actions_destroy: (actions: Uint8Array) => number = libc.func(
  "int posix_spawn_file_actions_destroy(void*)",
);
export const posix_spawn_file_actions_init: (actions: Uint8Array) => number = libc.func(
  "int posix_spawn_file_actions_init(void*)",
);
export const posix_spawnattr_destroy: (attributes: Uint8Array) => number = libc.func(
  "int posix_spawnattr_destroy(void*)",
);
export const posix_spawnattr_init: (attributes: Uint8Array) => number = libc.func(
  "int posix_spawnattr_init(void*)",
);
export const posix_spawnattr_setflags: (attributes: Uint8Array, flags: number) => number = libc.func(
  "int posix_spawnattr_setflags(void*, int16_t)",
);
export const posix_spawnattr_setsigdefault: (attributes: Uint8Array, signals: Uint8Array) => number =
  libc.func("int posix_spawnattr_setsigdefault(void*, void*)");
export const poll: (entries: Uint8Array, count: number, timeoutMs: number) => number = libc.func(
  "int poll(void*, unsigned long, int)",
);
export const recv: (fd: number, buffer: Uint8Array, size: number, flags: number) => number = libc.func(
  `${COUNT} recv(${FD}, void*, ${SIZE}, int)`,
);
export const recvAddress: (fd: number, address: number, size: number, flags: number) => number = libc.func(
  "recv",
  COUNT,
  [FD, "uintptr_t", SIZE, "int"],
);
export const recvfrom: (
  fd: number,
  buffer: Uint8Array,
  size: number,
  flags: number,
  addr: number,
  length: number,
) => number = libc.func("recvfrom", COUNT, [FD, "void*", SIZE, "int", "uintptr_t", "uintptr_t"]);
export const recvfromAddress: (
  fd: number,
  address: number,
  size: number,
  flags: number,
  addr: number,
  length: number,
) => number = libc.func("recvfrom", COUNT, [FD, "uintptr_t", SIZE, "int", "uintptr_t", "uintptr_t"]);
export const send: (fd: number, buffer: Uint8Array, size: number, flags: number) => number = libc.func(
  `${COUNT} send(${FD}, void*, ${SIZE}, int)`,
);
export const sendAddress: (fd: number, address: number, size: number, flags: number) => number = libc.func(
  "send",
  COUNT,
  [FD, "uintptr_t", SIZE, "int"],
);
export const sendto: (
  fd: number,
  buffer: Uint8Array,
  size: number,
  flags: number,
  addr: number,
  length: number,
) => number = libc.func("sendto", COUNT, [FD, "void*", SIZE, "int", "uintptr_t", "uint32_t"]);
export const sendtoAddress: (
  fd: number,
  address: number,
  size: number,
  flags: number,
  addr: number,
  length: number,
) => number = libc.func("sendto", COUNT, [FD, "uintptr_t", SIZE, "int", "uintptr_t", "uint32_t"]);
export const setsockopt: (
  fd: number,
  level: number,
  name: number,
  value: Uint8Array,
  length: number,
) => number = libc.func(`int setsockopt(${FD}, int, int, void*, uint32_t)`);
export const shutdown: (fd: number, how: number) => number = libc.func(`int shutdown(${FD}, int)`);
export const socket: (domain: number, type: number, protocol: number) => number = libc.func(
  `${FD} socket(int, int, int)`,
);
export const strerror: (errno: number) => string = libc.func("const char *strerror(int)");
/** A pointer to this thread's errno, under the platform's name for that function. */
export const errnoPointer = (name: string): bigint => BigInt(libc.func(`void *${name}()`)());
export const waitpid: (pid: number, status: Int32Array, options: number) => number = libc.func(
  "int waitpid(int, void*, int)",
);
export const write: (fd: number, bytes: BigUint64Array, size: number) => number = libc.func(
  "int64_t write(int, void*, size_t)",
);
