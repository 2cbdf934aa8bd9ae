/* Loopback sockets of the peer, and its handling of failures. */
#ifndef SOCKETS_H
#define SOCKETS_H
#include <netinet/in.h>
#include <stddef.h>

enum { CHUNK = 1 << 20 };
extern char buf[CHUNK];

extern const char GO[], STOP[]; /* the answers: another one, please; that was the last one */
enum { ANSWER_SIZE = 6 };

int ok(int result, const char *what);    /* the result, or fail with errno's text */
_Noreturn void fail(const char *what);   /* exit 1: something ended that should not have */
_Noreturn void reject(const char *what, long want, long got); /* exit 2: the contender's count is wrong */

void set_option(int fd, int level, int option, int value);
int bound(int type);         /* to a port from the kernel, which is printed as "PORT n" */
int accepted(int listener);  /* nodelay */
int connected(int port);     /* nodelay */
void put(int fd, const char *data, size_t size);

#endif
