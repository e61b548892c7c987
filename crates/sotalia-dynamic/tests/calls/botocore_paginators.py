"""Walks the pages of every paginator of botocore over made-up answers, and prints what it asked and gave, one JSON a line."""

import copy
import json
import sys

import botocore.session
from botocore.paginate import Paginator

session = botocore.session.get_session()
every = int(sys.argv[1]) if len(sys.argv) > 1 else 1


def shape_at(shape, path):
    """The shape that a path of names leads to."""
    for name in path.split("."):
        if shape is None or shape.type_name != "structure":
            return None
        shape = shape.members.get(name)
    return shape


def put(page, path, value):
    """Puts a value where a path of names leads to."""
    *parents, last = path.split(".")
    for name in parents:
        page = page.setdefault(name, {})
    page[last] = value


def as_list(value):
    return value if isinstance(value, list) else [value]


def content(kind, page, first, count):
    """What an answer holds under a result key: so many items, numbered from `first`."""
    numbers = range(first, first + count)
    if kind == "list":
        return [f"item-{number}" for number in numbers]
    if kind == "map":
        return {f"key-{number}": number for number in numbers}
    if kind == "string":
        return "".join("abcdefgh"[number] for number in numbers)
    return page + 1


def pages_of(config, output):
    """Three answers: with three items, with none, and with two. A token that is in the items leaves none of them empty."""
    tokens, results = as_list(config["output_token"]), as_list(config["result_key"])
    in_items = [token for token in tokens if "[-1]" in token]
    counts = [3, 1, 2] if in_items else [3, 0, 2]
    pages = []
    for index, count in enumerate(counts):
        last, page = index == len(counts) - 1, {}
        for result in results:
            shape = shape_at(output, result)
            kind = shape.type_name if shape is not None else "list"
            put(page, result, content(kind, index, sum(counts[:index]), count))
        for token in tokens:
            plain = token.split("||")[0].strip()
            if "[-1]" in plain:
                items, member = plain.split("[-1].")
                put(page, items, [{member: item} for item in content("list", index, sum(counts[:index]), count)])
            elif "[-1]" in token:
                items, member = token.split("||")[1].strip().split("[-1].")
                put(page, items, [{member: item} for item in content("list", index, sum(counts[:index]), count)])
            elif not last:
                put(page, plain, f"token-{index}")
        if "more_results" in config:
            put(page, config["more_results"], not last)
        for key in config.get("non_aggregate_keys", []):
            put(page, key, f"whole-{index}")
        pages.append(page)
    return pages


class Service:
    """Answers with the page that the tokens of a request lead to."""

    def __init__(self, config, pages):
        self.names = as_list(config["input_token"])
        self.pages, self.asked = pages, []
        import jmespath

        outputs = [jmespath.compile(token) for token in as_list(config["output_token"])]
        self.places = {tuple(None for _ in self.names): 0}
        for index, page in enumerate(pages[:-1]):
            found = dict(zip(self.names, [output.search(page) or None for output in outputs]))
            self.places[tuple(found.get(name) for name in self.names)] = index + 1

    def ask(self, **params):
        self.asked.append(copy.deepcopy(params))
        return copy.deepcopy(self.pages[self.places[tuple(params.get(name) for name in self.names)]])


def run(config, model, pages, limit=None, page_size=None, start=None, full=False):
    """One walk: what it was told, what it asked, what it gave."""
    service = Service(config, pages)
    options = {"MaxItems": limit, "PageSize": page_size, "StartingToken": start}
    told = {"limit": limit, "page_size": page_size, "start": start}
    try:
        walk = Paginator(service.ask, config, model).paginate(Given=1, PaginationConfig=options)
        if full:
            return {**told, "full": walk.build_full_result(), "requests": service.asked}
        given = list(walk)
        whole = walk.non_aggregate_part
        return {**told, "pages": given, "requests": service.asked, "resume": walk.resume_token, "whole": whole}
    except Exception as error:
        return {**told, "error": f"{type(error).__name__}: {error}"}


number = 0
for name in session.get_available_services():
    try:
        paginators = session.get_paginator_model(name)._paginator_config
    except Exception:
        continue
    service = session.get_service_model(name)
    for operation in sorted(paginators):
        number += 1
        if number % every:
            continue
        config, model = paginators[operation], service.operation_model(operation)
        pages = pages_of(config, model.output_shape)
        runs = [run(config, model, pages), run(config, model, pages, limit=2), run(config, model, pages, limit=3)]
        if runs[1].get("resume"):
            runs.append(run(config, model, pages, start=runs[1]["resume"], limit=2))
            runs.append(run(config, model, pages, start=runs[1]["resume"]))
        runs.append(run(config, model, pages, full=True))
        runs.append(run(config, model, pages, limit=4, full=True))
        if "limit_key" in config:
            runs.append(run(config, model, pages, page_size=7))
        print(json.dumps({"service": name, "operation": operation, "pages": pages, "runs": runs}))
