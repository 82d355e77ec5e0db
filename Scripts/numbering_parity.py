#!/usr/bin/env python3
"""Compares the embedded numbering plan with libphonenumber itself, over seeded numbers.

    swift build -c release --product numbering-classify
    .build-venv/bin/python Scripts/numbering_parity.py .build/release/numbering-classify

Numbers come from the examples and the patterns of every region and line type, with near misses of each (a
digit changed, dropped, added, a national prefix kept), from every transition of the automaton, and from
chance. What libphonenumber says of each is written to a file, and the program's answers must be the same.
"""

import argparse
import pathlib
import random
import subprocess
import sys

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumberType

import numbering_automaton

DESCRIPTIONS = [
    "general_desc", "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number",
    "voip", "pager", "uan", "voicemail", "no_international_dialling",
]

ODDITIES = [
    "", "+", "++", "1", "+0", "+00", "+1", "+12", "12015550123", "+1 2015550123", "+1-201-555-0123",
    "+1201555012３", "＋12015550123", "+12015550123 ", " +12015550123", "++12015550123", "+12015550123x1",
    "+1201555012a", "+1800FLOWERS", "tel:+12015550123", "+12015550123;ext=5", "0012015550123", "+٤٤2079460000",
    "+" + "1" * 249, "+" + "1" * 250, "+" + "4" * 300, "+44" + "0" * 17, "+39" + "0" * 12, "-12015550123",
]

NAMES = {getattr(PhoneNumberType, name): name.lower() for name in dir(PhoneNumberType) if name.isupper()}


def truth(text):
    """libphonenumber's answer: region, line type, validity."""
    unknown = ("unknown", "unknown", "false")
    try:
        number = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        return unknown
    if not phonenumbers.is_valid_number(number):
        return unknown
    if phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) != text:
        return unknown
    region = phonenumbers.region_code_for_number(number)
    if region == "001":
        return ("unknown", "unknown", "true")
    return (region, NAMES[phonenumbers.number_type(number)], "true")


def metadata():
    for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items()):
        for region in regions:
            yield str(code), PhoneMetadata.metadata_for_region_or_calling_code(code, region)


def sample(pattern, chance):
    """A text that the pattern matches, or nearly: `$` and order of preference are not looked at."""
    place, text = pattern.start, ""
    while True:
        instruction = pattern.code[place]
        if instruction[0] == "match":
            return text
        if instruction[0] == "digit":
            text += chance.choice([str(digit) for digit in range(10) if instruction[1] >> digit & 1])
            place = instruction[2]
        elif instruction[0] == "split":
            place = chance.choice(instruction[1])
        else:
            place = instruction[-1]


def near(text, chance):
    """Variations of a national number by one digit."""
    digit = str(chance.randrange(10))
    place = chance.randrange(len(text) + 1)
    yield text[:place] + digit + text[place + 1:]
    yield text[:place] + digit + text[place:]
    yield text[:place] + text[place + 1:]
    yield text[:-1]
    yield text + digit


def from_patterns(rounds, chance):
    for code, data in metadata():
        prefix = data.national_prefix_for_parsing
        prefix = numbering_automaton.Pattern(prefix) if prefix else None
        for name in DESCRIPTIONS:
            desc = getattr(data, name)
            if desc is None or not desc.national_number_pattern:
                continue
            if desc.example_number:
                yield code + desc.example_number
            pattern = numbering_automaton.Pattern(desc.national_number_pattern)
            for _ in range(rounds):
                text = sample(pattern, chance)
                yield code + text
                for other in near(text, chance):
                    yield code + other
                if prefix:
                    yield code + sample(prefix, chance) + text
                    yield code + sample(prefix, chance)
                yield code + "0" + text


def from_transitions(chance):
    """For each transition, a number that takes it and goes on to a valid one where that is possible."""
    plan, start = numbering_automaton.build_plan()
    texts, pending = {start: ""}, [start]
    for state in pending:
        for digit, target in enumerate(plan.states[state][1]):
            if target and target not in texts:
                texts[target] = texts[state] + str(digit)
                pending.append(target)
    for state in pending:
        for digit, target in enumerate(plan.states[state][1]):
            text = texts[state] + str(digit)
            while target and plan.states[target][0] is None:
                ways = [(d, t) for d, t in enumerate(plan.states[target][1]) if t]
                digit, target = chance.choice(ways)
                text += str(digit)
            yield text


def from_chance(count, chance):
    codes = [str(code) for code in sorted(COUNTRY_CODE_TO_REGION_CODE)]
    for number in range(count):
        start = chance.choice(codes) if number % 4 else ""
        yield start + "".join(chance.choice("0123456789") for _ in range(chance.randrange(1, 19)))


def numbers(seed, rounds):
    chance = random.Random(seed)
    found = dict.fromkeys(ODDITIES)
    for source in (
        from_patterns(rounds, chance), from_transitions(chance), from_chance(10_000 * rounds, chance),
    ):
        found.update(dict.fromkeys("+" + text for text in source))
    return list(found)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("program", help="the built numbering-classify")
    arguments.add_argument("--seed", type=int, default=20260101)
    arguments.add_argument("--rounds", type=int, default=6, help="numbers of each pattern")
    arguments.add_argument("--answers", type=pathlib.Path, help="where to write libphonenumber's answers")
    options = arguments.parse_args()
    if hasattr(phonenumbers.re_util, "enable_pattern_cache"):
        phonenumbers.re_util.enable_pattern_cache()

    texts = numbers(options.seed, options.rounds)
    lines = ["\t".join((text,) + truth(text)) for text in texts]
    if options.answers:
        options.answers.write_text("\n".join(lines) + "\n", encoding="utf-8")
    run = subprocess.run(
        [options.program], input="\n".join(texts) + "\n", capture_output=True, encoding="utf-8", check=True)
    answers = run.stdout.splitlines()
    differences = [(line, answer) for line, answer in zip(lines, answers) if line != answer]
    valid = sum(line.endswith("true") for line in lines)
    print(f"seed {options.seed}: {len(lines)} numbers, {valid} valid, {len(differences)} differences")
    for line, answer in differences[:20]:
        print(f"libphonenumber: {line}\npostern:        {answer}")
    if len(answers) != len(lines):
        sys.exit(f"{len(lines)} numbers, but {len(answers)} answers")
    if differences or len(lines) < 200_000:
        sys.exit(1)


if __name__ == "__main__":
    main()
