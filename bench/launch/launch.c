/* launch limitSeconds command args...
 *
 * Runs the command and appends a line "LAUNCH {json}" to stderr: wall time, CPU time, peak memory.
 * A child's peak memory includes that of its parent at the fork, and Node is a large parent: so a small
 * program starts the command. It also ensures that nothing outlives a measurement: it kills the command at
 * the time limit, on SIGTERM from the runner, and when the runner has ended.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static volatile pid_t child;
static volatile sig_atomic_t stopping, overtime;

static void stop(int sig) {
  stopping = 1;
  if (sig == SIGALRM) overtime = 1;
  if (child > 0) kill(child, SIGKILL);
}

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec * 1e-6;
}

static double cpu_ms(const struct rusage *r) {
  return (r->ru_utime.tv_sec + r->ru_stime.tv_sec) * 1e3 + (r->ru_utime.tv_usec + r->ru_stime.tv_usec) * 1e-3;
}

/* Thousands of connections need more descriptors than a shell usually allows. */
static void allow_many_descriptors(void) {
  struct rlimit files = {0};
  getrlimit(RLIMIT_NOFILE, &files);
  files.rlim_cur = files.rlim_max;
  setrlimit(RLIMIT_NOFILE, &files);
}

int main(int argc, char **argv) {
  if (argc < 3) return 64;
  const char *volatile command = argv[2];
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  allow_many_descriptors();
  signal(SIGTERM, stop);
  signal(SIGINT, stop);
  signal(SIGALRM, stop);

  double began = now_ms();
  pid_t pid = vfork();
  if (pid == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execvp(command, argv + 2);
    fprintf(stderr, "launch: cannot run %s: %s\n", command, strerror(errno));
    _exit(127);
  }
  if (pid < 0) {
    perror("launch: vfork");
    return 127;
  }
  child = pid;
  if (stopping) kill(pid, SIGKILL); /* asked to stop while there was nothing to kill yet */
  alarm(atoi(argv[1]));

  int status = 0;
  struct rusage used, own;
  while (wait4(pid, &status, 0, &used) < 0) continue;
  double wall = now_ms() - began;
  child = 0;
  getrusage(RUSAGE_SELF, &own);
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (overtime) fprintf(stderr, "still running after %s s\n", argv[1]);
  fprintf(stderr, "\nLAUNCH {\"wall_ms\":%.3f,\"cpu_ms\":%.3f,\"launch_cpu_ms\":%.3f,\"rss_kb\":%ld}\n", wall,
          cpu_ms(&used), cpu_ms(&own), used.ru_maxrss);
  return code;
}
