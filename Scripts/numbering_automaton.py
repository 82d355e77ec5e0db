"""The E.164 numbering plan as a deterministic automaton, read off libphonenumber's metadata.

The answer of the automaton for digits d1 d2 … equals libphonenumber's for the text "+d1d2…": parsed without
a default region, valid, and formatted as E.164 equal to the text. `numbering_parity.py` checks that.

Per calling code the national number is fed to the automata of all patterns of all its regions at once (a
lazy product), and to a simulation of the parser's stripping of national prefixes. Every number has at most
17 national digits, so the automaton is acyclic, and hash-consing from the leaves up minimises it.
"""

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

try:
    from re import _parser as sre
except ImportError:  # Python before 3.11
    import sre_parse as sre

LONGEST_NATIONAL = 17
SHORTEST_NATIONAL = 2

# libphonenumber's order of decision; fixed lines and mobiles come after these.
ORDERED_TYPES = [
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail",
]


class Pattern:
    """A Thompson automaton over ASCII digits, alternatives in order of preference, with captures."""

    def __init__(self, text):
        # ("digit", bits, next), ("split", [next…]), ("open", group, next), ("close", group, next),
        # ("end", next), ("match",)
        self.code = []
        tree = sre.parse(text)
        self.groups = tree.state.groups - 1
        self.start = self._sequence(list(tree), self._emit("match"))

    def _emit(self, *instruction):
        self.code.append(instruction)
        return len(self.code) - 1

    def _sequence(self, items, then):
        for op, value in reversed(items):
            then = self._one(str(op), value, then)
        return then

    def _one(self, op, value, then):
        if op == "LITERAL":
            return self._emit("digit", 1 << _digit(value), then)
        if op == "IN":
            return self._emit("digit", _bits(value), then)
        if op == "AT" and str(value) == "AT_END":
            return self._emit("end", then)
        if op == "BRANCH":
            return self._emit("split", [self._sequence(list(branch), then) for branch in value[1]])
        if op == "SUBPATTERN":
            group, add, remove, inner = value
            assert not add and not remove
            if group is None:
                return self._sequence(list(inner), then)
            close = self._emit("close", group, then)
            return self._emit("open", group, self._sequence(list(inner), close))
        if op == "MAX_REPEAT":
            low, high, inner = value
            assert high < 64
            after = then
            for _ in range(high - low):
                then = self._emit("split", [self._sequence(list(inner), then), after])
            for _ in range(low):
                then = self._sequence(list(inner), then)
            return then
        raise ValueError(f"no rule for {op} {value}")


def _digit(character):
    assert 48 <= character <= 57
    return character - 48


def _bits(items):
    result = 0
    for op, value in items:
        if str(op) == "LITERAL":
            result |= 1 << _digit(value)
        elif str(op) == "RANGE":
            for character in range(value[0], value[1] + 1):
                result |= 1 << _digit(character)
        elif str(op) == "CATEGORY" and str(value) == "CATEGORY_DIGIT":
            result |= 0b11_1111_1111
        else:
            raise ValueError(f"no rule for {op} {value}")
    return result


class Minimal:
    """A minimal acyclic automaton, hash-consed: state 0 is dead; a state is its label and ten targets."""

    def __init__(self):
        self.states = [(0, (0,) * 10)]
        self.ids = {self.states[0]: 0}

    def make(self, label, targets):
        key = (label, tuple(targets))
        found = self.ids.get(key)
        if found is None:
            found = self.ids[key] = len(self.states)
            self.states.append(key)
        return found

    def build(self, start, step, label):
        """The state equivalent to `start` of the acyclic system given by step(state, digit) and label(state)."""
        done = {None: 0}

        def visit(state):
            found = done.get(state)
            if found is None:
                targets = [visit(step(state, digit)) for digit in range(10)]
                found = done[state] = self.make(label(state), targets)
            return found

        return visit(start)


