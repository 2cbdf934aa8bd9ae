/* Parts in which the contender is the server. Both end with a connection that says "quit". */
#define _GNU_SOURCE
#include "clock.h"
#include "parts.h"
#include "round-trips.h"
#include "sockets.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LINE = 64, EVENTS_MAX = 1024, BATCH = 100, STALLED_MS = 5000 };
struct client {
  int fd, got;
  double sent_at;
};

static void quit(int port) {
  int fd = connected(port);
  put(fd, "quit\n", 5);
  struct timeval limit = {5, 0};
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  while (recv(fd, buf, sizeof buf, 0) > 0) continue;
  close(fd);
}

static void say_line(struct client *c) {
  static char line[LINE];
  if (!line[0]) {
    memset(line, 'x', LINE);
    line[LINE - 1] = '\n';
  }
  c->got = 0;
  c->sent_at = now();
  put(c->fd, line, LINE);
}

/* True when the whole line has come back. */
static int take_echo(struct client *c) {
  ssize_t got = recv(c->fd, buf, LINE - c->got, 0);
  if (got < 0 && errno == EAGAIN) return 0;
  if (ok(got, "recv") == 0) fail("the server closed a connection");
  c->got += got;
  if (c->got < LINE) return 0;
  if (buf[got - 1] != '\n') fail("the echo is not what was sent");
  return 1;
}

/* Connects, and waits for the first answers, so that the load starts after the server has accepted all. In batches,
 * so that no client waits because of a full backlog. */
static struct client *connect_all(int port, int connections, int epoll) {
  struct client *clients = calloc(connections, sizeof *clients);
  for (int i = 0, answered = 0; i < connections; i++) {
    clients[i].fd = connected(port);
    say_line(&clients[i]);
    if (i + 1 < connections && i + 1 < answered + BATCH) continue;
    for (; answered <= i; answered++) {
      struct client *c = &clients[answered];
      while (!take_echo(c)) continue;
      fcntl(c->fd, F_SETFL, O_NONBLOCK);
      struct epoll_event event = {EPOLLIN, {.u32 = answered}};
      ok(epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event), "epoll_ctl");
    }
  }
  return clients;
}

/* Clients of an echo server, each always waiting for its line. */
void load(int port, int connections, double seconds) {
  static struct epoll_event events[EVENTS_MAX];
  int epoll = ok(epoll_create1(0), "epoll_create1"), measuring = 0;
  struct client *clients = connect_all(port, connections, epoll);
  for (int i = 0; i < connections; i++) say_line(&clients[i]);
  double start = now();
  while (!measuring || since_begin() < seconds) {
    int ready = ok(epoll_wait(epoll, events, EVENTS_MAX, STALLED_MS), "epoll_wait");
    if (!ready) fail("the server stalled");
    for (int k = 0; k < ready; k++) {
      struct client *c = &clients[events[k].data.u32];
      if (!take_echo(c)) continue;
      if (measuring) keep_round_trip(now() - c->sent_at);
      say_line(c);
    }
    if (!measuring && now() - start >= warm_up_seconds(seconds)) {
      measuring = 1;
      begin_measuring();
    }
  }
  end_measuring();
  for (int i = 0; i < connections; i++) close(clients[i].fd);
  quit(port);
  long n = round_trips_kept();
  printf("{\"n\":%ld,\"own_per_s\":%.1f,\"per_s\":%.1f,\"p50\":%.2f,\"p99\":%.2f,\"seconds\":%.6f,\"busy\":%.3f}\n", n, n / own_seconds(),
         n / measured_seconds(), percentile_us(.5), percentile_us(.99), measured_seconds(), busy_share());
}

/* One connection after the other to a server that answers a line and closes. */
void hammer(int port, double seconds) {
  do {
    int fd = connected(port);
    long total = 0;
    ssize_t got;
    put(fd, GO, ANSWER_SIZE);
    while ((got = recv(fd, buf, sizeof buf, 0)) > 0) total += got;
    if (total != ANSWER_SIZE) fail("the server's answer is too short");
    close(fd);
  } while (!round_trip_done(seconds));
  quit(port);
  print_round_trips();
}
