"""Values for the shapes of a service: what a canned answer holds, and the least that a request needs."""

import base64
import datetime

# A structure this deep below the answer is left out: deeper ones say nothing new about resources.
DEPTH = 7
# Below the data of a resource, how many levels are filled.
BELOW = 3
START = datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)

# Texts that boto3 decodes, so that they must be what it expects.
ENCODED = {("ec2", "GetConsoleOutputResult", "Output"): base64.b64encode(b"booted").decode()}


def member_name(member):
    return member[0].upper() + member[1:]


def letters(text):
    return "".join(c for c in text.lower() if c.isalnum())


def enumerated(shape):
    """The first value whose letters are as in its Rust name."""
    plain = [one for one in shape.enum if one and one[0].isalpha() and one.isascii()]
    return (plain or list(shape.enum))[0]


class Answers:
    """Makes the value of an output: every member, the same at each run."""

    def __init__(self, service):
        self.service = service

    def full(self, shape, pins=None, without=(), lists=None):
        """All members of a structure; `pins` sets values by path, `without` leaves paths out, `lists` sets lengths."""
        self.pins, self.without, self.lists = pins or {}, set(without), lists or {}
        return self.of(shape, "", "", 1, [])

    def of(self, shape, name, path, index, seen):
        kind = shape.type_name
        if path in self.pins:
            return self.pins[path]
        if kind == "structure":
            return self.structure(shape, path, index, seen)
        if kind == "list":
            count = self.lists.get(path, 1)
            return [self.of(shape.member, name, path + "[]", n + 1, seen) for n in range(count)]
        if kind == "map":
            if shape.key.enum if hasattr(shape.key, "enum") else False:
                keys = [enumerated(shape.key)]
            else:
                keys = ["key-1"]
            return {key: self.of(shape.value, name, path + "{}", index, seen) for key in keys}
        return self.scalar(shape, name, index)

    def structure(self, shape, path, index, seen):
        if shape.name in seen or len(seen) > DEPTH:
            return None
        members = list(shape.members.items())
        if getattr(shape, "is_tagged_union", False) or shape.name == "AttributeValue":
            members = members[:1]
        found = {}
        for name, member in members:
            inner = f"{path}.{name}" if path else name
            encoded = ENCODED.get((self.service, shape.name, name))
            if inner in self.without:
                continue
            if getattr(member, "is_document_type", False) or member.serialization.get("eventstream"):
                continue
            value = encoded or self.of(member, name, inner, index, seen + [shape.name])
            if value is not None and value != [None]:
                found[name] = value
        return found

    def scalar(self, shape, name, index):
        kind = shape.type_name
        if kind == "string":
            return enumerated(shape) if shape.enum else f"{name or 'item'}-{index}"
        if kind in ("integer", "long"):
            return int(max(shape.metadata.get("min", 0), index))
        if kind in ("float", "double"):
            return 1.5
        if kind == "boolean":
            return True
        if kind == "timestamp":
            return START + datetime.timedelta(days=index)
        if kind == "blob":
            return b"blob"
        raise ValueError(f"no value for {kind}")


def needed(shape, given=(), name="", path="", seen=()):
    """The least that a request needs beside the paths that are given: required members, and one of a structure without any."""
    kind = shape.type_name
    if kind == "structure":
        return needed_members(shape, given, path, seen)
    if kind == "list":
        return [needed(shape.member, given, name, path + "[]", seen)]
    if kind == "map":
        key = needed(shape.key, given, "key", path, seen)
        return {key: needed(shape.value, given, name, path, seen)}
    if kind == "string" and not shape.enum:
        text = f"{name}-text"
        return text + "-" * max(0, shape.metadata.get("min", 0) - len(text))
    if kind in ("integer", "long"):
        return int(shape.metadata.get("min", 5))
    return Answers("").scalar(shape, name, 1)


def needed_members(shape, given, path, seen):
    if shape.name in seen:
        return {}
    wanted = list(shape.required_members)
    if path and not wanted:
        easy = [name for name, one in shape.members.items() if one.type_name in ("string", "integer", "boolean")]
        wanted = (easy or list(shape.members))[:1]
    found = {}
    for name in wanted:
        inner = f"{path}.{name}" if path else name
        if inner not in given and not any(one.startswith(inner + ".") or one.startswith(inner + "[") for one in given):
            found[name] = needed(shape.members[name], given, name, inner, (*seen, shape.name))
    return found


def optional_members(shape, besides):
    """Members that a filter may set: texts first, then lists of texts, numbers and booleans."""
    def rank(item):
        member = item[1]
        if member.type_name == "list":
            return 1 if member.member.type_name == "string" else 9
        return {"string": 0, "integer": 2, "long": 2, "boolean": 3}.get(member.type_name, 9)

    members = [(name, member) for name, member in shape.members.items() if name not in besides]
    return [(name, member) for name, member in sorted(members, key=rank) if rank((name, member)) < 9]
