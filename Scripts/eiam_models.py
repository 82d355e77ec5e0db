"""Loads every request of generated `idaas-policy.json` files with the official SDK's model of its operation.

    eiam_models.py <folder>...

Each `requests[]` entry must name an operation of EIAM 2021-12-01, round-trip through `<Action>Request` without losing
a key, hold the types that the model declares, and give every parameter that the SDK marks as required. A `$ref` must
name an entry before it; keys are unique. Prints each fault and exits 1 if there is any.
"""

import inspect
import json
import pathlib
import re
import sys

from alibabacloud_eiam20211201 import models

SCALARS = {"str": str, "int": int, "bool": bool}


class Model:
    """What the SDK's source says of one class: its keys, their types, and which are required."""

    cache = {}

    def __init__(self, cls):
        self.cls = cls
        written = re.findall(
            r"if self\.(\w+) is not None:[^']*?result\['(\w+)'\]", inspect.getsource(cls.to_map), re.DOTALL
        )
        attributes = {key: attribute for attribute, key in written}
        annotations = {
            name: str(parameter.annotation) for name, parameter in inspect.signature(cls.__init__).parameters.items()
        }
        self.types = {key: annotations[attribute] for key, attribute in attributes.items()}
        needed = set(
            re.findall(r"# This parameter is required\.\s+self\.(\w+) =", inspect.getsource(cls.__init__))
        )
        self.required = {key for key, attribute in attributes.items() if attribute in needed}

    @classmethod
    def named(cls, name):
        if name not in cls.cache:
            found = getattr(models, name, None)
            cls.cache[name] = found and Model(found)
        return cls.cache[name]


def plain(value):
    """The value with sample texts for what is known only when it is applied."""
    if isinstance(value, dict):
        if set(value) in ({"$ref"}, {"$secret"}):
            return "sample"
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def type_faults(value, declared, path):
    """Faults of a value of a declared type, such as `List[str]` or `main_models.X`."""
    inner = re.fullmatch(r"List\[(.+)\]", declared)
    if inner:
        if not isinstance(value, list) or not value:
            return [f"{path}: not a list with elements"]
        return [fault for i, each in enumerate(value) for fault in type_faults(each, inner.group(1), f"{path}[{i}]")]
    if declared in SCALARS:
        return [] if type(value) is SCALARS[declared] else [f"{path}: {value!r} is no {declared}"]
    return object_faults(value, Model.named(declared.removeprefix("main_models.")), path)


def object_faults(value, model, path):
    if model is None:
        return [f"{path}: the SDK has no such model"]
    if not isinstance(value, dict) or not value:
        return [f"{path}: not an object with members"]
    faults = [f"{path}.{key}: required, and missing" for key in sorted(model.required - set(value))]
    for key, inner in value.items():
        if key not in model.types:
            faults.append(f"{path}.{key}: unknown to {model.cls.__name__}")
        else:
            faults += type_faults(inner, model.types[key], f"{path}.{key}")
    return faults


def without_empty_lists(value):
    """`to_map()` adds empty lists for absent lists of objects."""
    if isinstance(value, dict):
        return {key: without_empty_lists(inner) for key, inner in value.items() if inner != []}
    if isinstance(value, list):
        return [without_empty_lists(inner) for inner in value]
    return value


def request_faults(action, request):
    model = Model.named(f"{action}Request")
    if model is None:
        return [f"{action}: no operation of the SDK"]
    request = plain(request)
    faults = object_faults(request, model, action)
    if not faults and without_empty_lists(model.cls().from_map(request).to_map()) != request:
        faults.append(f"{action}: does not round-trip")
    return faults


def references(value):
    if isinstance(value, dict):
        if set(value) == {"$ref"}:
            return [value["$ref"]]
        return [each for inner in value.values() for each in references(inner)]
    if isinstance(value, list):
        return [each for inner in value for each in references(inner)]
    return []


def file_faults(path):
    requests = json.loads(path.read_text(encoding="utf-8"))["requests"]
    faults = []
    created = set()
    keys = set()
    for entry in requests:
        found = request_faults(entry["action"], entry["request"])
        found += [f"{name}: refers to nothing before it" for name in references(entry["request"]) if name not in created]
        if entry["key"] in keys:
            found.append("key given twice")
        keys.add(entry["key"])
        if entry["action"].startswith("Create"):
            created.add(entry["key"])
        faults += [f"{path}: {entry['key']}: {fault}" for fault in found]
    return len(requests), faults


def check_itself():
    """The checks above must be able to fail."""
    good = {"InstanceId": "i", "NetworkZoneName": "n", "NetworkZoneType": "t", "Ipv4Cidrs": ["10.0.0.0/8"]}
    bad = [
        {key: value for key, value in good.items() if key != "NetworkZoneType"},
        {**good, "Cidrs": ["10.0.0.0/8"]},
        {**good, "Ipv4Cidrs": "10.0.0.0/8"},
        {**good, "Ipv4Cidrs": []},
        {**good, "NetworkZoneName": 1},
    ]
    policy = {"InstanceId": "i", "IdentityProviderId": "p", "BindingConfig": {
        "AutoMatchUserProfileExpressions": [{"ExpressionMappingType": "field", "TargetField": "user.email"}]}}
    return (
        request_faults("CreateNetworkZone", good) == []
        and all(request_faults("CreateNetworkZone", each) for each in bad)
        and request_faults("SetIdentityProviderAuthnConfiguration", policy)
        and request_faults("CreateWebhook", good)
    )


def main():
    if not check_itself():
        print("the check finds no fault where there is one")
        return 1
    files = sorted(file for folder in sys.argv[1:] for file in pathlib.Path(folder).rglob("idaas-policy.json"))
    if not files:
        print("no idaas-policy.json found")
        return 1
    results = [file_faults(file) for file in files]
    faults = [fault for _, found in results for fault in found]
    print("\n".join(faults + [f"{sum(count for count, _ in results)} requests in {len(files)} files, "
                              f"{len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
