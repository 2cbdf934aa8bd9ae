/* Shared by the workloads: the peer's address, one buffer, and exit at the first failure. */
#ifndef SOCKETS_H
#define SOCKETS_H
#include <netinet/in.h>
#include <sys/types.h>

extern char buf[1 << 20];
extern struct sockaddr_in peer;

void check(int good); /* or exit with errno's text */
void set_option(int fd, int level, int option, int value);
void no_delay(int fd);
int tcp(void);                /* connected to the peer */
int udp(void);                /* bound to a port from the kernel */
int listening(int backlog);   /* on a port that is printed as "PORT n" */
void say_hello(int fd);
ssize_t take(int fd);         /* something into buf */
int stopped(void);            /* buf begins with "stop!" */

#endif
