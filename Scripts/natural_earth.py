"""Reads the shapes and places of Natural Earth out of the folder that `geopandas` was unpacked to: two small formats,
read here so that none of the package's own dependencies is needed."""

import struct


def records(path):
    """The rows of a dBASE table, as dictionaries of texts."""
    data = path.read_bytes()
    count, start, length = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at:at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    rows = []
    for row in range(count):
        at, values = start + row * length + 1, {}
        for name, width in fields:
            values[name] = data[at:at + width].decode("latin-1").strip(" \0")
            at += width
        rows.append(values)
    return rows


def shapes(path):
    """Per record of a shapefile its rings, each a list of (longitude, latitude); for a point one ring of it alone."""
    data, at, found = path.read_bytes(), 100, []
    while at < len(data):
        length = 2 * struct.unpack(">I", data[at + 4:at + 8])[0]
        content = data[at + 8:at + 8 + length]
        kind = struct.unpack("<I", content[:4])[0]
        if kind == 1:
            found.append([[struct.unpack("<dd", content[4:20])]])
        else:
            assert kind == 5, f"a shape of type {kind}"
            parts, points = struct.unpack("<II", content[36:44])
            starts = list(struct.unpack(f"<{parts}I", content[44:44 + 4 * parts])) + [points]
            begin = 44 + 4 * parts
            line = list(struct.iter_unpack("<dd", content[begin:begin + 16 * points]))
            found.append([line[a:b] for a, b in zip(starts, starts[1:])])
        at += 8 + length
    return found


def countries(folder):
    """(record, rings) of every country."""
    base = folder / "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
    return list(zip(records(base.with_suffix(".dbf")), shapes(base.with_suffix(".shp"))))


def cities(folder):
    """(longitude, latitude) of every place, by name."""
    base = folder / "geopandas/datasets/naturalearth_cities/naturalearth_cities"
    rows = zip(records(base.with_suffix(".dbf")), shapes(base.with_suffix(".shp")))
    return {record["name"]: rings[0][0] for record, rings in rows}
