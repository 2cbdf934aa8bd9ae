#define _GNU_SOURCE
#include "sockets.h"
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

char buf[CHUNK];
const char GO[] = "hello\n", STOP[] = "stop!\n";

int ok(int result, const char *what) {
  if (result >= 0) return result;
  fprintf(stderr, "peer: %s: %s\n", what, strerror(errno));
  exit(1);
}

void fail(const char *what) {
  fprintf(stderr, "peer: %s\n", what);
  exit(1);
}

void reject(const char *what, long want, long got) {
  fprintf(stderr, "peer: contender reports %ld %s, expected %ld\n", got, what, want);
  exit(2);
}

void set_option(int fd, int level, int option, int value) { setsockopt(fd, level, option, &value, sizeof value); }

static struct sockaddr_in loopback(int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return a;
}

int bound(int type) {
  int fd = ok(socket(AF_INET, type, 0), "socket");
  struct sockaddr_in a = loopback(0);
  socklen_t size = sizeof a;
  ok(bind(fd, (void *)&a, sizeof a), "bind");
  if (type == SOCK_STREAM) {
    ok(listen(fd, 4096), "listen");
  } else {
    set_option(fd, SOL_SOCKET, SO_RCVBUFFORCE, 64 << 20);
    set_option(fd, SOL_SOCKET, SO_SNDBUFFORCE, 16 << 20);
  }
  ok(getsockname(fd, (void *)&a, &size), "getsockname");
  printf("PORT %d\n", ntohs(a.sin_port));
  fflush(stdout);
  return fd;
}

int accepted(int listener) {
  int fd = ok(accept(listener, 0, 0), "accept");
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  return fd;
}

int connected(int port) {
  int fd = ok(socket(AF_INET, SOCK_STREAM, 0), "socket");
  struct sockaddr_in a = loopback(port);
  ok(connect(fd, (void *)&a, sizeof a), "connect");
  set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  return fd;
}

void put(int fd, const char *data, size_t size) {
  while (size) {
    ssize_t sent = ok(send(fd, data, size, MSG_NOSIGNAL), "send");
    data += sent;
    size -= sent;
  }
}
