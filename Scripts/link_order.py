"""Writes Scripts/link-order.txt: the functions that a check calls, which the linker then puts side by side.

link_order.py <postern, linked with its symbols> <file>; needs valgrind. `make link-order` calls it.
See Documentation/Decisions/0020-functions-side-by-side.md.
"""

import re
import subprocess
import sys
import tempfile

# The shortest run first: what a later one calls beside it comes behind.
RUNS = [
    ["check", "--no-analyses", "policies/quickstart"],
    ["check", "policies/quickstart"],
    ["check"],
]
HEAD = """\
# Functions that `postern check` calls, by run: made by `make link-order`, read by the linker.
# A name that the program no longer has is ignored; a function that is not here only lies elsewhere.
"""
FUNCTION = re.compile(r"^c?fn=\(\d+\) (\S+)$")


def functions(postern, arguments):
    """The symbols of all functions that were called."""
    with tempfile.NamedTemporaryFile() as profile:
        subprocess.run(
            ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={profile.name}", postern, *arguments],
            check=True, capture_output=True)
        with open(profile.name, encoding="utf-8") as lines:
            found = (FUNCTION.match(line) for line in lines)
            # Recursion is counted in levels, name'2; where there is no symbol, there is an address.
            return {match[1].split("'")[0] for match in found if match and not match[1].startswith("0x")}


def main():
    postern, path = sys.argv[1:]
    names = dict.fromkeys(name for run in RUNS for name in sorted(functions(postern, run)))
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        file.writelines(f"{name}\n" for name in names)


main()
