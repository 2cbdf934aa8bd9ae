/* The limit: the same workloads on plain system calls, without copies that the workload does not
 * need. c workload [port] arguments... */
#include "sockets.h"
#include "workloads.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv) {
  const char *workload = argc > 1 ? argv[1] : "";
  const char *first = argc > 3 ? argv[3] : "", *second = argc > 4 ? argv[4] : "";
  peer = (struct sockaddr_in){.sin_family = AF_INET, .sin_port = htons(argc > 2 ? atoi(argv[2]) : 0)};
  peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (!strcmp(workload, "startup")) return 0;
  if (!strcmp(workload, "pingpong")) pingpong();
  else if (!strcmp(workload, "lines")) lines();
  else if (!strcmp(workload, "recv")) receive(first);
  else if (!strcmp(workload, "send")) send_many(atol(first), atol(second));
  else if (!strcmp(workload, "connect")) connect_each();
  else if (!strcmp(workload, "accept")) accept_each();
  else if (!strcmp(workload, "select")) select_many(atoi(first));
  else if (!strcmp(workload, "echo-server")) echo_server();
  else if (!strcmp(workload, "conns")) hold_connections(atoi(first));
  else if (!strcmp(workload, "udp-pingpong")) udp_pingpong(atol(first));
  else if (!strcmp(workload, "udp-send")) udp_send(atol(first), atol(second));
  else if (!strcmp(workload, "udp-recv")) udp_receive();
  else {
    fprintf(stderr, "c: unknown workload '%s'\n", workload);
    return 64;
  }
  return 0;
}
