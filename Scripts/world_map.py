#!/usr/bin/env python3
"""Writes the world map of the reports, as the C data that the compiler embeds.

    pip install --no-deps --target <folder> geopandas==0.14.4
    python3 Scripts/world_map.py <folder>            writes Sources/CWorldMap/world_map.c
    python3 Scripts/world_map.py <folder> --check    fails when the file is not what would be written

Shapes: Natural Earth, 1:110 million, public domain. Projection: Equal Earth (Šavrič, Patterson, Jenny, 2018), whose
middle is 11° east, so that the sheet is cut in the Bering Strait and no country is.
"""

import argparse
import math
import pathlib
import re
import sys

import natural_earth
import world_map_places as places

ROOT = pathlib.Path(__file__).resolve().parent.parent
OUTPUT = ROOT / "Sources/CWorldMap/world_map.c"
REGIONS = ROOT / "Sources/PosternNumbering/RegionNames.swift"

WIDTH = 2000
MIDDLE = 11
NORTH, SOUTH = 84, -57
# In units of the sheet: a shape smaller than that on either side gets a dot, and dots keep that far from one another.
SMALL = 12
APART = 13

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796


def equal_earth(longitude, latitude):
    """Both in degrees, longitude from the middle; east and north in units of the sphere's radius."""
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    slope = 9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1
    east = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(theta) / (3 * slope)
    return east, theta * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)


HALF = equal_earth(180, 0)[0]
SCALE = WIDTH / 2 / HALF
TOP, BOTTOM = equal_earth(0, NORTH)[1], equal_earth(0, SOUTH)[1]
HEIGHT = round((TOP - BOTTOM) * SCALE)


def project(point, turn=None):
    """Units of the sheet, from its upper left corner; `turn` are degrees to the east, where the whole ring says so."""
    longitude, latitude = point
    east, north = equal_earth(longitude - MIDDLE + (turn_of([point]) if turn is None else turn), latitude)
    return (east + HALF) * SCALE, (TOP - north) * SCALE


def turn_of(ring):
    """A ring stands on that side of the sheet's edge where most of it is."""
    return 360 if sum(longitude for longitude, _ in ring) / len(ring) < MIDDLE - 180 else 0


def corners(ring):
    """The ring in whole units, without repetitions and the last point, which is the first."""
    turn = turn_of(ring)
    points = [tuple(math.floor(value + 0.5) for value in project(point, turn)) for point in ring]
    kept = [point for point, before in zip(points, points[-1:] + points[:-1]) if point != before]
    return kept if len(kept) >= 3 else []


def joined(rings):
    """Rings that share an edge at 180° are one: there the data is cut, and the sheet is not."""
    rings = [ring for ring in map(corners, rings) if ring]
    seam = [project((180, latitude / 10))[0] for latitude in range(-900, 901)]
    low, high = min(seam) - 1, max(seam) + 1
    done = []
    for ring in rings:
        for index, other in enumerate(done):
            edges = {(a, b): place for place, (a, b) in enumerate(zip(other, other[1:] + other[:1]))}
            match = next(
                (place for place, (a, b) in enumerate(zip(ring, ring[1:] + ring[:1]))
                 if (b, a) in edges and low <= a[0] <= high and a[1] != b[1]), None)
            if match is not None:
                a, b = ring[match], ring[(match + 1) % len(ring)]
                cut = edges[b, a]
                rest = ring[match + 1:] + ring[:match + 1]
                done[index] = other[:cut + 1] + rest[1:-1] + other[cut + 1:]
                break
        else:
            done.append(ring)
    return done


def path(rings):
    """SVG path data, relative."""
    text, x, y = "", 0, 0
    for ring in rings:
        for index, point in enumerate(ring):
            dx, dy = point[0] - x, point[1] - y
            text += ("m" if index == 0 else "l" if index == 1 else " " if dx >= 0 else "")
            text += f"{dx}{'' if dy < 0 else ' '}{dy}"
            x, y = point
        text += "z"
        x, y = ring[0]
    return text


