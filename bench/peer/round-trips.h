/* Round trips: when the warm-up ends, when the time is up, and how long each one took. */
#ifndef ROUND_TRIPS_H
#define ROUND_TRIPS_H

/* Call once when a round trip is complete. Returns true when it was the last one. */
int round_trip_done(double seconds);

/* For parts that have many round trips under way and keep their own time. */
void keep_round_trip(double seconds);
long round_trips_kept(void);
double percentile_us(double share);

void print_round_trips(void);

#endif
