"""Parameters with something wrong in them, and what botocore's validator says of it."""

from botocore.validate import ParamValidator

# Botocore takes a boolean for a number, and null for nothing; here neither is so, which differences.tsv need not repeat.
OTHERS = {
    "structure": [5, "text", ["x"]],
    "map": [5, "text", ["x"]],
    "list": [5, "text", {"a": "b"}],
    "string": [5, 1.5, True, ["x"], {"a": "b"}],
    "blob": [5, True, ["x"], {"a": "b"}],
    "timestamp": ["no time", ["x"], {"a": "b"}],
    "integer": ["5", 1.5, ["x"], {"a": "b"}],
    "long": ["5", 1.5, ["x"], {"a": "b"}],
    "float": ["1.5", ["x"], {"a": "b"}],
    "double": ["1.5", ["x"], {"a": "b"}],
    "boolean": [1, "true", ["x"], {"a": "b"}],
}
NUMBERS = ("integer", "long", "float", "double")


def is_open(shape):
    """Whether its values have no members that the model knows."""
    return getattr(shape, "is_document_type", False) or shape.serialization.get("jsonvalue")


def places(shape, value, kept, depth=0):
    """Every value, as what holds it, where it is in that, and its shape."""
    if is_open(shape):
        return
    kind = shape.type_name
    if kind == "structure":
        inner = [(name, member) for name, member in shape.members.items() if name in value]
    elif kind == "list":
        inner = [(index, shape.member) for index in range(len(value))]
    elif kind == "map":
        inner = [(key, shape.value) for key in value]
    else:
        return
    for place, of in inner:
        if depth == 0 and place in kept:
            continue
        yield value, place, of
        yield from places(of, value[place], kept, depth + 1)


def spoil(holder, place, shape, random):
    """Puts something wrong at a place."""
    value, kind = holder[place], shape.type_name
    ways = ["type"]
    if kind == "structure" and not is_open(shape):
        ways += ["unknown", "missing"]
        if getattr(shape, "is_tagged_union", False):
            ways += ["empty"]
    if shape.metadata.get("min"):
        ways += ["less"] * 2
    way = random.choice(ways)
    if way == "unknown":
        value[random.choice(["Nonsense", *(name[:-1] + "x" for name in list(shape.members)[:2])])] = 1
    elif way == "missing":
        for name in shape.required_members[:2]:
            value.pop(name, None)
    elif way == "empty" or (way == "less" and kind in ("list", "map")):
        value.clear()
    elif way == "less" and kind == "string":
        holder[place] = value[: int(shape.metadata["min"]) - 1]
    elif way == "less" and kind in NUMBERS:
        holder[place] = shape.metadata["min"] - 1
    elif not is_open(shape):
        holder[place] = random.choice(OTHERS.get(kind, [value]))


def wrong(operation, params, kept, made, random):
    """Spoils parameters, and gives what is wrong with them: kind, place and, of members, the name."""
    shape = operation.input_shape
    root = {"input": params}
    found = [(root, "input", shape), *places(shape, params, kept)]
    for holder, place, of in random.sample(found, min(len(found), random.randint(1, 3))):
        if holder is root:
            # The parameters as a whole are a map in any case.
            params["Nonsense"] = 1
            for name in shape.required_members[:1]:
                if name not in kept:
                    params.pop(name, None)
        elif (place in holder) if isinstance(holder, dict) else place < len(holder):
            spoil(holder, place, of, random)
    given = {**made, **params}
    problems = []
    for reason, name, more in ParamValidator().validate(given, shape)._errors:
        path = name.removeprefix(".") or "input"
        problems.append([reason, path, more.get("required_name") or more.get("unknown_param") or ""])
    return {"params": params, "problems": sorted(problems)}
