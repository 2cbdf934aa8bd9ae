/* Parts that answer a client, one request at a time. */
#define _GNU_SOURCE
#include "clock.h"
#include "parts.h"
#include "round-trips.h"
#include "sockets.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static void take_request(int fd) {
  if (recv(fd, buf, sizeof buf, 0) <= 0) fail("the client left early");
}

static int *accept_all(int connections) {
  int listener = bound(SOCK_STREAM), *fds = calloc(connections, sizeof *fds);
  for (int i = 0; i < connections; i++) fds[i] = accepted(listener);
  return fds;
}

static void wait_for_end(int fd) {
  while (recv(fd, buf, sizeof buf, 0) > 0) continue;
}

/* Answers each request until the time is up. */
void pingpong(double seconds) {
  int fd = accepted(bound(SOCK_STREAM));
  for (take_request(fd); !round_trip_done(seconds); take_request(fd)) put(fd, GO, ANSWER_SIZE);
  put(fd, STOP, ANSWER_SIZE);
  print_round_trips();
}

/* One request per connection. The FIN is sent with the answer, so that the port in TIME_WAIT is ours
 * and the client never runs out of ports. */
void churn(double seconds) {
  int listener = bound(SOCK_STREAM), last = 0;
  while (!last) {
    int fd = accepted(listener);
    take_request(fd);
    last = round_trip_done(seconds);
    send(fd, last ? STOP : GO, ANSWER_SIZE, MSG_MORE | MSG_NOSIGNAL);
    close(fd);
  }
  print_round_trips();
}

/* Keeps the connections of one client and sends on one at a time. The sending one changes, so that
 * its position in the client's list does not matter. */
void select_one(int connections, double seconds) {
  int *fds = accept_all(connections), i = 0;
  while (!round_trip_done(seconds)) {
    put(fds[i], GO, ANSWER_SIZE);
    take_request(fds[i]);
    i = (i + 37) % connections;
  }
  put(fds[i], STOP, ANSWER_SIZE);
  wait_for_end(fds[i]); /* if we left before the client, it would see all the others end */
  print_round_trips();
}

/* Answers one request on each connection, then waits for all of them to close. */
void hold(int connections) {
  int listener = bound(SOCK_STREAM), *fds = calloc(connections, sizeof *fds);
  for (int i = 0; i < connections; i++) {
    fds[i] = accepted(listener);
    take_request(fds[i]);
    put(fds[i], GO, ANSWER_SIZE);
  }
  for (int i = 0; i < connections; i++) wait_for_end(fds[i]);
  printf("{\"n\":%d}\n", connections);
}
