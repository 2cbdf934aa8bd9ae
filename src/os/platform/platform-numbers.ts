// What a platform's file must say: numbers and layouts under the names of its headers.

/** In place of the number of what a platform lacks. */
export const ABSENT = -1;

/** What this package must know of a platform, under the names of its headers. */
export interface Platform {
  /** Where the socket functions are; null: in the running program, as the C library is. */
  readonly library: string | null;
  /** The types of a descriptor, of a size, and of what recv(2) and send(2) give. */
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
  /** Flags of socket(2) and accept4(2): the new descriptor never blocks and is not inherited by children. 0: no such flags. */
  readonly SOCK_NONBLOCK: number;
  readonly SOCK_CLOEXEC: number;
  /** Flag of send(2): a closed connection is an error, not a signal. 0 where that is an option, or never a signal. */
  readonly MSG_NOSIGNAL: number;
  /** The option of macOS for the same. */
  readonly SO_NOSIGPIPE: number;
  /**
   * What a send may say for a moment while a connection is being torn down, to be tried again; 0 for
   * nothing. macOS says EPROTOTYPE (usocket.c).
   */
  readonly passingSendError: number;
  /** Flag of send(2) and recv(2): this one call does not wait, whatever the descriptor; 0 where there is no such flag. */
  readonly MSG_DONTWAIT: number;
  /** Flag of recv(2): this one call waits for all that it was given room for. */
  readonly MSG_WAITALL: number;
  /** What a receive says of a datagram that is larger than was asked for; 0: nothing, it is cut. */
  readonly cutError: number;
  /**
   * Flags of recv(2): leave what is read in the queue; give a datagram's whole size, however much of it was read,
   * which no flag does where it is 0.
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
  /** Command of fcntl(2): another descriptor, which is not inherited by children. */
  readonly F_DUPFD_CLOEXEC: number;
  /** Flag of posix_spawn(3): signals of a set have their default action in the child. */
  readonly POSIX_SPAWN_SETSIGDEF: number;
  readonly SIGPIPE: number;

  readonly SOL_SOCKET: number;
  readonly SO_REUSEADDR: number;
  readonly SO_REUSEPORT: number;
  readonly SO_KEEPALIVE: number;
  readonly SO_LINGER: number;
  /** The size of each of the two fields of struct linger. */
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
  /** TCP over several paths, which is to a program what TCP is. */
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
  /** The fields of struct pollfd, in units of 4 bytes: its size, and where events and revents are. */
  readonly pollfdFields: number;
  readonly pollEventsField: number;

  /** Whether there is epoll(7). Flags of it, whose events are otherwise those of poll. */
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
  /** Of the resolver functions of old, which know IPv4 only (netdb.h). */
  readonly HOST_NOT_FOUND: number;
  readonly RLIMIT_NOFILE: number;
  /** Where struct addrinfo keeps its pointers: BSD and Windows put ai_canonname before ai_addr. */
  readonly addrinfoAddrOffset: number;
  readonly addrinfoCanonnameOffset: number;
  /** Whether a sockaddr begins with its length in a byte, as BSD has it, and the family in the next. */
  readonly sockaddrHasLength: boolean;
  /** The size of a path in struct sockaddr_un. */
  readonly unixPathSize: number;
  /** Whether gethostbyname_r(3) is there in the form of glibc. */
  readonly hasReentrantHostLookup: boolean;
  /** The function behind C's errno. */
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
