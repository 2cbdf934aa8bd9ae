/* The measured interval. All figures come from this clock, so that a contender's own clock, its
 * start-up and its tear-down never enter one. */
#ifndef CLOCK_H
#define CLOCK_H

double now(void); /* seconds, monotonic */

void begin_measuring(void);
void end_measuring(void);
double measured_seconds(void); /* between the two */
double since_begin(void);

/* The part of the measured time in which this process did not run. On a CPU that it shares with the
 * contender alone, that is the contender's own time: its program, its library, its system calls. */
double own_seconds(void);

/* The share of the measured time that this process used. */
double busy_share(void);

/* Long enough for JIT compilers. */
double warm_up_seconds(double seconds);

#endif
