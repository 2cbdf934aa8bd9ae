#include "round-trips.h"
#include "clock.h"
#include <stdio.h>
#include <stdlib.h>

enum { KEPT_MAX = 8 << 20 };
static float *kept_us;
static long kept, count;
static int sorted;

void keep_round_trip(double seconds) {
  if (!kept_us) kept_us = malloc(sizeof *kept_us * KEPT_MAX);
  if (kept_us && kept < KEPT_MAX) kept_us[kept++] = (float)(seconds * 1e6);
  count++;
}

long round_trips_kept(void) { return count; }

int round_trip_done(double seconds) {
  static double first, last;
  static int measuring;
  double t = now();
  if (!first) first = t;
  if (measuring) {
    keep_round_trip(t - last);
  } else if (t - first >= warm_up_seconds(seconds)) {
    measuring = 1;
    begin_measuring();
    t = now();
  }
  last = t;
  if (!measuring || !count || since_begin() < seconds) return 0;
  end_measuring();
  return 1;
}

static int by_value(const void *a, const void *b) {
  float x = *(const float *)a, y = *(const float *)b;
  return x < y ? -1 : x > y;
}

double percentile_us(double share) {
  if (!kept) return 0;
  if (!sorted) qsort(kept_us, kept, sizeof *kept_us, by_value);
  sorted = 1;
  return kept_us[(long)(share * (kept - 1))];
}

void print_round_trips(void) {
  double each_us = count ? measured_seconds() / count * 1e6 : 0;
  printf("{\"n\":%ld,\"us\":%.4f,\"p50\":%.3f,\"p99\":%.3f,\"seconds\":%.6f,\"busy\":%.3f}\n", count, each_us,
         percentile_us(.5), percentile_us(.99), measured_seconds(), busy_share());
}