class Language:
    """The texts that a pattern matches as a whole: a minimal automaton shared by all patterns."""

    minimal = Minimal()
    starts = {}

    @classmethod
    def start(cls, text):
        """The state from which exactly the texts of a pattern lead to label 1."""
        if text not in cls.starts:
            pattern = Pattern(text)
            code = pattern.code

            def closure(places):
                found, stack = set(), list(places)
                while stack:
                    place = stack.pop()
                    instruction = code[place]
                    if instruction[0] == "split":
                        stack.extend(instruction[1])
                    elif instruction[0] in ("digit", "match"):
                        found.add(place)
                    else:
                        raise ValueError(f"unexpected {instruction[0]} in {text}")
                return frozenset(found)

            def step(state, digit):
                next = [code[p][2] for p in state if code[p][0] == "digit" and code[p][1] >> digit & 1]
                return closure(next) if next else None

            def label(state):
                return int(any(code[p][0] == "match" for p in state))

            cls.starts[text] = cls.minimal.build(closure([pattern.start]), step, label)
        return cls.starts[text]

    @classmethod
    def step(cls, state, digit):
        return cls.minimal.states[state][1][digit]

    @classmethod
    def accepts(cls, state):
        return cls.minimal.states[state][0] == 1


class Stripping:
    """The parser's stripping of a national prefix, read digit by digit.

    A configuration is a list of threads of the prefix pattern in order of preference, as a backtracking
    matcher would try them. A running thread is (place, copied, copying, seen, removed); one that has
    matched is ("done", output, removed, changed): `output` is the state of the general pattern after the text
    that would replace the number, `removed` how many digits shorter that is, `changed` whether it has digits
    of the rule's own.
    """

    def __init__(self, metadata):
        self.general = metadata.general_desc
        self.general_start = Language.start(self.general.national_number_pattern)
        prefix = metadata.national_prefix_for_parsing
        self.pattern = Pattern(prefix) if prefix else None
        rule = metadata.national_prefix_transform_rule
        self.transforms = bool(rule)
        self.literal = ""
        if self.transforms:
            self.literal, group = rule.split("\\")
            assert int(group) == self.pattern.groups, "a rule that copies another than the last group"
        state = self.general_start
        for character in self.literal:
            state = Language.step(state, int(character))
        self.copied_start = state

    def start(self):
        if self.pattern is None:
            return ()
        return self._cut(self._closure(self.pattern.start, self.copied_start, False, False, 0, False))

    def _closure(self, place, copied, copying, seen, removed, at_end):
        instruction = self.pattern.code[place]
        kind = instruction[0]
        if kind == "digit":
            return [(place, copied, copying, seen, removed)]
        if kind == "match":
            if self.transforms and seen:
                return [("done", copied, removed - len(self.literal), bool(self.literal))]
            return [("done", self.general_start, removed, False)]
        if kind == "split":
            return [t for p in instruction[1] for t in self._closure(p, copied, copying, seen, removed, at_end)]
        if kind == "end":
            if not at_end:
                return [(place, copied, copying, seen, removed)]
            return self._closure(instruction[1], copied, copying, seen, removed, at_end)
        last = instruction[1] == self.pattern.groups and self.transforms
        if kind == "open":
            return self._closure(instruction[2], copied, copying or last, seen, removed, at_end)
        return self._closure(
            instruction[2], copied, copying and not last, seen or last, removed, at_end)

    @staticmethod
    def _cut(threads):
        kept = []
        for thread in threads:
            if thread not in kept:
                kept.append(thread)
            if thread[0] == "done":
                break
        return tuple(kept)

    def step(self, threads, digit):
        result = []
        for thread in threads:
            if thread[0] == "done":
                result.append(("done", Language.step(thread[1], digit)) + thread[2:])
                continue
            place, copied, copying, seen, removed = thread
            instruction = self.pattern.code[place]
            if instruction[0] != "digit" or not instruction[1] >> digit & 1:
                continue
            # What stood in the prefix without being copied is gone; in a plain strip all of it is.
            if copying:
                copied = Language.step(copied, digit)
            else:
                removed += 1
            result += self._closure(instruction[2], copied, copying, seen, removed, False)
        return self._cut(result)

    def keeps(self, threads, length, general_state):
        """Whether the parser leaves a number as it stands that ends here."""
        ended = []
        for thread in threads:
            if thread[0] == "done":
                ended.append(thread)
            elif self.pattern.code[thread[0]][0] == "end":
                place, copied, copying, seen, removed = thread
                ended += self._closure(place, copied, copying, seen, removed, True)
        winner = next((thread for thread in ended if thread[0] == "done"), None)
        if winner is None:
            return True
        _, output, removed, changed = winner
        if Language.accepts(general_state) and not Language.accepts(output):
            return True
        if not self._length_counts(length - removed):
            return True
        assert removed != 0 or not changed, "a rule that keeps the length but not the text"
        return removed == 0

    def _length_counts(self, length):
        """Whether a stripped number of this length is taken: it is possible, or too long."""
        if length in self.general.possible_length_local_only:
            return False
        return length in self.general.possible_length or length > max(self.general.possible_length)


