/*
 * Makes calls of the C library fail as a kernel may make them fail: a library for tests, loaded before the C
 * library (LD_PRELOAD, ld.so(8)), with Node and with lua alike. The tested program is not modified.
 *
 * A rule specifies which call fails, how, and when:
 *
 *   call.what[.count[.skip[.fd]]]
 *
 *   call   recv send accept connect poll socket epoll_create1 epoll_ctl epoll_wait eventfd getsockopt setsockopt
 *          bind listen getaddrinfo gethostbyname clock
 *   what   the name of an error; `bytesN`: a stream transfers at most N bytes; `lateN`: the call takes N milliseconds
 *          longer; for getaddrinfo also the name of one of its own errors; for clock `stepN`: the wall clock is N
 *          seconds off from now on; for poll `ready`: a spurious wake-up that reports everything as ready
 *   count  number of failing calls, 1 by default; `all`; `everyN`
 *   skip   number of calls that succeed before
 *   fd     the descriptor; any by default
 *
 * Rules are in the environment variable TEST_FAULTS, separated by blanks. A program adds one by looking up the name
 * `fault.` followed by the rule. `fault.none` removes all rules and resets the counts; `fault.calls.<call>` resolves to
 * 0.0.h.l for h * 256 + l calls since then. With TEST_FAULTS_TOLD the total number of faults is printed at exit.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

enum { RECV, SEND, ACCEPT, CONNECT, POLL, SOCKET, EPOLL_CREATE, EPOLL_CTL, EPOLL_WAIT, EVENTFD, GETSOCKOPT, SETSOCKOPT,
       BIND, LISTEN, GETADDRINFO, GETHOSTBYNAME, CLOCK, CALLS };
static const char *const call_names[CALLS] = { "recv", "send", "accept", "connect", "poll", "socket", "epoll_create1",
       "epoll_ctl", "epoll_wait", "eventfd", "getsockopt", "setsockopt", "bind", "listen", "getaddrinfo",
       "gethostbyname", "clock" };

static const struct { const char *name; int number; } errors[] = {
#define E(name) { #name, name }
  E(EINTR), E(EAGAIN), E(ECONNABORTED), E(EMFILE), E(ENFILE), E(ENOBUFS), E(ENOMEM), E(ETIMEDOUT), E(EADDRNOTAVAIL),
  E(EHOSTUNREACH), E(ENETUNREACH), E(ENETDOWN), E(EPIPE), E(ECONNRESET), E(ECONNREFUSED), E(EACCES), E(EPERM),
  E(EADDRINUSE), E(EINVAL), E(EIO), E(EPROTO), E(ENOSPC), E(EMSGSIZE), E(EBADF), E(ENOTCONN), E(EALREADY), E(EISCONN),
  E(EHOSTDOWN), E(ENOPROTOOPT), E(EOPNOTSUPP),
  E(EAI_AGAIN), E(EAI_FAIL), E(EAI_MEMORY), E(EAI_NONAME), E(EAI_NODATA), E(EAI_FAMILY), E(EAI_SERVICE), E(EAI_OVERFLOW),
  E(TRY_AGAIN), E(NO_RECOVERY), E(NO_DATA), E(HOST_NOT_FOUND),
#undef E
};

enum { FAILS, CLIPS, DELAYS, READY };
struct rule { int call, kind, fd; long value, count, every, skip; };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct rule rules[64];
static int rule_count;
static long calls[CALLS], hits;
static long long clock_step;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }
#define NEXT(name) __extension__({ static __typeof__(&name) real; if (!real) real = (__typeof__(&name))next(#name); real; })

/* An invalid rule must not make a test pass. */
static void refuse(const char *rule) {
  fprintf(stderr, "no rule for faults: %s\n", rule);
  _exit(99);
}

static void arm(const char *text) {
  char copy[256], *rest = copy, *part;
  struct rule rule = { -1, FAILS, -1, 0, 1, 0, 0 };
  snprintf(copy, sizeof copy, "%s", text);
  part = strsep(&rest, ".");
  for (int at = 0; at < CALLS; at++) if (strcmp(part, call_names[at]) == 0) rule.call = at;
  if (rule.call < 0 || !(part = strsep(&rest, "."))) refuse(text);
  if (strncmp(part, "bytes", 5) == 0) rule.kind = CLIPS, rule.value = atol(part + 5);
  else if (strncmp(part, "late", 4) == 0) rule.kind = DELAYS, rule.value = atol(part + 4);
  else if (strcmp(part, "ready") == 0) rule.kind = READY;
  else if (strncmp(part, "step", 4) == 0) { clock_step = atoll(part + 4); return; }
  else {
    size_t at = 0;
    while (at < sizeof errors / sizeof *errors && strcmp(errors[at].name, part) != 0) at++;
    if (at == sizeof errors / sizeof *errors) refuse(text);
    rule.value = errors[at].number;
  }
  if ((part = strsep(&rest, "."))) {
    if (strcmp(part, "all") == 0) rule.count = -1;
    else if (strncmp(part, "every", 5) == 0) rule.count = -1, rule.every = atol(part + 5);
    else rule.count = atol(part);
  }
  if ((part = strsep(&rest, "."))) rule.skip = atol(part);
  if ((part = strsep(&rest, "."))) rule.fd = atoi(part);
  pthread_mutex_lock(&lock);
  if (rule_count == 64) refuse(text);
  rules[rule_count++] = rule;
  pthread_mutex_unlock(&lock);
}

