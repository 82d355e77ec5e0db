"""Judges what the thread sanitizer wrote while a bridge was under load: tsan_reports.py <folder>

The concurrency runtime is not built with the sanitizer, so it does not see how a continuation hands what was written
before it was resumed to the task that awaits it, where the one comes before the other: everything that a package's
event loop hands over may look like a race. A race of the bridge's own has its own code on both sides; that, and
whatever else is no data race, is a failure. The rest is counted.
"""

import collections
import pathlib
import re
import sys

OURS = re.compile(r"/Sources/(PosternBridge|PosternRuntime|PosternTable|PosternJSON|postern-bridge)/")
ACCESS = re.compile(r"^  (?:Previous )?(?:atomic )?(?:read|write) of size", re.IGNORECASE)


def accesses(report):
    """The frames of each access, nearest first."""
    stacks, frames = [], None
    for line in report.splitlines():
        if ACCESS.match(line):
            frames = []
            stacks.append(frames)
        elif frames is not None and line.strip().startswith("#"):
            frames.append(line.strip())
        elif not line.strip():
            frames = None
    return stacks


def is_ours(frames):
    """Whether the access is in the bridge's code: what a package inlines into it stands in a few frames before."""
    for frame in frames[:8]:
        if OURS.search(frame):
            return True
        if "/checkouts/" in frame and "NIOConcurrencyHelpers" not in frame:
            return False
    return False


def main():
    folder = pathlib.Path(sys.argv[1])
    counts, failures = collections.Counter(), []
    for path in sorted(folder.glob("tsan.*")):
        for report in path.read_text(encoding="utf-8", errors="replace").split("WARNING: ThreadSanitizer: ")[1:]:
            kind = report.split(" (pid", 1)[0]
            stacks = accesses(report)
            ours = sum(is_ours(frames) for frames in stacks)
            if kind != "data race" or len(stacks) < 2 or ours == len(stacks):
                failures.append(report)
            counts[f"{kind}, {ours} of {len(stacks)} sides in the bridge's code"] += 1
    for line, count in sorted(counts.items()):
        print(f"  {count} × {line}")
    for report in failures[:5]:
        print("\nWARNING: ThreadSanitizer: " + report[:6000])
    print(f"thread sanitizer: {sum(counts.values())} reports, {len(failures)} of the bridge's own")
    return 1 if failures else 0


sys.exit(main())
