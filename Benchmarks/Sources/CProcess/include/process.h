#ifndef PROCESS_H
#define PROCESS_H

#include <stdint.h>

/// What a program took.
typedef struct {
  /// Nanoseconds from its start until it had ended.
  uint64_t wall;
  /// Nanoseconds on a processor.
  uint64_t cpu;
  /// The most memory it held, in bytes.
  uint64_t peak;
  /// How it ended; -1 when it was not started, 128 and the signal when one ended it.
  int32_t status;
} process_usage;

/// Runs a program until it ends, reading from one file and writing to another; its messages go nowhere.
/// Null stands for /dev/null. `arguments` begins with the program's path and ends with null.
process_usage process_run(char *const arguments[], const char *input, const char *output);

#endif