__attribute__((constructor)) static void begin(void) {
  char *all = getenv("TEST_FAULTS");
  if (!all) return;
  all = strdup(all);
  for (char *rest = all, *part; (part = strsep(&rest, " "));) if (*part) arm(part);
  free(all);
}

/* Prints the number of faults to standard error at exit, so that a test can check that it met some. */
__attribute__((destructor)) static void end(void) {
  if (getenv("TEST_FAULTS_TOLD")) fprintf(stderr, "faults: %ld\n", hits);
}

/* Counts a call and returns its rule in `found`, or 0. */
static int hit(int call, int fd, struct rule *found) {
  int is_hit = 0;
  pthread_mutex_lock(&lock);
  calls[call]++;
  for (int at = 0; at < rule_count && !is_hit; at++) {
    struct rule *rule = &rules[at];
    if (rule->call != call || (rule->fd >= 0 && rule->fd != fd) || rule->count == 0) continue;
    if (rule->skip > 0) { rule->skip--; continue; }
    if (rule->every > 0 && calls[call] % rule->every != 0) continue;
    if (rule->count > 0) rule->count--;
    *found = *rule;
    is_hit = 1;
    hits++;
  }
  pthread_mutex_unlock(&lock);
  return is_hit;
}

static void delay(const struct rule *rule) {
  struct timespec left = { rule->value / 1000, rule->value % 1000 * 1000000 };
  while (nanosleep(&left, &left) != 0) {}
}

/* True if a call fails, with errno set. May delay the call. */
static int fails(int call, int fd) {
  struct rule rule;
  if (!hit(call, fd, &rule)) return 0;
  if (rule.kind == DELAYS) return delay(&rule), 0;
  if (rule.kind != FAILS) return 0;
  errno = (int)rule.value;
  return 1;
}

/* The same for calls with data: reduces `size` for a stream that transfers only a part. */
static int fails_with(int call, int fd, size_t *size, int flags) {
  struct rule rule;
  int type = 0, before = errno;
  socklen_t length = sizeof type;
  if (!hit(call, fd, &rule)) return 0;
  if (rule.kind == DELAYS) return delay(&rule), 0;
  if (rule.kind == FAILS) { errno = (int)rule.value; return 1; }
  if (!(flags & MSG_PEEK) && NEXT(getsockopt)(fd, SOL_SOCKET, SO_TYPE, &type, &length) == 0 && type == SOCK_STREAM
      && *size > (size_t)rule.value) *size = (size_t)rule.value;
  errno = before;
  return 0;
}

ssize_t recv(int fd, void *data, size_t size, int flags) {
  return fails_with(RECV, fd, &size, flags) ? -1 : NEXT(recv)(fd, data, size, flags);
}
ssize_t recvfrom(int fd, void *data, size_t size, int flags, struct sockaddr *from, socklen_t *length) {
  return fails_with(RECV, fd, &size, flags) ? -1 : NEXT(recvfrom)(fd, data, size, flags, from, length);
}
/* The variants that _FORTIFY_SOURCE substitutes (feature_test_macros(7)). */
ssize_t __recv_chk(int fd, void *data, size_t size, size_t room, int flags) {
  return size > room ? abort(), -1 : recv(fd, data, size, flags);
}
ssize_t __recvfrom_chk(int fd, void *data, size_t size, size_t room, int flags, struct sockaddr *from, socklen_t *length) {
  return size > room ? abort(), -1 : recvfrom(fd, data, size, flags, from, length);
}
ssize_t send(int fd, const void *data, size_t size, int flags) {
  return fails_with(SEND, fd, &size, flags) ? -1 : NEXT(send)(fd, data, size, flags);
}
ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *to, socklen_t length) {
  return fails_with(SEND, fd, &size, flags) ? -1 : NEXT(sendto)(fd, data, size, flags, to, length);
}
int accept(int fd, struct sockaddr *from, socklen_t *length) {
  return fails(ACCEPT, fd) ? -1 : NEXT(accept)(fd, from, length);
}
int accept4(int fd, struct sockaddr *from, socklen_t *length, int flags) {
  return fails(ACCEPT, fd) ? -1 : NEXT(accept4)(fd, from, length, flags);
}
int connect(int fd, const struct sockaddr *to, socklen_t length) {
  return fails(CONNECT, fd) ? -1 : NEXT(connect)(fd, to, length);
}
int socket(int family, int type, int protocol) {
  return fails(SOCKET, -1) ? -1 : NEXT(socket)(family, type, protocol);
}
int bind(int fd, const struct sockaddr *to, socklen_t length) { return fails(BIND, fd) ? -1 : NEXT(bind)(fd, to, length); }
int listen(int fd, int backlog) { return fails(LISTEN, fd) ? -1 : NEXT(listen)(fd, backlog); }
int getsockopt(int fd, int level, int name, void *value, socklen_t *length) {
  return fails(GETSOCKOPT, fd) ? -1 : NEXT(getsockopt)(fd, level, name, value, length);
}
int setsockopt(int fd, int level, int name, const void *value, socklen_t length) {
  return fails(SETSOCKOPT, fd) ? -1 : NEXT(setsockopt)(fd, level, name, value, length);
}
int epoll_create1(int flags) { return fails(EPOLL_CREATE, -1) ? -1 : NEXT(epoll_create1)(flags); }
int epoll_ctl(int set, int operation, int fd, struct epoll_event *event) {
  return fails(EPOLL_CTL, fd) ? -1 : NEXT(epoll_ctl)(set, operation, fd, event);
}
int epoll_wait(int set, struct epoll_event *events, int most, int milliseconds) {
  return fails(EPOLL_WAIT, set) ? -1 : NEXT(epoll_wait)(set, events, most, milliseconds);
}
int eventfd(unsigned int initial, int flags) { return fails(EVENTFD, -1) ? -1 : NEXT(eventfd)(initial, flags); }

