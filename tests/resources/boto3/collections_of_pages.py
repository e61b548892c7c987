"""The cases of a collection: filters, limits, sizes of pages, pages, and batch actions."""

import values
import wire
from recorder import outcome

# Parameters that change what a request does, not what it finds.
NO_FILTER = {"DryRun", "EncodingType", "RequestPayer", "ExpectedBucketOwner"}


def cases(of, collection):
    """Adds the cases of one collection to those of a service."""
    name, request = collection.name, collection.request
    operation = of.operation(request)
    needed = of.arguments(request)
    pager = of.pager(request.operation)
    attributes = described(of, collection)

    def add(variant, shape, call, steps=(), script=(2, 0, 1), kind="collection", **more):
        pages = [page(of, collection, operation, pager, count, number, len(script)) for number, count in enumerate(script)]
        of.case(kind, name, call, pages if pager else pages[:1], variant=variant, tell=shape, steps=list(steps),
                arguments=needed, **more)

    base = lambda one: getattr(one, name).filter(**needed) if needed else getattr(one, name).all()
    everything = lambda found: {"list": [outcome(one) for one in found]}
    in_pages = lambda found: {"pages": [[outcome(one) for one in page] for page in found.pages()]}
    add("all", everything, base, attributes=attributes)
    filters = chosen(operation, request, pager, needed)
    for count, variant in ((1, "filter"), (2, "filter-twice")):
        some = filters[:count]
        if len(some) == count:
            add(variant, everything, lambda one, some=some: chain(base(one), some), [{"filter": step} for step in some])
    for limit in (0, 1, 3):
        add(f"limit-{limit}", everything, lambda one: base(one).limit(limit), [{"limit": limit}])
    add("page-size", everything, lambda one: base(one).page_size(7), [{"page_size": 7}])
    add("pages", in_pages, base, [{"pages": True}])
    add("pages-of-limit", in_pages, lambda one: base(one).limit(2), [{"limit": 2}, {"pages": True}], script=(1, 2, 1))
    for batch in collection.batch_actions:
        arguments = of.arguments(batch.request)
        # What each resource gives is no matter of the caller.
        arguments = {key: one for key, one in arguments.items()
                     if not any(param.target.split("[")[0].split(".")[0] == key for param in batch.request.params)}
        act = lambda one: getattr(base(one), batch.name)(**arguments)
        for variant, counts in (("two-pages", (2, 1)), ("empty-page", PAGES_WITH_A_GAP)):
            batch_case(of, collection, batch, operation, pager, variant, counts, act, arguments)


PAGES_WITH_A_GAP = (1, 0, 1)


def batch_case(of, collection, batch, operation, pager, variant, counts, act, arguments):
    script = []
    for number, count in enumerate(counts if pager else counts[:1]):
        script.append(page(of, collection, operation, pager, count, number, len(counts)))
        if count:
            script.append(lambda called: wire.answer(called, of.default(called, {"Errors": []})))
    of.case("batch_action", f"{collection.name}.{batch.name}", act, script, variant=variant, arguments=arguments)


def page(of, collection, operation, pager, count, number, total):
    """A function that makes a page: so many entries, and a token unless it is the last."""
    tokens, more = of.paging(operation.name)
    lists = lengths(collection, count)
    last = number + 1 == total or not pager
    pins = {} if last else {token: position(operation, token, number + 1) for token in tokens}
    if more:
        pins[more] = not last
    maker = Numbered(of.service, number * 10, lists)

    def make(called):
        value = maker.full(called.output_shape, pins, without=tokens if last else (), lists=lists)
        status, headers, body = wire.answer(called, value)
        # The newer listing of S3, which is asked here, has the same entries and another token.
        body = body.replace(b"</NextMarker>", b"</NextMarker><NextContinuationToken>nextmarker-%d</NextContinuationToken>" % (number + 1))
        return status, headers, body

    return make


def position(operation, token, number):
    """Where the next page is: a text, or a number as S3's of a part."""
    member = operation.output_shape.members.get(token)
    if member is not None and member.type_name == "integer":
        return number * 10
    return f"{values.letters(token)}-{number}"


class Numbered(values.Answers):
    """Answers whose entries are numbered on from page to page."""

    def __init__(self, service, offset, lists):
        super().__init__(service)
        self.offset, self.counted = offset, set(lists)

    def of(self, shape, name, path, index, seen):
        if shape.type_name == "list" and path in self.counted and path not in self.pins:
            count = self.lists[path]
            return [super(Numbered, self).of(shape.member, name, path + "[]", self.offset + n + 1, seen) for n in range(count)]
        return super().of(shape, name, path, index, seen)


def lengths(collection, count):
    """The lists that hold the entries: how long each is."""
    paths = [collection.resource.path] if collection.resource.path else [
        one.path for one in collection.resource.identifiers if one.source == "response"
    ]
    found = {}
    for path in paths:
        if "|" in path:
            for part in path.split("]")[0].strip("[").split(","):
                found[part.strip()] = count
            continue
        parts = path.split("[]")[:-1]
        for depth in range(len(parts)):
            where = "[]".join(parts[: depth + 1])
            found[where] = count if depth + 1 == len(parts) else 1
    return found


def described(of, collection):
    """The attributes of what a collection gives, where only listings have them."""
    kind = collection.resource.type
    if kind in of.described or not collection.resource.path:
        return {}
    sub = [one for one in of.recorder.root.meta.resource_model.subresources if one.resource.type == kind]
    model = sub[0].resource.model if sub else collection.resource.model
    if model.load or not model.shape or (of.service, kind) == ("s3", "Bucket"):
        return {}
    of.described.add(kind)
    attributes = model.get_attributes(of.recorder.model.shape_for(model.shape))
    return {python: member for python, (member, _) in attributes.items()}


def chosen(operation, request, pager, needed):
    """Parameters to filter by: one, and then another one or more of the same list."""
    besides = {one.target.split("[")[0].split(".")[0] for one in request.params} | set(needed) | NO_FILTER
    if pager:
        for key in ("input_token", "limit_key"):
            found = pager.get(key) or []
            besides |= set(found if isinstance(found, list) else [found])
    if operation.input_shape is None:
        return []
    members = values.optional_members(operation.input_shape, besides)
    listed = [(name, member) for name, member in members if member.type_name == "list"]
    if listed:
        name, member = listed[0]
        one = values.needed(member, name=name)[0]
        return [{name: [one]}, {name: [one if member.member.enum else one + "-2"]}]
    return [{name: values.needed(member, name=name)} for name, member in members[:2]]


def chain(found, steps):
    for step in steps:
        found = found.filter(**step)
    return found
