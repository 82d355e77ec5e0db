#define _GNU_SOURCE
#include "process.h"

#include <fcntl.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static uint64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

static uint64_t nanoseconds(struct timeval time) {
  return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_usec * 1000u;
}

process_usage process_run(char *const arguments[], const char *input, const char *output) {
  process_usage usage = {0, 0, 0, -1};
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions) != 0) return usage;
  const char *nothing = "/dev/null";
  posix_spawn_file_actions_addopen(&actions, 0, input == NULL ? nothing : input, O_RDONLY, 0);
  posix_spawn_file_actions_addopen(
      &actions, 1, output == NULL ? nothing : output, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  posix_spawn_file_actions_addopen(&actions, 2, nothing, O_WRONLY, 0);
  uint64_t start = now();
  pid_t child;
  int failed = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return usage;
  int status;
  struct rusage spent;
  if (wait4(child, &status, 0, &spent) != child) return usage;
  usage.wall = now() - start;
  usage.cpu = nanoseconds(spent.ru_utime) + nanoseconds(spent.ru_stime);
#ifdef __APPLE__
  usage.peak = (uint64_t)spent.ru_maxrss;
#else
  usage.peak = (uint64_t)spent.ru_maxrss * 1024u;
#endif
  usage.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return usage;
}