int poll(struct pollfd *entries, nfds_t count, int milliseconds) {
  struct rule rule;
  if (!hit(POLL, -1, &rule)) return NEXT(poll)(entries, count, milliseconds);
  if (rule.kind == READY) {
    for (nfds_t at = 0; at < count; at++) entries[at].revents = entries[at].events;
    return (int)count;
  }
  if (rule.kind == DELAYS) return delay(&rule), NEXT(poll)(entries, count, milliseconds);
  errno = (int)rule.value;
  return -1;
}
int select(int count, fd_set *read, fd_set *write, fd_set *other, struct timeval *limit) {
  return fails(POLL, -1) ? -1 : NEXT(select)(count, read, write, other, limit);
}
int __poll_chk(struct pollfd *entries, nfds_t count, int milliseconds, size_t room) {
  return room / sizeof *entries < count ? abort(), -1 : poll(entries, count, milliseconds);
}

/* Handles a name: 0 if it is an ordinary one, 1 for a command, 2 for a query, whose result is in `answer`. */
static int ordered(const char *name, char *answer, size_t size) {
  if (!name || strncmp(name, "fault.", 6) != 0) return 0;
  name += 6;
  if (strcmp(name, "none") == 0) {
    pthread_mutex_lock(&lock);
    rule_count = 0, clock_step = 0;
    memset(calls, 0, sizeof calls);
    pthread_mutex_unlock(&lock);
    return 1;
  }
  if (strncmp(name, "calls.", 6) == 0) {
    for (int at = 0; at < CALLS; at++) {
      if (strcmp(name + 6, call_names[at]) != 0) continue;
      snprintf(answer, size, "0.0.%ld.%ld", calls[at] / 256 % 256, calls[at] % 256);
      return 2;
    }
    refuse(name);
  }
  arm(name);
  return 1;
}
int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **list) {
  char answer[32];
  struct rule rule;
  switch (ordered(host, answer, sizeof answer)) {
    case 1: return EAI_NONAME;
    case 2: return NEXT(getaddrinfo)(answer, service, hints, list);
  }
  if (hit(GETADDRINFO, -1, &rule)) {
    if (rule.kind == DELAYS) delay(&rule);
    else if (rule.value < 0) return (int)rule.value;
    else { errno = (int)rule.value; return EAI_SYSTEM; }
  }
  return NEXT(getaddrinfo)(host, service, hints, list);
}
struct hostent *gethostbyname(const char *name) {
  char answer[32];
  struct rule rule;
  switch (ordered(name, answer, sizeof answer)) {
    case 1: h_errno = HOST_NOT_FOUND; return 0;
    case 2: return NEXT(gethostbyname)(answer);
  }
  if (hit(GETHOSTBYNAME, -1, &rule)) {
    if (rule.kind == DELAYS) delay(&rule);
    else { h_errno = (int)rule.value; return 0; }
  }
  return NEXT(gethostbyname)(name);
}
int gethostbyname_r(const char *name, struct hostent *entry, char *memory, size_t size, struct hostent **result, int *error) {
  char answer[32];
  struct rule rule;
  switch (ordered(name, answer, sizeof answer)) {
    case 1: *result = 0, *error = HOST_NOT_FOUND; return 0;
    case 2: return NEXT(gethostbyname_r)(answer, entry, memory, size, result, error);
  }
  if (hit(GETHOSTBYNAME, -1, &rule)) {
    if (rule.kind == DELAYS) delay(&rule);
    else { *result = 0, *error = (int)rule.value; return 0; }
  }
  return NEXT(gethostbyname_r)(name, entry, memory, size, result, error);
}

/* The wall clock. */
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  int result = NEXT(gettimeofday)(now, zone);
  now->tv_sec += clock_step;
  return result;
}
int clock_gettime(clockid_t id, struct timespec *now) {
  int result = NEXT(clock_gettime)(id, now);
  if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE) now->tv_sec += clock_step;
  return result;
}
time_t time(time_t *now) {
  time_t result = NEXT(time)(0) + clock_step;
  if (now) *now = result;
  return result;
}
