"""A case for each member of boto3's live resource classes: what is called, and with which answers."""

import re

from botocore import xform_name

import values
import wire
from recorder import outcome, plain, resource

# What boto3 adds in code: its operation, as far as a case needs one.
TRANSFERS = {"copy", "download_file", "download_fileobj", "upload_file", "upload_fileobj", "batch_writer"}
PAGES = (2, 0, 1)


class Cases:
    """The cases of one service."""

    def __init__(self, service, recorder):
        self.service, self.recorder = service, recorder
        self.made, self.described = [], set()
        self.maker = values.Answers(service)
        self.core = recorder.session._session

    def all(self):
        root = self.recorder.root
        self.of_resource("ServiceResource", root)
        for sub in sorted(root.meta.resource_model.subresources, key=lambda sub: sub.name):
            if all(one.source == "input" for one in sub.resource.identifiers):
                self.of_resource(sub.resource.type, self.example(root, sub))
        return self.made

    # What a case acts on.

    def example(self, parent, sub):
        """A sub-resource with an identifier for each that must be given."""
        method = getattr(parent, sub.name)
        given = [one for one in sub.resource.identifiers if one.source == "input"]
        return method(*(self.identifier(sub.resource.type, one.target) for one in given))

    def identifier(self, kind, name):
        if name in ("PartNumber", "part_number"):
            return 7
        if (self.service, name) in (("sqs", "Url"), ("sqs", "QueueUrl")):
            return "http://localhost/123456789012/queue-1"
        text = values.letters(name) + "-1"
        # Some of IAM's have at least 24 letters.
        return text.ljust(24, "0") if self.service == "iam" else text

    def of_resource(self, kind, live):
        self.kind, self.live = kind, live
        model = self.model = live.meta.resource_model
        self.on = [getattr(live, name) for name in live.meta.identifiers]
        if model.load:
            for name in ("load", "reload"):
                self.load(name, model.load, model)
        for sub in model.subresources:
            name = xform_name(sub.name)
            self.case("subresource", name, lambda one, sub=sub: self.example(one, sub), arguments=self.given(sub))
        for reference in model.references:
            self.reference(reference)
        for action in model.actions:
            self.action(action)
        for waiter in model.waiters:
            self.waiter(waiter)
        for collection in model.collections:
            self.collection(collection)
        self.injected()

    def given(self, sub):
        return [self.identifier(sub.resource.type, one.target) for one in sub.resource.identifiers if one.source == "input"]

    # Running.

    def case(self, kind, member, call, script=(), variant="", pins=None, tell=outcome, **more):
        fresh = self.fresh()
        run = self.recorder.run(lambda: tell(call(fresh)), script, lambda operation: self.default(operation, pins))
        name = f"{self.kind}.{member}" + (f":{variant}" if variant else "")
        self.made.append({"case": name, "kind": kind, "on": plain(self.on), **plain(more), **run})
        return run

    def fresh(self):
        if self.kind == "ServiceResource":
            return self.recorder.root
        return type(self.live)(*self.on, client=self.recorder.client)

    def default(self, operation, pins=None):
        if operation.output_shape is None:
            return {}
        tokens, more = self.paging(operation.name)
        pins = dict(pins or {})
        if more:
            pins[more] = False
        return self.maker.full(operation.output_shape, pins, without=tokens)

    def paging(self, operation):
        """The members of an answer that say where the next page is, and the one that says whether there is one."""
        pager = self.pager(operation)
        if not pager:
            return [], None
        tokens = pager["output_token"]
        tokens = [one.split("||")[0].strip() for one in (tokens if isinstance(tokens, list) else [tokens])]
        return tokens, pager.get("more_results")

    def pager(self, operation):
        try:
            return self.core.get_paginator_model(self.service).get_paginator(operation)
        except ValueError:
            return None

    def operation(self, request):
        return self.recorder.model.operation_model(request.operation)

    def arguments(self, request):
        operation = self.operation(request)
        if operation.input_shape is None:
            return {}
        targets = [one.target for one in request.params if one.source != "input"]
        return values.needed(operation.input_shape, targets)

    # The kinds of members.

    def load(self, name, load, model):
        shape = self.recorder.model.shape_for(model.shape)
        members = {python: member for python, (member, _) in model.get_attributes(shape).items()}
        hidden = {one.member_name for one in model.identifiers if one.member_name}
        attributes = {} if name == "reload" else {key: one for key, one in members.items() if one not in hidden}
        self.described.add(self.kind)
        self.case("load", name, lambda one: getattr(one, name)() or one, tell=resource, attributes=attributes)
        if name == "load" and "[" in load.path:
            first = load.path.split("[")[0]
            self.case("load", name, lambda one: one.load() or one, tell=lost, variant="lost", pins={first: []})

    def reference(self, reference):
        self.case("reference", reference.name, lambda one: getattr(one, reference.name))
        paths = [one.path for one in reference.resource.identifiers if one.source == "data"]
        where = self.model.load.path if self.model.load else None
        if where and paths:
            prefix = "" if where == "@" else re.sub(r"\[\d\]", "[]", where) + "."
            pins = {prefix + path.split("[")[0].split(".")[0]: None for path in paths}
            self.case("reference", reference.name, lambda one: getattr(one, reference.name), variant="absent", pins=pins)

    def action(self, action, variants=True):
        arguments, made = self.arguments(action.request), action.resource
        for one in made.identifiers if made else []:
            if one.source == "requestParameter":
                self.name(arguments, one.path.split("."), self.operation(action.request).input_shape, action.request)
        call = lambda one: getattr(one, action.name)(**arguments)
        self.case("action", action.name, call, arguments=arguments)
        if not made:
            return
        paths = [made.path] + [one.path for one in made.identifiers if one.source == "response"]
        pins = {path.split("[")[0].split(".")[0]: None for path in paths if path}
        if pins and variants:
            self.case("action", action.name, call, arguments=arguments, variant="empty", pins=pins)

    def name(self, arguments, path, shape, request):
        """Sets the parameter that names what an action makes, unless the resource does."""
        head, rest = path[0].split("[")[0], path[1:]
        if any(one.target.split("[")[0].split(".")[0] == head for one in request.params):
            return
        member = shape.members[head]
        if not rest:
            arguments.setdefault(head, values.needed(member, name=head))
            return
        arguments.setdefault(head, values.needed(member, name=head))
        inner = member.member if member.type_name == "list" else member
        for one in arguments[head] if member.type_name == "list" else [arguments[head]]:
            one.setdefault(rest[0], values.needed(inner.members[rest[0]], name=rest[0]))

    def waiter(self, waiter):
        config = self.core.get_waiter_model(self.service).get_waiter(waiter.waiter_name)
        name = waiter.name
        call = lambda one: getattr(one, name)(WaiterConfig={"Delay": 0, "MaxAttempts": 3})
        states = {}
        for acceptor in config.acceptors:
            states.setdefault(acceptor.state, acceptor)
        first = [self.accepted(states["retry"])] if "retry" in states else [self.undecided(config)]
        self.case("waiter", name, call, first + [self.accepted(states["success"])], variant="success")
        if "failure" in states:
            self.case("waiter", name, call, [self.accepted(states["failure"])], variant="failure")
        self.case("waiter", name, call, first * 3, variant="timeout")

    def accepted(self, acceptor):
        """A function that makes the answer that fits an acceptor."""
        if acceptor.matcher == "error":
            return lambda operation: wire.failure(operation, acceptor.expected, 400)
        if acceptor.matcher == "status" and acceptor.expected >= 300:
            return lambda operation: wire.failure(operation, "NotFound", acceptor.expected)
        if acceptor.matcher == "status" or "(" in acceptor.argument:
            pins = {acceptor.argument.split("(")[1].split("[")[0]: []} if acceptor.matcher != "status" and not acceptor.expected else None
            return lambda operation: wire.answer(operation, self.default(operation, pins))
        return lambda operation: wire.answer(operation, self.default(operation, {acceptor.argument: acceptor.expected}))

    def undecided(self, config):
        """A function that makes an answer that fits no acceptor: another error than is waited for, or another value."""
        paths = {one.argument: "undecided" for one in config.acceptors if one.matcher.startswith("path")}
        if paths:
            return lambda operation: wire.answer(operation, self.default(operation, paths))
        return lambda operation: wire.answer(operation, self.default(operation))

    def injected(self):
        """What boto3 adds in code."""
        if (self.service, self.kind) == ("s3", "Bucket"):
            shape = self.recorder.model.shape_for("Bucket")
            attributes = {key: one for key, (one, _) in self.model.get_attributes(shape).items()}
            self.case("load", "load", lambda one: one.load() or one, tell=resource, pins={"Buckets[].Name": self.on[0]},
                      attributes=attributes)
        if (self.service, self.kind) == ("s3", "ObjectSummary"):
            self.case("load", "load", lambda one: one.load() or one, tell=resource)
        if (self.service, self.kind) == ("ec2", "ServiceResource"):
            arguments = {"Resources": ["i-1", "i-2"], "Tags": [{"Key": "k", "Value": "v"}]}
            self.made = [one for one in self.made if one["case"] != "ServiceResource.create_tags"]
            self.case("action", "create_tags", lambda one: one.create_tags(**arguments), arguments=arguments)
        if (self.service, self.kind) == ("ec2", "Instance"):
            arguments = {"Tags": [{"Key": "k", "Value": "v"}]}
            self.case("action", "delete_tags", lambda one: one.delete_tags(**arguments), arguments=arguments)

    def collection(self, collection):
        import collections_of_pages
        collections_of_pages.cases(self, collection)


def lost(value):
    """A load that found nothing, which boto3 does not tell until an attribute is read."""
    return {"lost": value.meta.data is None}
