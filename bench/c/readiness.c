#define _GNU_SOURCE
#include "sockets.h"
#include "workloads.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

static int first_of(const fd_set *ready, const int *fds, int size) {
  for (int i = 0; i < size; i++)
    if (FD_ISSET(fds[i], ready)) return fds[i];
  return -1;
}

/* select(2), as in LuaSocket; builds the set for each call, as LuaSocket's interface requires. */
static int ready_by_select(const int *fds, int size, int top) {
  fd_set ready;
  FD_ZERO(&ready);
  for (int i = 0; i < size; i++) FD_SET(fds[i], &ready);
  check(select(top + 1, &ready, 0, 0, 0) > 0);
  return first_of(&ready, fds, size);
}

/* poll(2), for more descriptors than select(2) supports. */
static int ready_by_poll(const int *fds, int size) {
  static struct pollfd *entries;
  if (!entries) entries = malloc(sizeof *entries * size);
  for (int i = 0; i < size; i++) entries[i] = (struct pollfd){fds[i], POLLIN, 0};
  check(poll(entries, size, -1) > 0);
  for (int i = 0; i < size; i++)
    if (entries[i].revents) return fds[i];
  return -1;
}

void select_many(int connections) {
  int *fds = malloc(sizeof *fds * connections), top = 0;
  for (int i = 0; i < connections; i++) {
    fds[i] = tcp();
    no_delay(fds[i]);
    if (fds[i] > top) top = fds[i];
  }
  for (;;) {
    int fd = top < FD_SETSIZE ? ready_by_select(fds, connections, top) : ready_by_poll(fds, connections);
    take(fd);
    if (stopped()) return;
    say_hello(fd);
  }
}

static void watch(int epoll, int fd) {
  struct epoll_event event = {EPOLLIN, {.fd = fd}};
  check(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) == 0);
}

static int is_quit(ssize_t size) { return size == 5 && !memcmp(buf, "quit\n", 5); }

/* epoll: the kernel's limit for any number of connections */
void echo_server(void) {
  int server = listening(4096), epoll = epoll_create1(0);
  struct epoll_event events[1024];
  watch(epoll, server);
  for (;;) {
    int ready = epoll_wait(epoll, events, 1024, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == server) {
        int client = accept(server, 0, 0);
        check(client >= 0);
        no_delay(client);
        watch(epoll, client);
        continue;
      }
      ssize_t got = recv(fd, buf, 65536, 0);
      if (is_quit(got)) return;
      if (got > 0) send(fd, buf, got, MSG_NOSIGNAL);
      else close(fd);
    }
  }
}
