"""Shows made-up answers to every waiter of botocore, and prints what each means to it, one waiter a line, in JSON."""

import json
import random
import sys

import botocore.session
from botocore.exceptions import WaiterError
from botocore.waiter import Waiter
from jmespath.exceptions import JMESPathTypeError

session = botocore.session.get_session()
every = int(sys.argv[1]) if len(sys.argv) > 1 else 1


def answer(node, leaf):
    """An answer in which an expression finds a value: of lists, in all entries."""
    kind, children = node["type"], node["children"]
    if kind == "field":
        return {node["value"]: leaf}
    if kind in ("subexpression", "index_expression"):
        value = leaf
        for child in reversed(children):
            value = answer(child, value)
        return value
    if kind in ("projection", "filter_projection"):
        inner = answer(children[1], leaf) if children[1]["type"] != "identity" else leaf
        return answer(children[0], [inner, inner])
    if kind == "value_projection":
        inner = answer(children[1], leaf) if children[1]["type"] != "identity" else leaf
        return answer(children[0], {"one": inner, "two": inner})
    if kind in ("flatten", "index"):
        return answer(children[0], leaf) if children else [leaf]
    if kind in ("identity", "current"):
        return leaf
    raise NotImplementedError(kind)


def fields(node, into):
    """The names and literals in an expression."""
    if node["type"] == "field":
        into[0].append(node["value"])
    if node["type"] == "literal":
        into[1].append(node["value"])
    for child in node.get("children", []):
        if isinstance(child, dict):
            fields(child, into)


def random_answer(shape, literals, depth=0):
    """An answer of the operation with few different values, so that comparisons in expressions come true and false."""
    kind = shape.type_name
    if kind == "structure":
        if depth > 5:
            return {}
        return {name: random_answer(member, literals, depth + 1) for name, member in shape.members.items()}
    if kind == "list":
        return [random_answer(shape.member, literals, depth + 1) for _ in range(random.choice([0, 1, 1, 2]))]
    if kind == "map":
        return {"key": random_answer(shape.value, literals, depth + 1)} if depth < 5 else {}
    if kind in ("integer", "long", "float", "double"):
        return random.choice([0, 1, 1])
    if kind == "boolean":
        return random.choice([True, False])
    texts = [literal for literal in literals if isinstance(literal, str)]
    return random.choice(texts + list(getattr(shape, "enum", []))[:3] + ["other"])


def mixed(value, other):
    """The same answer with another value in the last entry of each list."""
    if isinstance(value, dict):
        return {key: mixed(inner, other) for key, inner in value.items()}
    if isinstance(value, list):
        return [*value[:-1], replaced(value[-1], other)] if value else value
    return value


def replaced(value, other):
    if isinstance(value, dict):
        return {key: replaced(inner, other) for key, inner in value.items()}
    return [replaced(inner, other) for inner in value] if isinstance(value, list) else other


def candidates(config, output):
    """Answers: a status, a code of an error or nothing, and the value."""
    yield 200, None, {}
    yield 400, "SomeOtherError", {}
    yield 503, "ServiceUnavailable", {}
    literals = [acceptor.expected for acceptor in config.acceptors]
    for acceptor in config.acceptors:
        if acceptor.matcher == "status":
            status = acceptor.expected
            yield status, None if status < 300 else "Code", {}
        elif acceptor.matcher == "error":
            if isinstance(acceptor.expected, str):
                yield 400, acceptor.expected, {}
        else:
            import jmespath

            parsed = jmespath.compile(acceptor.argument).parsed
            try:
                value = answer(parsed, acceptor.expected)
                yield 200, None, value
                yield 200, None, mixed(value, "another")
                yield 200, None, answer(parsed, "another")
                yield 200, None, answer(parsed, None)
                continue
            except NotImplementedError:
                pass
            found = ([], [])
            fields(parsed, found)
            for _ in range(12):
                yield 200, None, random_answer(output, literals + found[1])


def meaning(name, config, response):
    """What an answer means: `success`, `failure`, `retry`, `error` for one that no rule is about, or a `crash` of the expression."""

    class Once:
        operation, delay, acceptors, max_attempts = config.operation, 0, config.acceptors, 1

    try:
        Waiter(name, Once, lambda: response).wait()
    except WaiterError as error:
        reason = error.kwargs["reason"]
        if reason.startswith("Max attempts exceeded"):
            return "retry"
        return "failure" if reason.startswith("Waiter encountered a terminal failure state") else "error"
    except JMESPathTypeError:
        return "crash"
    return "success"


number = 0
for name in session.get_available_services():
    try:
        model = session.get_waiter_model(name)
    except Exception:
        continue
    service = session.get_service_model(name)
    for waiter in model.waiter_names:
        number += 1
        if number % every:
            continue
        random.seed(f"{name}.{waiter}")
        config = model.get_waiter(waiter)
        output = service.operation_model(config.operation).output_shape
        cases = []
        for status, code, value in candidates(config, output):
            response = {**value, "ResponseMetadata": {"HTTPStatusCode": status}}
            if code is not None:
                response["Error"] = {"Code": code, "Message": "m"}
            cases.append({"status": status, "code": code, "value": value, "means": meaning(waiter, config, response)})
        facts = {"delay": config.delay, "max_attempts": config.max_attempts, "operation": config.operation}
        print(json.dumps({"service": name, "waiter": waiter, **facts, "cases": cases}))
