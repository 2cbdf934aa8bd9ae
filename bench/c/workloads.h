#ifndef WORKLOADS_H
#define WORKLOADS_H

/* answers.c: one request at a time */
void pingpong(void);
void connect_each(void);
void accept_each(void);
void hold_connections(int connections);

/* bulk.c: one way; twice, because the peer begins with a warm-up */
void lines(void);
void receive(const char *pattern);
void send_many(long size, long count);

/* readiness.c: many connections */
void select_many(int connections);
void echo_server(void);

/* datagrams.c */
void udp_pingpong(long size);
void udp_send(long size, long count);
void udp_receive(void);

#endif
