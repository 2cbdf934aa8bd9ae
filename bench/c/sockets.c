#include "sockets.h"
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

char buf[1 << 20];
struct sockaddr_in peer;

void check(int good) {
  if (good) return;
  perror("c");
  exit(1);
}

void set_option(int fd, int level, int option, int value) { setsockopt(fd, level, option, &value, sizeof value); }

void no_delay(int fd) { set_option(fd, IPPROTO_TCP, TCP_NODELAY, 1); }

int tcp(void) {
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  check(fd >= 0 && connect(fd, (void *)&peer, sizeof peer) == 0);
  return fd;
}

static struct sockaddr_in any_port(void) {
  struct sockaddr_in a = {.sin_family = AF_INET};
  a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return a;
}

int udp(void) {
  struct sockaddr_in a = any_port();
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  check(fd >= 0 && bind(fd, (void *)&a, sizeof a) == 0);
  return fd;
}

int listening(int backlog) {
  struct sockaddr_in a = any_port();
  socklen_t size = sizeof a;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  check(fd >= 0 && bind(fd, (void *)&a, sizeof a) == 0 && listen(fd, backlog) == 0);
  check(getsockname(fd, (void *)&a, &size) == 0);
  printf("PORT %d\n", ntohs(a.sin_port));
  fflush(stdout);
  return fd;
}

void say_hello(int fd) { check(send(fd, "hello\n", 6, MSG_NOSIGNAL) == 6); }

ssize_t take(int fd) {
  ssize_t got = recv(fd, buf, sizeof buf, 0);
  check(got > 0);
  return got;
}

int stopped(void) { return !memcmp(buf, "stop!", 5); }
