/* The parts that the peer can play. Each one prints its figures as one line of JSON. */
#ifndef PARTS_H
#define PARTS_H

/* answers.c: one request at a time, from a client */
void pingpong(double seconds);
void churn(double seconds);
void select_one(int connections, double seconds);
void hold(int connections);

/* bulk.c: one way, to or from a client */
void stream(long line_size, double seconds, double bytes_max);
void sink(long size);

/* datagrams.c */
void udp_echo(double seconds);
void udp_sink(void);
void udp_source(long size, double seconds);

/* clients.c: the contender is the server */
void load(int port, int connections, double seconds);
void hammer(int port, double seconds);

#endif
