#include "sockets.h"
#include "workloads.h"
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void pingpong(void) {
  int fd = tcp();
  no_delay(fd);
  do {
    say_hello(fd);
    take(fd);
  } while (!stopped());
}

void connect_each(void) {
  do {
    int fd = tcp();
    say_hello(fd);
    take(fd);
    close(fd);
  } while (!stopped());
}

void accept_each(void) {
  int server = listening(128);
  do {
    int fd = accept(server, 0, 0);
    check(fd >= 0);
    take(fd);
    say_hello(fd);
    close(fd);
  } while (memcmp(buf, "quit", 4));
}

void hold_connections(int connections) {
  int *fds = malloc(sizeof *fds * connections);
  for (int i = 0; i < connections; i++) {
    fds[i] = tcp();
    say_hello(fds[i]);
    take(fds[i]);
  }
  for (int i = 0; i < connections; i++) close(fds[i]);
}
