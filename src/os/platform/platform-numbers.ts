// The type of a platform's description: numbers and layouts under the names of its headers.

/** Stands for a number that the platform lacks. */
export const ABSENT = -1;

/** Numbers and layouts of one platform, under the names of its headers. */
export interface Platform {
  /** The library with the socket functions; null: the running program, which includes the C library. */
  readonly library: string | null;
  /** The C types of a descriptor, of a size, and of the result of recv(2) and send(2). */
  readonly descriptorType: "int" | "intptr_t";
  readonly sizeType: "size_t" | "int";
  readonly countType: "int64_t" | "int";
  /** The function that closes a socket. */
  readonly closeFunction: "close" | "closesocket";

  readonly AF_UNSPEC: number;
  readonly AF_INET: number;
  readonly AF_INET6: number;
  readonly AF_UNIX: number;
  readonly SOCK_STREAM: number;
  readonly SOCK_DGRAM: number;
  /** Flags of socket(2) and accept4(2) for a non-blocking descriptor that children do not inherit; 0 if there are none. */
  readonly SOCK_NONBLOCK: number;
  readonly SOCK_CLOEXEC: number;
  /** Flag of send(2): no SIGPIPE on a closed connection. 0 if an option does that, or if there is no such signal. */
  readonly MSG_NOSIGNAL: number;
  /** The socket option of macOS with the same effect. */
  readonly SO_NOSIGPIPE: number;
  /**
   * A transient error of send while a connection is being torn down, to be retried; 0 for none. macOS: EPROTOTYPE
   * (usocket.c).
   */
  readonly passingSendError: number;
  /** Flag of send(2) and recv(2): this call does not block, whatever the descriptor's mode; 0 if there is none. */
  readonly MSG_DONTWAIT: number;
  /** Flag of recv(2): this call waits until the buffer is full. */
  readonly MSG_WAITALL: number;
  /** The error of a receive whose buffer is smaller than the datagram; 0: none, the datagram is truncated. */
  readonly cutError: number;
  /**
   * Flags of recv(2): MSG_PEEK leaves the data in the queue; MSG_TRUNC returns a datagram's full size, however much
   * was read, and is 0 where no flag does.
   */
  readonly MSG_PEEK: number;
  readonly MSG_TRUNC: number;

  /** Flag of pipe2(2): the ends are not inherited by children. */
  readonly O_CLOEXEC: number;
  /** Commands of fcntl(2), and the flags that they read and set. */
  readonly F_GETFD: number;
  readonly F_SETFD: number;
  readonly F_GETFL: number;
  readonly F_SETFL: number;
  readonly FD_CLOEXEC: number;
  readonly O_NONBLOCK: number;
  /** Command of fcntl(2): duplicates a descriptor; children do not inherit the copy. */
  readonly F_DUPFD_CLOEXEC: number;
  /** Flag of posix_spawn(3): resets the signals of a set to their default action in the child. */
  readonly POSIX_SPAWN_SETSIGDEF: number;
  readonly SIGPIPE: number;

  readonly SOL_SOCKET: number;
  readonly SO_REUSEADDR: number;
  readonly SO_REUSEPORT: number;
  readonly SO_KEEPALIVE: number;
  readonly SO_LINGER: number;
  /** Size of each of the two fields of struct linger. */
  readonly lingerFieldSize: 2 | 4;
  readonly SO_ERROR: number;
  readonly SO_TYPE: number;
  readonly SO_DOMAIN: number;
  readonly SO_PROTOCOL: number;
  readonly SO_ACCEPTCONN: number;
  readonly SO_RCVBUF: number;
  readonly SO_SNDBUF: number;
  readonly SO_BROADCAST: number;
  readonly SO_DONTROUTE: number;
  readonly SO_BINDTODEVICE: number;
  readonly IPPROTO_TCP: number;
  /** Multipath TCP, which looks like TCP to a program. */
  readonly IPPROTO_MPTCP: number;
  readonly IPPROTO_UDP: number;
  readonly TCP_NODELAY: number;
  readonly TCP_KEEPIDLE: number;
  readonly TCP_KEEPINTVL: number;
  readonly TCP_KEEPCNT: number;
  readonly TCP_DEFER_ACCEPT: number;
  readonly TCP_FASTOPEN: number;
  readonly TCP_FASTOPEN_CONNECT: number;
  readonly IPPROTO_IP: number;
  readonly IP_MULTICAST_IF: number;
  readonly IP_MULTICAST_TTL: number;
  readonly IP_MULTICAST_LOOP: number;
  readonly IP_ADD_MEMBERSHIP: number;
  readonly IP_DROP_MEMBERSHIP: number;
  readonly IPPROTO_IPV6: number;
  readonly IPV6_V6ONLY: number;
  readonly IPV6_UNICAST_HOPS: number;
  readonly IPV6_MULTICAST_HOPS: number;
  readonly IPV6_MULTICAST_LOOP: number;
  readonly IPV6_JOIN_GROUP: number;
  readonly IPV6_LEAVE_GROUP: number;

