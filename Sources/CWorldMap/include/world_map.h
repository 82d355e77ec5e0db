#pragma once

#include <stdint.h>

/// A region as it is drawn: a shape, a dot, or both where the shape is too small to see.
struct postern_map_region {
  /// Two capital letters.
  const char *_Nonnull code;
  /// Where the dot is; -1 for none.
  int16_t x;
  int16_t y;
  /// The shape as SVG path data; empty for none.
  const char *_Nonnull path;
};

/// The world on a sheet, whose origin is its upper left corner.
struct postern_world_map {
  /// In order of code.
  const struct postern_map_region *_Nonnull regions;
  uint32_t count;
  uint32_t width;
  uint32_t height;
};

/// Constant data; the pointers stay valid as long as the process.
struct postern_world_map postern_world_map(void);
