// `decide` over a routing table, as a C programmer would write it: the same bytes, the same structure.
// Documentation/RoutingTableFormat.md has the layout. Requests may name at most 64 groups and 64 zones.
#include "baseline.h"

#include <string.h>

enum { block_words = 8, none = 0xFFFFFFFFu, most_names = 64 };
enum { rule_size = 17 * 4, row_size = 19 * 4, step_size = 10 * 4, label_size = 5 * 4, settings_size = 8 * 4 };
enum { row_rule = 0, row_residuals = 1, row_groups_any = 10, row_zones_any = 14, row_rollouts = 18 };
enum { residual_groups = 1, residual_zones = 2, residual_rollouts = 4 };

static inline uint32_t word(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

static inline uint64_t wide(const uint8_t *at) {
  uint64_t value;
  memcpy(&value, at, sizeof value);
  return value;
}

static inline uint64_t fold(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint32_t hash(const uint8_t *key, size_t length, uint32_t seed) {
  const uint64_t first = 0x9E3779B97F4A7C15u, second = 0xD6E8FEB86659FD93u;
  uint64_t state = ((uint64_t)seed + 1) * first ^ (uint64_t)length * second;
  if (length >= 8) {
    size_t index = 0;
    for (; index + 8 <= length; index += 8) state = fold(state ^ wide(key + index), first);
    if (index < length) state = fold(state ^ wide(key + length - 8), second);
  } else if (length >= 4) {
    state = fold(state ^ ((uint64_t)word(key) | (uint64_t)word(key + length - 4) << 32), first);
  } else if (length > 0) {
    uint64_t low = key[0], middle = key[length >> 1], high = key[length - 1];
    state = fold(state ^ (low | middle << 8 | high << 16), first);
  }
  state = fold(state ^ second, first);
  return (uint32_t)(state ^ state >> 32);
}

static inline uint32_t find(const uint8_t *bytes, const baseline_names *names, baseline_text text) {
  if (text.length == 0 || names->count == 0) return names->count;
  uint32_t wanted = hash(text.bytes, text.length, names->seed);
  for (uint32_t slot = wanted & names->mask;; slot = (slot + 1) & names->mask) {
    const uint8_t *place = bytes + names->slots + (size_t)slot * 16;
    uint32_t value = word(place + 4);
    if (value == none) return names->count;
    if (word(place) == wanted && word(place + 12) == text.length &&
        memcmp(bytes + word(place + 8), text.bytes, text.length) == 0)
      return value;
  }
}

static inline uint32_t label(const baseline_table *table, baseline_text text) {
  if (text.length < 2 || text.bytes[0] != '+') return 0;
  const uint8_t *words = table->bytes + table->automaton;
  uint32_t state = table->start;
  for (size_t index = 1; index < text.length; index++) {
    uint32_t digit = (uint32_t)text.bytes[index] - '0';
    if (digit > 9 || state == 0) return 0;
    uint32_t below = state & ((1u << digit) - 1) & 0x1FF;
    state = word(words + ((state >> 10) + (uint32_t)__builtin_popcount(below)) * 4);
  }
  return state & 0x200 ? word(words + ((state >> 10) - 1) * 4) & 0x7FFFFFFF : 0;
}

static inline uint32_t risk(baseline_text text) {
  if (text.length == 3 && memcmp(text.bytes, "low", 3) == 0) return 0;
  if (text.length == 6 && memcmp(text.bytes, "medium", 6) == 0) return 1;
  if (text.length == 4 && memcmp(text.bytes, "high", 4) == 0) return 2;
  return 3;
}

typedef struct {
  uint32_t list[most_names];
  size_t count;
} names_present;

static inline int contains(const names_present *names, uint32_t name) {
  for (size_t index = 0; index < names->count; index++)
    if (names->list[index] == name) return 1;
  return 0;
}

static inline void collect(
    names_present *present, const uint8_t *bytes, const baseline_names *names, const baseline_text *texts,
    size_t count) {
  present->count = 0;
  for (size_t index = 0; index < count; index++) {
    uint32_t name = find(bytes, names, texts[index]);
    if (name < names->count && present->count < most_names && !contains(present, name))
      present->list[present->count++] = name;
  }
}

/// Items of a list: their first place, and how many.
static inline uint32_t list(const baseline_table *table, uint32_t number, uint32_t *count) {
  if (number == none) return *count = 0;
  const uint8_t *ends = table->bytes + table->list_ends;
  uint32_t first = number == 0 ? 0 : word(ends + (number - 1) * 4);
  *count = word(ends + number * 4) - first;
  return first;
}

static inline uint32_t item(const baseline_table *table, uint32_t place) {
  return word(table->bytes + table->list_items + place * 4);
}

/// The fields from `field` on: lists of which one is there, names that are there, none, lists of which one is absent.
static int admits_names(const baseline_table *table, const uint8_t *row, int field, const names_present *names) {
  uint32_t count, inner;
  uint32_t first = list(table, word(row + (field + 1) * 4), &count);
  for (uint32_t index = 0; index < count; index++)
    if (!contains(names, item(table, first + index))) return 0;
  for (int absent = 0; absent < 2; absent++) {
    first = list(table, word(row + (field + (absent ? 3 : 0)) * 4), &count);
    for (uint32_t index = 0; index < count; index++) {
      uint32_t start = list(table, item(table, first + index), &inner);
      int found = 0;
      for (uint32_t name = 0; name < inner && !found; name++)
        found = contains(names, item(table, start + name)) != absent;
      if (!found) return 0;
    }
  }
  return 1;
}

static int admits(
    const baseline_table *table, const uint8_t *row, uint32_t residuals, const names_present *groups,
    const names_present *zones, baseline_text user) {
  if (residuals & residual_groups && !admits_names(table, row, row_groups_any, groups)) return 0;
  if (residuals & residual_zones && !admits_names(table, row, row_zones_any, zones)) return 0;
  if (!(residuals & residual_rollouts)) return 1;
  uint32_t count;
  uint32_t first = list(table, word(row + row_rollouts * 4), &count);
  for (uint32_t index = 0; index < count; index++) {
    const uint8_t *range = table->bytes + table->rollout_ranges + item(table, first + index) * 12;
    const uint8_t *rollout = table->bytes + table->rollouts + word(range) * 12;
    uint32_t bucket = 10000;
    if (user.length > 0) {
      uint64_t state = (uint64_t)word(rollout + 8) << 32 | word(rollout + 4);
      for (size_t byte = 0; byte < user.length; byte++) state = (state ^ user.bytes[byte]) * 0x100000001B3u;
      state = (state ^ state >> 33) * 0xFF51AFD7ED558CCDu;
      state = (state ^ state >> 33) * 0xC4CEB9FE1A85EC53u;
      bucket = (uint32_t)((state ^ state >> 33) % 10000);
    }
    if (bucket < word(range + 4) || bucket >= word(range + 8)) return 0;
  }
  return 1;
}

static inline const uint8_t *block(const baseline_table *table, uint32_t value, uint32_t index) {
  uint32_t number = word(table->bytes + table->references + ((size_t)value * table->block_count + index) * 4);
  return table->bytes + table->blocks + (size_t)number * 64;
}

static inline void restrict_to(
    uint64_t left[block_words], const baseline_table *table, const names_present *names, uint32_t index,
    uint32_t free, uint32_t any, uint32_t absent) {
  uint64_t some[block_words], less[block_words] = {0};
  memcpy(some, block(table, free, index), sizeof some);
  for (size_t place = 0; place < names->count; place++) {
    const uint8_t *more = block(table, any + names->list[place], index);
    const uint8_t *without = block(table, absent + names->list[place], index);
    for (int lane = 0; lane < block_words; lane++) {
      some[lane] |= wide(more + lane * 8);
      less[lane] |= wide(without + lane * 8);
    }
  }
  for (int lane = 0; lane < block_words; lane++) left[lane] &= some[lane] & ~less[lane];
}

static inline uint32_t first_rule(
    const baseline_table *table, uint32_t phone, uint32_t provider, uint32_t application, uint32_t risks,
    const names_present *groups, const names_present *zones, baseline_text user) {
  for (uint32_t index = 0; index < table->block_count; index++) {
    const uint8_t *a = block(table, phone, index), *b = block(table, provider, index);
    const uint8_t *c = block(table, application, index), *d = block(table, risks, index);
    uint64_t left[block_words];
    for (int lane = 0; lane < block_words; lane++)
      left[lane] = wide(a + lane * 8) & wide(b + lane * 8) & wide(c + lane * 8) & wide(d + lane * 8);
    if (table->reads_groups)
      restrict_to(left, table, groups, index, table->groups_free, table->groups_any, table->groups_none);
    if (table->reads_zones)
      restrict_to(left, table, zones, index, table->zones_free, table->zones_any, table->zones_none);
    for (int lane = 0; lane < block_words; lane++) {
      for (uint64_t rest = left[lane]; rest != 0; rest &= rest - 1) {
        size_t number = ((size_t)index * block_words + (size_t)lane) * 64 + (size_t)__builtin_ctzll(rest);
        const uint8_t *row = table->bytes + table->rows + number * row_size;
        uint32_t residuals = word(row + row_residuals * 4);
        if (residuals == 0 || admits(table, row, residuals, groups, zones, user)) return word(row + row_rule * 4);
      }
    }
  }
  return table->rule_count - 1;
}

baseline_decision baseline_decide(const baseline_table *table, const baseline_request *request) {
  const uint8_t *bytes = table->bytes;
  uint32_t number = label(table, request->phone);
  const uint8_t *meaning = bytes + table->labels + number * label_size;
  names_present groups, zones;
  collect(&groups, bytes, &table->groups, request->groups, request->group_count);
  collect(&zones, bytes, &table->zones, request->zones, request->zone_count);
  uint32_t rule = first_rule(
      table, word(meaning + 16), table->provider + find(bytes, &table->providers, request->provider),
      table->application + find(bytes, &table->applications, request->application),
      table->risk_and_email + risk(request->risk) * 2 + (request->has_email ? 1 : 0), &groups, &zones,
      request->user);
  const uint8_t *record = bytes + table->rules + (size_t)rule * rule_size;
  baseline_decision decision = {word(record + 4), 0, rule, word(meaning), word(meaning + 4), 0, 0};
  const uint8_t *country = bytes + table->settings + word(bytes + table->regions + decision.region * 8 + 4) * settings_size;
  decision.mode = word(country);
  if (decision.outcome != 0 && decision.outcome != 3) return decision;
  if (decision.mode == 2) {
    decision.outcome = 0;
    decision.reason = 1;
    return decision;
  }
  if (decision.outcome == 0) return decision;
  uint32_t forbidden = word(country + 16);
  uint32_t addressed = (number != 0 ? 7u : 0) | (request->has_email ? 8u : 0);
  uint32_t usable = ~forbidden & (uint32_t)(table->reach >> decision.line_type * 4) & addressed;
  uint32_t first = word(record + 16), count = word(record + 20);
  for (uint32_t step = 0; step < count; step++) {
    uint32_t channel = word(bytes + table->steps + (size_t)(first + step) * step_size);
    if (usable >> channel & 1) decision.steps |= 1u << step;
  }
  if (decision.steps == 0) {
    decision.outcome = 0;
    decision.reason = 2;
  }
  return decision;
}

uint64_t baseline_decide_all(const baseline_table *table, const baseline_request *requests, size_t count) {
  uint64_t sum = 0;
  for (size_t index = 0; index < count; index++) {
    baseline_decision decision = baseline_decide(table, &requests[index]);
    sum += decision.rule * 1024u + decision.outcome * 256u + decision.steps;
  }
  return sum;
}
