/* Parts that move bytes one way. Each runs twice: the first connection is the warm-up. */
#define _GNU_SOURCE
#include "clock.h"
#include "parts.h"
#include "sockets.h"
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { PIECE = 1 << 18 };

/* "done lines bytes\n": the contender's count of what it received */
static void take_report(int fd, long *lines, long *bytes) {
  char line[128];
  size_t size = 0;
  *lines = *bytes = -1;
  while (size < sizeof line - 1) {
    ssize_t got = recv(fd, line + size, sizeof line - 1 - size, 0);
    if (got <= 0) break;
    size += got;
    if (memchr(line, '\n', size)) break;
  }
  line[size] = 0;
  sscanf(line, "%*s %ld %ld", lines, bytes);
}

/* A chunk of lines in the page cache: sendfile sends it without a copy on this side. */
static int file_of_lines(long line_size) {
  int file = ok(memfd_create("lines", 0), "memfd_create");
  memset(buf, 'x', CHUNK);
  for (long i = line_size - 1; i < CHUNK; i += line_size) buf[i] = '\n';
  if (write(file, buf, CHUNK) != CHUNK) fail("write: short");
  return file;
}

/* Sends lines until a time or a number of bytes; 0 means no such limit. */
void stream(long line_size, double seconds, double bytes_max) {
  int listener = bound(SOCK_STREAM), file = file_of_lines(line_size);
  for (int pass = 0; pass < 2; pass++) {
    double time_limit = pass ? seconds : warm_up_seconds(seconds);
    double size_limit = pass ? bytes_max : bytes_max / 8;
    int fd = accepted(listener);
    long total = 0, lines, bytes;
    begin_measuring();
    do {
      off_t at = 0;
      while (at < CHUNK) {
        if (ok(sendfile(fd, file, &at, PIECE), "sendfile") == 0) fail("sendfile: nothing sent");
        sched_yield(); /* let the client take it while it is in the cache */
      }
      total += CHUNK;
    } while ((!seconds || since_begin() < time_limit) && (!bytes_max || total < size_limit));
    shutdown(fd, SHUT_WR);
    take_report(fd, &lines, &bytes);
    end_measuring();
    close(fd);
    if (bytes != total) reject("bytes", total, bytes);
    if (lines > 0 && lines != total / line_size) reject("lines", total / line_size, lines);
    if (pass)
      printf("{\"n\":%ld,\"bytes\":%ld,\"own_per_s\":%.1f,\"own_MBps\":%.2f,\"seconds\":%.6f,\"busy\":%.3f}\n",
             total / line_size, total, total / line_size / own_seconds(), total / own_seconds() / 1e6,
             measured_seconds(), busy_share());
  }
}

/* A sink sleeps instead of waiting for data: waking a waiting reader would cost the sender time. */
static void doze_us(long us) { nanosleep(&(struct timespec){0, us * 1000}, 0); }

/* Receives until the end, without copying the data out of the kernel (MSG_TRUNC), then sends the
 * client the number of bytes. */
void sink(long size) {
  int listener = bound(SOCK_STREAM);
  for (int pass = 0; pass < 2; pass++) {
    int fd = accepted(listener);
    long total = 0;
    ssize_t got;
    char line[64];
    while ((got = recv(fd, buf, sizeof buf, MSG_TRUNC | (total ? MSG_DONTWAIT : 0)))) {
      if (got < 0 && errno == EAGAIN) {
        doze_us(100);
        continue;
      }
      ok(got, "recv");
      if (!total) begin_measuring();
      total += got;
    }
    end_measuring();
    put(fd, line, snprintf(line, sizeof line, "done %ld\n", total));
    recv(fd, buf, 1, 0); /* the client closes first: it has read the line then */
    close(fd);
    if (total < size) fail("the client left early");
    if (pass)
      printf("{\"n\":%ld,\"bytes\":%ld,\"own_us\":%.4f,\"own_MBps\":%.2f,\"seconds\":%.6f,\"busy\":%.3f}\n", total / size,
             total, own_seconds() / (total / size) * 1e6, total / own_seconds() / 1e6, measured_seconds(), busy_share());
  }
}
