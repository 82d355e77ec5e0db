#pragma once

#include <stdint.h>

/// The numbering plan as data: see StateWord.swift for the form of the words.
struct postern_numbering_plan {
  /// The automaton, from the dead state up to the word of the first state.
  const uint32_t *_Nonnull words;
  uint32_t word_count;
  /// Per class: index of the region, times 256, plus the line type. Class 0 is invalid, class 1 country-less.
  const uint16_t *_Nonnull classes;
  uint32_t class_count;
  /// Version of libphonenumber's metadata.
  const char *_Nonnull version;
};

/// Constant data; the pointers stay valid as long as the process.
struct postern_numbering_plan postern_numbering_plan(void);
