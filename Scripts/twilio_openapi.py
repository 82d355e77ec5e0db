"""Twilio's OpenAPI description of Verify v2, reduced to what is used, and generated files checked against it.

    twilio_openapi.py reduce <twilio_verify_v2.json>    writes Tests/TwilioOpenAPI/verify-v2-reduced.json
    twilio_openapi.py check <folder>...                 validates every twilio-verify.json below the folders

The whole description is `spec/json/twilio_verify_v2.json` of github.com/twilio/twilio-oai at the commit named below.
"""

import hashlib
import json
import pathlib
import re
import sys

REDUCED = pathlib.Path(__file__).resolve().parent.parent / "Tests/TwilioOpenAPI/verify-v2-reduced.json"
ORIGIN = {
    "source": "https://github.com/twilio/twilio-oai, spec/json/twilio_verify_v2.json",
    "version": "2.6.7",
    "commit": "d50069b44ea8cd23141385bdb6db48f16ff75bb5",
    "date": "2026-04-14",
    "sha256": "976da0a42d57ad5e9007770570062d3095513a693a3db9fb521d6dae79edf2da",
    "licence": "MIT, Copyright (C) 2023, Twilio, Inc.; text in LICENSE.txt",
    "reduced": "the operations that create and update, and those that the bridge calls, these with the fields of their "
               "answers; descriptions and examples left out, references resolved",
}
USED = [
    "/v2/Services",
    "/v2/Services/{Sid}",
    "/v2/Services/{ServiceSid}/RateLimits",
    "/v2/Services/{ServiceSid}/RateLimits/{Sid}",
    "/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets",
    "/v2/Services/{ServiceSid}/RateLimits/{RateLimitSid}/Buckets/{Sid}",
    "/v2/Services/{ServiceSid}/MessagingConfigurations",
    "/v2/Services/{ServiceSid}/MessagingConfigurations/{Country}",
]
# What the bridge calls: with the successful answers.
CALLED = [
    ("/v2/Services/{ServiceSid}/Verifications", "post"),
    ("/v2/Services/{ServiceSid}/Verifications/{Sid}", "get"),
    ("/v2/Services/{ServiceSid}/Verifications/{Sid}", "post"),
    ("/v2/Services/{ServiceSid}/VerificationCheck", "post"),
    ("/v2/Attempts", "get"),
]
FORM = "application/x-www-form-urlencoded"
TYPES = {"string": str, "integer": int, "boolean": bool}
SID = re.compile(r"\^([A-Z]{2})\[0-9a-fA-F\]\{32\}\$")


def without_texts(value):
    """Schemas without what only people read."""
    if isinstance(value, dict):
        return {key: without_texts(inner) for key, inner in value.items()
                if not (key in ("description", "summary", "title") and isinstance(inner, str))}
    if isinstance(value, list):
        return [without_texts(inner) for inner in value]
    return value


def resolved(value, whole):
    """Schemas with what they refer to put in its place."""
    if isinstance(value, dict):
        if "$ref" in value:
            return resolved(whole["components"]["schemas"][value["$ref"].rsplit("/", 1)[1]], whole)
        return {key: resolved(inner, whole) for key, inner in value.items()}
    if isinstance(value, list):
        return [resolved(inner, whole) for inner in value]
    return value


def called(operation, whole):
    reduced = {"operationId": operation["operationId"],
               "parameters": without_texts(resolved(operation.get("parameters", []), whole))}
    if "requestBody" in operation:
        schema = operation["requestBody"]["content"][FORM]["schema"]
        reduced["requestBody"] = {"content": {FORM: {"schema": without_texts(resolved(schema, whole))}}}
    reduced["responses"] = {
        status: {"content": {"application/json": {
            "schema": without_texts(resolved(answer["content"]["application/json"]["schema"], whole))}}}
        for status, answer in operation["responses"].items() if status.startswith("2")}
    return reduced


def reduce(path):
    data = pathlib.Path(path).read_bytes()
    if hashlib.sha256(data).hexdigest() != ORIGIN["sha256"]:
        print("not the file that ORIGIN names")
        return 1
    whole = json.loads(data)
    paths = {}
    for name in USED:
        operation = whole["paths"][name]["post"]
        content = operation["requestBody"]["content"]
        paths[name] = {"post": {
            "operationId": operation["operationId"],
            "parameters": [without_texts(each) for each in operation.get("parameters", [])],
            "requestBody": {"content": {FORM: {"schema": without_texts(content[FORM]["schema"])}}},
        }}
    for name, method in CALLED:
        paths.setdefault(name, {})[method] = called(whole["paths"][name][method], whole)
    reduced = {"openapi": whole["openapi"], "info": {"title": whole["info"]["title"],
               "version": whole["info"]["version"], "x-origin": ORIGIN},
               "servers": [{"url": "https://verify.twilio.com"}], "paths": paths}
    REDUCED.write_text(json.dumps(reduced, indent=2) + "\n", encoding="utf-8")
    return 0


def plain(value, schema):
    """A sample of what the schema wants, for what is known only when it is applied."""
    if isinstance(value, dict) and set(value) in ({"$ref"}, {"$secret"}):
        sid = SID.fullmatch(schema.get("pattern", ""))
        return sid.group(1) + "0" * 32 if sid else "sample"
    return value