def area_of_regions(folder):
    """Rings of points on the sheet, by region."""
    rings = {}
    for record, shape in natural_earth.countries(folder):
        if record["iso_a3"] in places.LEFT_OUT:
            continue
        code = "XK" if record["name"] == "Kosovo" else places.ALPHA2[record["iso_a3"]]
        for ring in shape:
            middle = sum(latitude for _, latitude in ring) / len(ring)
            other = next(
                (region for name, (low, high), region in places.ELSEWHERE
                 if name == record["iso_a3"] and low <= middle <= high), code)
            rings.setdefault(other, []).append(ring)
    return {code: joined(found) for code, found in rings.items()}


def is_small(rings):
    points = [point for ring in rings for point in ring]
    sides = [max(values) - min(values) for values in zip(*points)] if points else [0]
    return max(sides) < SMALL


def middle_of(rings):
    """The middle of the largest ring's box."""
    ring = max(rings, key=len)
    return tuple((max(values) + min(values)) / 2 for values in zip(*ring))


def spread(dots):
    """The dots, moved apart where they would cover one another; whole units."""
    codes = sorted(dots)
    at = {code: list(dots[code]) for code in codes}
    for _ in range(400):
        for index, code in enumerate(codes):
            for other in codes[index + 1:]:
                dx, dy = at[other][0] - at[code][0], at[other][1] - at[code][1]
                distance = math.sqrt(dx * dx + dy * dy)
                if distance >= APART:
                    continue
                push = (APART - distance) / 4
                ux, uy = (dx / distance, dy / distance) if distance > 0.01 else (0.6, 0.8)
                at[code][0] -= push * ux
                at[code][1] -= push * uy
                at[other][0] += push * ux
                at[other][1] += push * uy
    return {code: tuple(math.floor(value + 0.5) for value in at[code]) for code in codes}


def columns(text, width):
    """A C text, in lines."""
    lines = [text[at:at + width] for at in range(0, len(text), width)]
    return "\n    ".join(f'"{line}"' for line in lines) or '""'


def render(folder):
    known = re.findall(r'^    \("([A-Z]{2})", "', REGIONS.read_text(encoding="utf-8"), re.MULTILINE)
    shapes = area_of_regions(folder)
    cities = natural_earth.cities(folder)
    assert set(shapes) <= set(known), set(shapes) - set(known)
    dots = {code: project(cities[name]) for code, name in places.CAPITALS.items()}
    dots.update({code: project((place[1], place[0])) for code, place in places.DOTS.items()})
    for code, rings in shapes.items():
        if is_small(rings):
            dots.setdefault(code, middle_of(rings))
    dots = spread(dots)
    drawn = sorted(set(shapes) | set(dots))
    rows = []
    for code in drawn:
        x, y = dots.get(code, (-1, -1))
        rows.append(f'  {{"{code}", {x}, {y},\n    {columns(path(shapes.get(code, [])), 110)}}},')
    body = "\n".join(rows)
    return f"""// Written by Scripts/world_map.py: do not edit.
//
// Shapes of countries in the Equal Earth projection. Made with Natural Earth, free vector map data at
// naturalearthdata.com, 1:110 million, which is in the public domain; taken from the Python package geopandas 0.14.4.
// Boundaries are as drawn there, and no statement of ours.

#include "world_map.h"

static const struct postern_map_region regions[{len(drawn)}] = {{
{body}
}};

struct postern_world_map postern_world_map(void) {{
  struct postern_world_map map = {{regions, {len(drawn)}, {WIDTH}, {HEIGHT}}};
  return map;
}}
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=pathlib.Path, help="where geopandas was unpacked to")
    arguments.add_argument("--check", action="store_true", help="compare instead of writing")
    given = arguments.parse_args()
    text = render(given.folder)
    if not given.check:
        OUTPUT.write_text(text, encoding="utf-8")
    elif OUTPUT.read_text(encoding="utf-8") != text:
        sys.exit(f"{OUTPUT.relative_to(ROOT)} is stale: run `make world-map`")


if __name__ == "__main__":
    main()