class CallingCode:
    """The national numbers of one calling code: a lazy product over the patterns of all its regions."""

    def __init__(self, code, regions):
        self.regions = [(region, _metadata(code, region)) for region in regions]
        self.stripping = Stripping(self.regions[0][1])
        self.texts = []
        self.slots = {}
        self.plans = [self._plan(region, metadata) for region, metadata in self.regions]
        self.main_general = self._slot(self.regions[0][1].general_desc.national_number_pattern)
        self.many = len(regions) > 1

    def _slot(self, text):
        if text not in self.slots:
            self.slots[text] = len(self.texts)
            self.texts.append(text)
        return self.slots[text]

    def _desc(self, desc):
        """(slot, lengths) of a description that can match, else None; no lengths mean any."""
        if desc is None or not desc.national_number_pattern:
            return None
        return self._slot(desc.national_number_pattern), frozenset(desc.possible_length)

    def _plan(self, region, metadata):
        leading = metadata.leading_digits
        return {
            "region": region,
            "leading": self._slot(f"(?:{leading})\\d{{0,17}}") if leading is not None else None,
            "general": self._desc(metadata.general_desc),
            "ordered": [(name, self._desc(getattr(metadata, name))) for name in ORDERED_TYPES],
            "fixed_line": self._desc(metadata.fixed_line),
            "mobile": self._desc(metadata.mobile),
            "same": bool(metadata.same_mobile_and_fixed_line_pattern),
        }

    def start(self):
        return 0, self.stripping.start(), tuple(Language.start(text) for text in self.texts)

    def step(self, state, digit):
        length, threads, slots = state
        if length == LONGEST_NATIONAL:
            return None
        slots = tuple(Language.step(slot, digit) for slot in slots)
        if not any(slots):
            return None
        return length + 1, self.stripping.step(threads, digit), slots

    def label(self, state):
        """None when no valid number ends here, else (region, line type)."""
        length, threads, slots = state
        if length < SHORTEST_NATIONAL:
            return None
        if not self.stripping.keeps(threads, length, slots[self.main_general]):
            return None
        for plan in self.plans:
            kind = self._type(plan, length, slots)
            if not self.many:
                belongs = True
            elif plan["leading"] is not None:
                belongs = Language.accepts(slots[plan["leading"]])
            else:
                belongs = kind is not None
            if belongs:
                return (plan["region"], kind) if kind is not None else None
        return None

    @staticmethod
    def _type(plan, length, slots):
        def matches(desc):
            if desc is None:
                return False
            slot, lengths = desc
            return (not lengths or length in lengths) and Language.accepts(slots[slot])

        if not matches(plan["general"]):
            return None
        for name, desc in plan["ordered"]:
            if matches(desc):
                return name
        if matches(plan["fixed_line"]):
            return "fixed_line_or_mobile" if plan["same"] or matches(plan["mobile"]) else "fixed_line"
        return "mobile" if not plan["same"] and matches(plan["mobile"]) else None


def _metadata(code, region):
    return PhoneMetadata.metadata_for_region_or_calling_code(code, region)


def build_plan():
    """(automaton, start): labels are None or (region, line type); country-less codes have region "001"."""
    plan = Minimal()
    plan.states[0] = (None, (0,) * 10)
    plan.ids = {plan.states[0]: 0}
    codes = {}
    for code in sorted(COUNTRY_CODE_TO_REGION_CODE):
        national = CallingCode(code, COUNTRY_CODE_TO_REGION_CODE[code])
        codes[str(code)] = plan.build(national.start(), national.step, national.label)
    prefixes = {text[:n] for text in codes for n in range(len(text))}
    assert not prefixes & set(codes), "a calling code that begins another"

    def join(prefix):
        if prefix in codes:
            return codes[prefix]
        if prefix not in prefixes:
            return 0
        return plan.make(None, [join(prefix + str(digit)) for digit in range(10)])

    return plan, join("")
