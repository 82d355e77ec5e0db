#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdint.h>

/// How many blocks of memory this thread has asked for so far; 0 for ever where malloc cannot be replaced.
uint64_t allocations_so_far(void);

#endif
