/* The other end of every measurement, which measures the time.
 *
 * peer part arguments...: one run is one process. It prints "PORT n" if it listens, runs its part
 * with one contender, prints one line of JSON and ends. Exit code 2 means that the contender's count of
 * received data was wrong, so that a fast figure cannot come from lost data.
 */
#define _GNU_SOURCE
#include "parts.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

int main(int argc, char **argv) {
  const char *part = argc > 1 ? argv[1] : "";
  double a[3] = {0};
  for (int i = 2; i < argc && i < 5; i++) a[i - 2] = atof(argv[i]);
  prctl(PR_SET_TIMERSLACK, 1L); /* the sinks' dozes end when they should */
  if (!strcmp(part, "pingpong")) pingpong(a[0]);
  else if (!strcmp(part, "churn")) churn(a[0]);
  else if (!strcmp(part, "select")) select_one(a[0], a[1]);
  else if (!strcmp(part, "hold")) hold(a[0]);
  else if (!strcmp(part, "stream")) stream(a[0], a[1], a[2]);
  else if (!strcmp(part, "sink")) sink(a[0]);
  else if (!strcmp(part, "udp-echo")) udp_echo(a[0]);
  else if (!strcmp(part, "udp-sink")) udp_sink();
  else if (!strcmp(part, "udp-source")) udp_source(a[0], a[1]);
  else if (!strcmp(part, "load")) load(a[0], a[1], a[2]);
  else if (!strcmp(part, "hammer")) hammer(a[0], a[1]);
  else {
    fprintf(stderr, "peer: unknown part '%s'\n", part);
    return 64;
  }
  return 0;
}
