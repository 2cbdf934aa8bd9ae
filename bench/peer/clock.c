#define _GNU_SOURCE
#include "clock.h"
#include <sys/resource.h>
#include <time.h>

static double wall_at_begin, cpu_at_begin, wall, cpu;

double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static double cpu_now(void) {
  struct rusage r;
  getrusage(RUSAGE_SELF, &r);
  return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) * 1e-6;
}

void begin_measuring(void) {
  cpu_at_begin = cpu_now();
  wall_at_begin = now();
}

void end_measuring(void) {
  wall = now() - wall_at_begin;
  cpu = cpu_now() - cpu_at_begin;
}

double measured_seconds(void) { return wall; }
double since_begin(void) { return now() - wall_at_begin; }
double own_seconds(void) { return wall - cpu; }
double busy_share(void) { return wall > 0 ? cpu / wall : 0; }
double warm_up_seconds(double seconds) { return seconds / 4 > .5 ? seconds / 4 : .5; }
