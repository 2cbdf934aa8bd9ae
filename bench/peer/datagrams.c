/* Parts for UDP. Datagrams may be lost; the parts end nevertheless and report the number of lost ones. */
#define _GNU_SOURCE
#include "clock.h"
#include "parts.h"
#include "round-trips.h"
#include "sockets.h"
#include <errno.h>
#include <netinet/udp.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

/* Sends each datagram back; an answer that begins with "stop!" is the last one. */
void udp_echo(double seconds) {
  int fd = bound(SOCK_DGRAM), last = 0;
  while (!last) {
    struct sockaddr_in from;
    socklen_t from_size = sizeof from;
    ssize_t got = ok(recvfrom(fd, buf, sizeof buf, 0, (void *)&from, &from_size), "recvfrom");
    last = round_trip_done(seconds);
    if (last) memcpy(buf, "stop!", 5);
    ok(sendto(fd, buf, got, 0, (void *)&from, from_size), "sendto");
  }
  print_round_trips();
}

enum { BATCH = 64, DATAGRAM_MAX = 2048 };
struct batch {
  char data[BATCH][DATAGRAM_MAX];
  struct sockaddr_in from[BATCH];
  struct mmsghdr headers[BATCH];
};

static int take_batch(int fd, struct batch *b) {
  struct iovec pieces[BATCH];
  for (int i = 0; i < BATCH; i++) {
    pieces[i] = (struct iovec){b->data[i], sizeof b->data[i] - 1};
    b->headers[i].msg_hdr = (struct msghdr){
        .msg_name = &b->from[i], .msg_namelen = sizeof b->from[i], .msg_iov = &pieces[i], .msg_iovlen = 1};
  }
  int got = recvmmsg(fd, b->headers, BATCH, MSG_DONTWAIT, 0);
  if (got >= 0) return got;
  if (errno != EAGAIN) ok(got, "recvmmsg");
  nanosleep(&(struct timespec){0, 200000}, 0);
  return 0;
}

/* Counts datagrams until "end <sent>", which it answers "ok"; twice, the first time as a warm-up. */
void udp_sink(void) {
  static struct batch b;
  int fd = bound(SOCK_DGRAM);
  for (int pass = 0; pass < 2; pass++) {
    long got = 0, sent = -1;
    while (sent < 0) {
      int size = take_batch(fd, &b);
      for (int i = 0; i < size; i++) {
        if (b.headers[i].msg_len >= 32 || memcmp(b.data[i], "end ", 4)) {
          if (!got++) begin_measuring();
          continue;
        }
        if (!got) continue; /* a repeat from the pass before */
        end_measuring();
        b.data[i][b.headers[i].msg_len] = 0;
        sent = atol(b.data[i] + 4);
        sendto(fd, "ok", 2, 0, (void *)&b.from[i], sizeof b.from[i]);
      }
    }
    if (pass)
      printf("{\"n\":%ld,\"got\":%ld,\"loss\":%.4f,\"own_per_s\":%.1f,\"seconds\":%.6f,\"busy\":%.3f}\n", sent, got,
             1 - (double)got / sent, sent / own_seconds(), measured_seconds(), busy_share());
  }
}

/* Sends "stop!" until the client answers "done <count>". */
static long ask_for_count(int fd, const struct sockaddr_in *to) {
  long got = -1;
  for (int i = 0; i < 2000 && got < 0; i++) {
    struct pollfd readable = {fd, POLLIN, 0};
    sendto(fd, "stop!", 5, 0, (void *)to, sizeof *to);
    if (poll(&readable, 1, 1) <= 0) continue;
    ssize_t size = recv(fd, buf, sizeof buf - 1, 0);
    if (size <= 5) continue;
    buf[size] = 0;
    sscanf(buf, "done %ld", &got);
  }
  return got;
}

/* Sends datagrams in bursts (with segmentation offload if available) and yields to the client after each.
 * The figure is the number that the client received per second of its own time. Twice, to two sockets of
 * the client: the first is the warm-up. */
void udp_source(long size, double seconds) {
  int fd = bound(SOCK_DGRAM);
  long sent = 0, got = 0;
  for (int pass = 0; pass < 2; pass++) {
    double time_limit = pass ? seconds : warm_up_seconds(seconds);
    struct sockaddr_in to;
    socklen_t to_size = sizeof to;
    ok(recvfrom(fd, buf, sizeof buf, 0, (void *)&to, &to_size), "recvfrom");
    memset(buf, 'x', sizeof buf);
    int burst = 60000 / size > BATCH ? BATCH : 60000 / size;
    int offload = setsockopt(fd, IPPROTO_UDP, UDP_SEGMENT, &(int){size}, sizeof(int)) == 0;
    sent = 0;
    begin_measuring();
    while (since_begin() < time_limit) {
      for (int i = offload ? burst : 1; i <= burst; i++) {
        ssize_t bytes = sendto(fd, buf, offload ? size * burst : size, 0, (void *)&to, to_size);
        if (bytes > 0) sent += bytes / size;
      }
      sched_yield();
    }
    if (offload) set_option(fd, IPPROTO_UDP, UDP_SEGMENT, 0);
    got = ask_for_count(fd, &to);
    end_measuring();
    if (got < 0) fail("no answer to stop");
  }
  printf("{\"n\":%ld,\"sent\":%ld,\"loss\":%.4f,\"own_per_s\":%.1f,\"seconds\":%.6f,\"busy\":%.3f}\n", got, sent,
         sent ? 1 - (double)got / sent : 0, got / own_seconds(), measured_seconds(), busy_share());
}
