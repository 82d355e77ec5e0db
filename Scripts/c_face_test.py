#!/usr/bin/env python3
"""Uses the runtime's C face as another language would: c_face_test.py <library> <table> [<requests.jsonl> [<decisions.jsonl>]]

Decides every request of the file, or a few of its own. With a file of decisions (as `postern decide` writes them) each must be equal;
else they are written to standard output.
"""

import ctypes
import json
import sys


REQUESTS = [
    {},
    {"user_id": "u-1", "phone_number": "+5511987654321", "identity_provider": "google", "groups": []},
    {"phone_number": "+4915112345678", "groups": ["admins", "nobody"], "network_zones": ["office"], "risk": "high"},
    {"phone_number": "+447911123456", "client_ip": "::ffff:203.0.113.7", "email": "a@x.example"},
    {"phone_number": "+44 7911 123456", "application": "wiki", "client_ip": "not an address", "risk": "HIGH"},
]


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.POINTER(ctypes.c_char)), ("length", ctypes.c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.length).decode() if self.data else ""

    def value(self):
        return str(self) if self.data else None


class Request(ctypes.Structure):
    _fields_ = [
        ("user_id", Text), ("phone_number", Text), ("email", Text), ("identity_provider", Text),
        ("application", Text), ("groups", ctypes.POINTER(Text)), ("group_count", ctypes.c_size_t),
        ("network_zones", ctypes.POINTER(Text)), ("network_zone_count", ctypes.c_size_t),
        ("has_network_zones", ctypes.c_bool), ("client_ip", Text), ("risk", Text),
    ]


class Decision(ctypes.Structure):
    _fields_ = [
        ("outcome", Text), ("rule", Text), ("reason", Text), ("message", Text), ("country", Text),
        ("line_type", Text), ("mode", Text), ("method_count", ctypes.c_size_t), ("step_count", ctypes.c_size_t),
        ("private_rule", ctypes.c_uint32), ("private_region", ctypes.c_uint32), ("private_steps", ctypes.c_uint32),
    ]


class Step(ctypes.Structure):
    _fields_ = [
        ("channel", Text), ("wait_seconds", ctypes.c_uint32), ("advance", Text), ("service", Text),
        ("locale", Text), ("template_sid", Text), ("messaging_service", Text), ("after_fraud_block", Text),
    ]


def load(path):
    library = ctypes.CDLL(path)
    handle, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    library.postern_table_open.argtypes = [text, text, size]
    library.postern_table_open.restype = handle
    library.postern_table_open_bytes.argtypes = [text, size, text, size]
    library.postern_table_open_bytes.restype = handle
    library.postern_table_close.argtypes = [handle]
    library.postern_table_policy.argtypes = [handle]
    library.postern_table_policy.restype = Text
    library.postern_decide.argtypes = [handle, ctypes.POINTER(Request), ctypes.POINTER(Decision)]
    for name, kind in [("postern_decision_step", Step), ("postern_decision_method", Text)]:
        function = getattr(library, name)
        function.argtypes = [handle, ctypes.POINTER(Decision), size, ctypes.POINTER(kind)]
        function.restype = ctypes.c_bool
    library.postern_version.restype = ctypes.c_uint32
    return library


def lend(value, keep):
    """A text that lives as long as the list it is put into."""
    data = (value or "").encode()
    buffer = ctypes.create_string_buffer(data, len(data) + 1)
    keep.append(buffer)
    return Text(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_char)), len(data))


def request_of(record, keep):
    request = Request()
    for key in ["user_id", "phone_number", "email", "identity_provider", "application", "client_ip", "risk"]:
        if record.get(key) is not None:
            setattr(request, key, lend(record[key], keep))
    for key, count in [("groups", "group_count"), ("network_zones", "network_zone_count")]:
        if record.get(key) is not None:
            texts = (Text * len(record[key]))(*[lend(name, keep) for name in record[key]])
            keep.append(texts)
            setattr(request, key, texts)
            setattr(request, count, len(record[key]))
    request.has_network_zones = record.get("network_zones") is not None
    return request


