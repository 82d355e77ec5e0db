#ifndef BASELINE_H
#define BASELINE_H

#include <stddef.h>
#include <stdint.h>

/// Reads all events of a YAML text with libyaml and does nothing with them.
/// Returns how many there were; 0 for a text with a fault.
size_t baseline_yaml_events(const uint8_t *text, size_t length);

/// A numbering plan as plain rows: ten targets and the class that ends here for each state.
typedef struct {
  /// Ten for each state, by digit; state 0 is dead.
  const uint16_t *targets;
  /// The class of each state.
  const uint16_t *classes;
  /// For each class, its region times 16 and its line type.
  const uint16_t *meanings;
  uint16_t start;
} baseline_plan;

/// Region and line type of `+` and digits, by one table entry a digit: region times 16 and line type.
uint32_t baseline_classify(const baseline_plan *plan, const uint8_t *text, size_t length);

/// Classifies texts that lie one behind another; returns the sum of the answers.
uint64_t baseline_classify_all(
    const baseline_plan *plan, const uint8_t *texts, const uint32_t *ends, size_t count);

#endif
