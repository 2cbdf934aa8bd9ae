/* Round trips: end of the warm-up, end of the measured time, and duration of each. */
#ifndef ROUND_TRIPS_H
#define ROUND_TRIPS_H

/* Call once when a round trip is complete. Returns true when it was the last one. */
int round_trip_done(double seconds);

/* For parts with many concurrent round trips, which measure the time themselves. */
void keep_round_trip(double seconds);
long round_trips_kept(void);
double percentile_us(double share);

void print_round_trips(void);

#endif