def items(function, kind, table, decision, count):
    found = []
    for index in range(count):
        item = kind()
        assert function(table, ctypes.byref(decision), index, ctypes.byref(item))
        found.append(item)
    assert not function(table, ctypes.byref(decision), count, ctypes.byref(kind()))
    return found


def decide(library, table, record):
    keep = []
    request, decision = request_of(record, keep), Decision()
    library.postern_decide(table, ctypes.byref(request), ctypes.byref(decision))
    methods = items(library.postern_decision_method, Text, table, decision, decision.method_count)
    steps = items(library.postern_decision_step, Step, table, decision, decision.step_count)
    return {
        "outcome": str(decision.outcome), "rule": str(decision.rule), "reason": decision.reason.value(),
        "message": decision.message.value(), "methods": [str(method) for method in methods],
        "country": str(decision.country), "line_type": str(decision.line_type), "mode": str(decision.mode),
        "plan": [
            {
                "channel": str(step.channel), "wait_seconds": step.wait_seconds, "advance": str(step.advance),
                "service": str(step.service), "locale": step.locale.value(), "template": step.template_sid.value(),
                "messaging_service": step.messaging_service.value(),
                "after_fraud_block": str(step.after_fraud_block),
            }
            for step in steps
        ],
    }


def refusals(library, path):
    error = ctypes.create_string_buffer(200)
    assert library.postern_table_open(b"/nowhere/at/all", error, 200) is None
    assert b"cannot be read" in error.value, error.value
    assert library.postern_table_open_bytes(b"not a table", 11, error, 200) is None
    assert error.value == b"too short for a routing table", error.value
    assert library.postern_table_open_bytes(None, 0, None, 0) is None
    short = ctypes.create_string_buffer(5)
    assert library.postern_table_open_bytes(b"", 0, short, 5) is None
    assert short.value == b"too ", short.value
    with open(path, "rb") as file:
        data = bytearray(file.read())
    data[len(data) // 2] ^= 1
    assert library.postern_table_open_bytes(bytes(data), len(data), error, 200) is None
    assert error.value == b"the checksum does not match", error.value
    library.postern_table_close(None)


def main(library_path, table_path, requests_path=None, decisions_path=None):
    library = load(library_path)
    assert library.postern_version() == 1
    refusals(library, table_path)
    error = ctypes.create_string_buffer(200)
    table = library.postern_table_open(table_path.encode(), error, 200)
    assert table, error.value
    assert str(library.postern_table_policy(table))
    # Numbers that are not a decision's must be harmless.
    wild = Decision(method_count=9, step_count=9, private_rule=2**32 - 1, private_region=9999, private_steps=255)
    assert not library.postern_decision_step(table, ctypes.byref(wild), 2**63 - 1, ctypes.byref(Step()))
    library.postern_decision_step(table, ctypes.byref(wild), 3, ctypes.byref(Step()))
    library.postern_decision_method(table, ctypes.byref(wild), 0, ctypes.byref(Text()))
    if requests_path:
        with open(requests_path, encoding="utf-8") as file:
            requests = [json.loads(line) for line in file if line.strip()]
    else:
        requests = REQUESTS
    expected = None
    if decisions_path:
        with open(decisions_path, encoding="utf-8") as file:
            expected = [json.loads(line) for line in file if line.strip()]
        assert len(expected) == len(requests)
    for index, record in enumerate(requests):
        found = decide(library, table, record)
        assert found["outcome"] in ("send", "deny", "skip", "use")
        assert (found["outcome"] == "send") == bool(found["plan"])
        if expected is None:
            if requests_path:
                print(json.dumps(found, ensure_ascii=False))
        elif found != expected[index]:
            print(f"request {index + 1}:\n  found  {found}\n  wanted {expected[index]}", file=sys.stderr)
            return 1
    library.postern_table_close(table)
    print(f"{len(requests)} decisions over the C face", file=sys.stderr)
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
