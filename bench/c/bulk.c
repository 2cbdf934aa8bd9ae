#define _GNU_SOURCE
#include "sockets.h"
#include "workloads.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void report(int fd, long lines, long bytes) {
  char line[64];
  int size = sprintf(line, "done %ld %ld\n", lines, bytes);
  check(send(fd, line, size, MSG_NOSIGNAL) == size);
  close(fd);
}

void lines(void) {
  for (int pass = 0; pass < 2; pass++) {
    int fd = tcp();
    long lines = 0, bytes = 0;
    size_t held = 0;
    ssize_t got;
    while ((got = recv(fd, buf + held, 65536, 0)) > 0) {
      char *line = buf, *end = buf + held + got, *newline;
      while ((newline = memchr(line, '\n', end - line))) {
        lines++;
        bytes += newline + 1 - line;
        line = newline + 1;
      }
      held = end - line;
      memmove(buf, line, held);
    }
    report(fd, lines, bytes);
  }
}

static long receive_counts(int fd, size_t want) {
  long bytes = 0;
  ssize_t got;
  while ((got = recv(fd, buf, want, MSG_WAITALL)) > 0) bytes += got;
  return bytes;
}

static long receive_all(int fd) {
  size_t room = 1 << 20, bytes = 0;
  char *all = malloc(room);
  ssize_t got;
  while ((got = recv(fd, all + bytes, room - bytes, 0)) > 0)
    if ((bytes += got) == room) all = realloc(all, room *= 2);
  free(all);
  return bytes;
}

void receive(const char *pattern) {
  for (int pass = 0; pass < 2; pass++) {
    int fd = tcp();
    report(fd, 0, strcmp(pattern, "*a") ? receive_counts(fd, atol(pattern)) : receive_all(fd));
  }
}

void send_many(long size, long count) {
  char *data = malloc(size);
  memset(data, 'x', size);
  for (int pass = 0; pass < 2; pass++) {
    int fd = tcp();
    no_delay(fd);
    for (long i = 0; i < count; i++) {
      for (long at = 0; at < size;) {
        ssize_t sent = send(fd, data + at, size - at, MSG_NOSIGNAL);
        check(sent > 0);
        at += sent;
      }
    }
    shutdown(fd, SHUT_WR);
    take(fd);
    close(fd);
  }
}
