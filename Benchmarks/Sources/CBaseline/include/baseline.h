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

/// A text that somebody else owns; no bytes for one that is missing.
typedef struct {
  const uint8_t *bytes;
  size_t length;
} baseline_text;

/// A request; zones are given by name.
typedef struct {
  baseline_text user, phone, provider, application, risk;
  const baseline_text *groups;
  size_t group_count;
  const baseline_text *zones;
  size_t zone_count;
  int has_email;
} baseline_request;

/// What is decided: the same numbers as in Postern's runtime.
typedef struct {
  /// 0 deny, 1 skip, 2 use, 3 send.
  uint32_t outcome;
  /// With deny: 0 rule, 1 country, 2 no channel.
  uint32_t reason;
  uint32_t rule, region, line_type, mode, steps;
} baseline_decision;

/// One table of names.
typedef struct {
  uint32_t slots, mask, seed, count;
} baseline_names;

/// A routing table that has been checked, and where its parts are, in bytes from its beginning.
typedef struct {
  const uint8_t *bytes;
  baseline_names providers, applications, groups, zones;
  uint32_t automaton, start, labels, regions, settings, rules, rule_count, steps, rows, list_ends, list_items;
  uint32_t rollouts, rollout_ranges, references, blocks;
  /// Blocks of a value, and the first values of the attributes.
  uint32_t block_count, provider, application, risk_and_email;
  uint32_t groups_free, groups_any, groups_none, zones_free, zones_any, zones_none;
  int reads_groups, reads_zones;
  /// Channels that can reach each line type: four bits a type.
  uint64_t reach;
} baseline_table;

/// Decides a request over the bytes of a routing table.
baseline_decision baseline_decide(const baseline_table *table, const baseline_request *request);

/// Decides many; returns a sum over the decisions, so that none can be left out.
uint64_t baseline_decide_all(const baseline_table *table, const baseline_request *requests, size_t count);

#endif