def value_faults(name, value, schema):
    value = plain(value, schema)
    expected = TYPES[schema["type"]]
    if type(value) is not expected:
        return [f"{name}: {value!r} is no {schema['type']}"]
    faults = []
    if expected is str:
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1 << 20):
            faults.append(f"{name}: {value!r} has a wrong length")
        if not re.search(schema.get("pattern", ""), value):
            faults.append(f"{name}: {value!r} does not match {schema['pattern']}")
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{name}: {value!r} is none of {schema['enum']}")
    return faults


def member_faults(what, values, schemas, required):
    faults = [f"{what} {name}: required, and missing" for name in sorted(required - set(values))]
    for name, value in values.items():
        if name not in schemas:
            faults.append(f"{what} {name}: unknown")
        else:
            faults += value_faults(f"{what} {name}", value, schemas[name])
    return faults


# What Twilio documents beside the description.
BEYOND = {
    "FriendlyName": lambda v: re.fullmatch(r"[A-Za-z0-9 _-]{1,30}", v) and sum(c.isdigit() for c in v) <= 4,
    "CodeLength": lambda v: 4 <= v <= 10,
    "Totp.TimeStep": lambda v: 20 <= v <= 60,
    "Totp.CodeLength": lambda v: 3 <= v <= 8,
    "Totp.Skew": lambda v: 0 <= v <= 2,
    "Whatsapp.From": lambda v: re.fullmatch(r"whatsapp:\+[1-9][0-9]{1,14}", v),
    "UniqueName": lambda v: re.fullmatch(r"[A-Za-z0-9_.-]+", v),
    "Max": lambda v: v >= 1,
    "Interval": lambda v: 1 <= v <= 86400,
    "Country": lambda v: v == "all" or re.fullmatch(r"[A-Z]{2}", v),
}


def resource_faults(resource, paths, keys):
    operation = paths.get(resource["path"], {}).get(resource["method"].lower())
    if operation is None:
        return ["no such operation"]
    parameters = {each["name"]: each["schema"] for each in operation["parameters"] if each["in"] == "path"}
    schema = operation["requestBody"]["content"][FORM]["schema"]
    required = set(schema.get("required", []))
    if operation["operationId"] == "CreateService":
        required.add("FriendlyName")
    faults = member_faults("path parameter", resource["pathParams"], parameters, set(parameters))
    faults += member_faults("parameter", resource["params"], schema["properties"], required)
    if not faults:
        faults = [f"parameter {name}: {value!r} is refused" for name, value in resource["params"].items()
                  if name in BEYOND and not BEYOND[name](value)]
    for value in list(resource["pathParams"].values()) + list(resource["params"].values()):
        if isinstance(value, dict) and "$ref" in value and value["$ref"] not in keys:
            faults.append(f"refers to {value['$ref']}, which is not before it")
    return faults


def check(folders):
    paths = json.loads(REDUCED.read_text(encoding="utf-8"))["paths"]
    if not check_itself(paths):
        print("the check finds no fault where there is one")
        return 1
    files = sorted(file for folder in folders for file in pathlib.Path(folder).rglob("twilio-verify.json"))
    count, faults = 0, []
    for file in files:
        keys = set()
        for resource in json.loads(file.read_text(encoding="utf-8"))["resources"]:
            found = resource_faults(resource, paths, keys)
            found += ["key given twice"] if resource["key"] in keys else []
            keys.add(resource["key"])
            faults += [f"{file}: {resource['key']}: {fault}" for fault in found]
            count += 1
    if not count:
        faults.append("no resource found")
    print("\n".join(faults + [f"{count} resources in {len(files)} files, {len(faults)} faults"]))
    return 1 if faults else 0


def check_itself(paths):
    """The checks above must be able to fail."""
    good = {"method": "POST", "path": "/v2/Services/{ServiceSid}/MessagingConfigurations",
            "pathParams": {"ServiceSid": {"$ref": "service/a"}},
            "params": {"Country": "IN", "MessagingServiceSid": "MG" + "0" * 32}}
    bad = [
        {**good, "method": "PUT"}, {**good, "path": "/v2/Service"}, {**good, "pathParams": {}},
        {**good, "pathParams": {"ServiceSid": "VA1"}}, {**good, "pathParams": {"ServiceSid": {"$ref": "service/b"}}},
        {**good, "params": {"Country": "IN"}}, {**good, "params": {**good["params"], "country": "IN"}},
        {**good, "params": {**good["params"], "Country": 1}}, {**good, "params": {**good["params"], "Country": "in"}},
        {**good, "params": {**good["params"], "MessagingServiceSid": "VA" + "0" * 32}},
    ]
    return resource_faults(good, paths, {"service/a"}) == [] and all(
        resource_faults(each, paths, {"service/a"}) for each in bad)


if __name__ == "__main__":
    command, *arguments = sys.argv[1:] or [""]
    if command == "reduce" and len(arguments) == 1:
        sys.exit(reduce(arguments[0]))
    if command == "check" and arguments:
        sys.exit(check(arguments))
    print(__doc__)
    sys.exit(2)
