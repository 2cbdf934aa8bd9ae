#include "sockets.h"
#include "workloads.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static char *filled(long size) {
  char *data = malloc(size);
  memset(data, 'x', size);
  return data;
}

static ssize_t say(int fd, const char *data, size_t size) {
  return sendto(fd, data, size, 0, (void *)&peer, sizeof peer);
}

static ssize_t take_from(int fd, size_t size_max) {
  struct sockaddr_in from;
  socklen_t from_size = sizeof from;
  ssize_t got = recvfrom(fd, buf, size_max, 0, (void *)&from, &from_size);
  check(got > 0);
  return got;
}

void udp_pingpong(long size) {
  int fd = udp();
  char *data = filled(size);
  do {
    check(say(fd, data, size) == size);
    take_from(fd, 8192);
  } while (!stopped());
}

void udp_send(long size, long count) {
  int fd = udp();
  char *data = filled(size), end[64];
  struct timeval limit = {0, 200000};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  for (int pass = 0; pass < 2; pass++) {
    for (long i = 0; i < count; i++) say(fd, data, size);
    do say(fd, end, sprintf(end, "end %ld", count)); /* either of the two may be lost */
    while (recv(fd, buf, sizeof buf, 0) != 2);
  }
}

void udp_receive(void) {
  for (int pass = 0; pass < 2; pass++) {
    int fd = udp();
    long count = 0;
    char done[64];
    say(fd, "go", 2);
    while (take_from(fd, 8192) != 5 || !stopped()) count++;
    say(fd, done, sprintf(done, "done %ld", count));
    close(fd);
  }
}
