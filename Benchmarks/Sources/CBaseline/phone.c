#include "baseline.h"

uint32_t baseline_classify(const baseline_plan *plan, const uint8_t *text, size_t length) {
  if (length == 0 || text[0] != '+') return plan->meanings[0];
  uint32_t state = plan->start;
  for (size_t index = 1; index < length; index++) {
    uint32_t digit = (uint32_t)text[index] - '0';
    if (digit > 9) return plan->meanings[0];
    state = plan->targets[state * 10 + digit];
  }
  return plan->meanings[plan->classes[state]];
}

uint64_t baseline_classify_all(
    const baseline_plan *plan, const uint8_t *texts, const uint32_t *ends, size_t count) {
  uint64_t sum = 0;
  uint32_t start = 0;
  for (size_t index = 0; index < count; index++) {
    sum += baseline_classify(plan, texts + start, ends[index] - start);
    start = ends[index];
  }
  return sum;
}
