#!/usr/bin/env python3
"""Writes the numbering plan, as the C array that the compiler embeds.

    python3 -m venv .build-venv && .build-venv/bin/pip install phonenumbers==9.0.43
    .build-venv/bin/python Scripts/numbering_plan.py            writes Sources/CNumberingPlan/numbering_plan.c
    .build-venv/bin/python Scripts/numbering_plan.py --check    fails when the file is not what would be written

The form of the words is documented in Sources/PosternNumbering/StateWord.swift.
"""

import argparse
import pathlib
import re
import sys

import phonenumbers

import numbering_automaton

PINNED = "9.0.43"
ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "Sources/CNumberingPlan/numbering_plan.c"
REGIONS = ROOT / "Sources/PosternNumbering/RegionNames.swift"

# In the order of `LineType`'s raw values.
LINE_TYPES = [
    "mobile", "fixed_line", "fixed_line_or_mobile", "voip", "toll_free", "premium_rate", "shared_cost",
    "personal_number", "pager", "uan", "voicemail", "unknown",
]

CLASS_MARK = 1 << 31
OFFSET_SHIFT = 10
FINAL = 1 << 9

INVALID, COUNTRY_LESS = 0, 1


def region_indices():
    """Index of `Region` by code: the order of the table in RegionNames.swift, from 1."""
    codes = re.findall(r'^    \("([A-Z]{2})", "', REGIONS.read_text(encoding="utf-8"), re.MULTILINE)
    assert codes == sorted(set(codes)) and len(codes) == 252
    return {code: index for index, code in enumerate(codes, start=1)}


def class_table(labels):
    """(values of the classes, class of a label): invalid, country-less, then by region and line type."""
    regions = region_indices()
    unknown = LINE_TYPES.index("unknown")
    geographic = sorted(
        (regions[region] << 8 | LINE_TYPES.index(kind), (region, kind))
        for region, kind in labels if region != "001")
    values = [unknown, unknown] + [value for value, _ in geographic]
    classes = {label: number for number, (_, label) in enumerate(geographic, start=2)}
    classes.update({label: COUNTRY_LESS for label in labels if label[0] == "001"})
    return values, classes


class Encoder:
    """Lays states out as words, targets before those that lead to them."""

    def __init__(self):
        self.words = [0]
        self.places = {(0,): 0}

    def place(self, sequence):
        found = self.places.get(sequence)
        if found is not None:
            return found
        start = len(self.words)
        for place, word in enumerate(sequence, start):
            self.places.setdefault((word,), place)
        self.words += sequence
        return self.places.setdefault(sequence, start)

    def state(self, number, targets):
        """The word of a state with a class (0 for none) and ten words as targets."""
        row, changes = [targets[0]], 0
        for digit in range(1, 10):
            if targets[digit] != targets[digit - 1]:
                row.append(targets[digit])
                changes |= 1 << (digit - 1)
        if number == 0:
            return self.place(tuple(row)) << OFFSET_SHIFT | changes
        start = self.place((CLASS_MARK | number,) + tuple(row)) + 1
        return start << OFFSET_SHIFT | FINAL | changes


def encode(plan, start, classes):
    encoder = Encoder()
    words = {0: 0}

    def visit(state):
        if state not in words:
            label, targets = plan.states[state]
            row = [visit(target) for target in targets]
            words[state] = encoder.state(0 if label is None else classes[label], row)
        return words[state]

    encoder.words.append(visit(start))
    assert len(encoder.words) < 1 << 21
    return encoder.words


def merge_country_less(plan, start):
    """The plan with one label for all country-less numbers, minimal again."""
    merged = numbering_automaton.Minimal()
    merged.states[0] = (None, (0,) * 10)
    merged.ids = {merged.states[0]: 0}
    done = {0: 0}

    def visit(state):
        if state not in done:
            label, targets = plan.states[state]
            label = ("001", "unknown") if label is not None and label[0] == "001" else label
            done[state] = merged.make(label, [visit(target) for target in targets])
        return done[state]

    root = visit(start)
    return merged, root


def columns(values, form, width):
    texts = [form % value for value in values]
    lines, line = [], ""
    for text in texts:
        if len(line) + len(text) + 1 > width:
            lines.append(line)
            line = ""
        line += text + ","
    return "\n".join(lines + [line])


def render():
    assert phonenumbers.__version__ == PINNED, f"phonenumbers {PINNED} is needed"
    plan, start = merge_country_less(*numbering_automaton.build_plan())
    values, classes = class_table({label for label, _ in plan.states if label is not None})
    words = encode(plan, start, classes)
    return f"""// Written by Scripts/numbering_plan.py: do not edit.
//
// The numbering plan of libphonenumber {PINNED} as an automaton. Derived from the metadata of
// libphonenumber, Copyright (C) The Libphonenumber Authors, licensed under the Apache License, Version 2.0
// (http://www.apache.org/licenses/LICENSE-2.0), by way of the Python package `phonenumbers`.

#include "numbering_plan.h"

static const uint32_t words[{len(words)}] = {{
{columns(words, "%d", 110)}
}};

static const uint16_t classes[{len(values)}] = {{
{columns(values, "%d", 110)}
}};

struct postern_numbering_plan postern_numbering_plan(void) {{
  struct postern_numbering_plan plan = {{words, {len(words)}, classes, {len(values)}, "{PINNED}"}};
  return plan;
}}
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--check", action="store_true", help="compare instead of writing")
    check = arguments.parse_args().check
    sys.setrecursionlimit(10_000)
    text = render()
    if not check:
        OUTPUT.write_text(text, encoding="utf-8")
    elif OUTPUT.read_text(encoding="utf-8") != text:
        sys.exit(f"{OUTPUT.relative_to(ROOT)} is stale: run Scripts/numbering_plan.py")


if __name__ == "__main__":
    main()