  readonly POLLIN: number;
  readonly POLLOUT: number;
  readonly POLLERR: number;
  readonly POLLHUP: number;
  readonly POLLNVAL: number;
  /** struct pollfd in units of 4 bytes: its size, and the index of the word with events and revents. */
  readonly pollfdFields: number;
  readonly pollEventsField: number;

  /** True if the system has epoll(7). Below its flags; its events otherwise equal those of poll. */
  readonly hasEpoll: boolean;
  readonly EPOLL_CLOEXEC: number;
  readonly EPOLL_CTL_ADD: number;
  readonly EPOLL_CTL_DEL: number;
  readonly EPOLL_CTL_MOD: number;
  readonly EPOLLIN: number;
  readonly EPOLLOUT: number;
  readonly EPOLLRDHUP: number;
  readonly EPOLLET: number;
  /** struct epoll_event is packed on x86 and aligned elsewhere. */
  readonly epollEventSize: number;
  readonly epollDataOffset: number;

  readonly AI_PASSIVE: number;
  readonly AI_CANONNAME: number;
  readonly AI_NUMERICHOST: number;
  readonly AI_NUMERICSERV: number;
  readonly NI_NAMEREQD: number;
  readonly EAI_ADDRFAMILY: number;
  readonly EAI_AGAIN: number;
  readonly EAI_BADFLAGS: number;
  readonly EAI_FAIL: number;
  readonly EAI_FAMILY: number;
  readonly EAI_MEMORY: number;
  readonly EAI_NONAME: number;
  readonly EAI_OVERFLOW: number;
  readonly EAI_SERVICE: number;
  readonly EAI_SOCKTYPE: number;
  readonly EAI_SYSTEM: number;
  /** Of the older resolver functions, which support IPv4 only (netdb.h). */
  readonly HOST_NOT_FOUND: number;
  readonly RLIMIT_NOFILE: number;
  /** Offsets of the pointers in struct addrinfo: BSD and Windows put ai_canonname before ai_addr. */
  readonly addrinfoAddrOffset: number;
  readonly addrinfoCanonnameOffset: number;
  /** True if a sockaddr begins with a length byte and a family byte, as on BSD. */
  readonly sockaddrHasLength: boolean;
  /** Size of the path in struct sockaddr_un. */
  readonly unixPathSize: number;
  /** True if gethostbyname_r(3) exists with glibc's signature. */
  readonly hasReentrantHostLookup: boolean;
  /** The function that returns the address of errno. */
  readonly errnoLocation: string;
}

type OfEpoll = Extract<keyof Platform, "hasEpoll" | `EPOLL${string}` | `epoll${string}`>;

/** For systems without epoll(7). */
export const NO_EPOLL: Pick<Platform, OfEpoll> = {
  hasEpoll: false,
  EPOLL_CLOEXEC: ABSENT,
  EPOLL_CTL_ADD: ABSENT,
  EPOLL_CTL_DEL: ABSENT,
  EPOLL_CTL_MOD: ABSENT,
  EPOLLIN: ABSENT,
  EPOLLOUT: ABSENT,
  EPOLLRDHUP: ABSENT,
  EPOLLET: ABSENT,
  epollEventSize: 12,
  epollDataOffset: 4,
};
