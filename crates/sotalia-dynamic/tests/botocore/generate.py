"""Makes a request, an answer or wrong parameters for operations of botocore's models, and what botocore makes of it: one JSON a line.

    generate.py inputs|outputs|wrongs [--sample N] [--seed TEXT]

With --sample, N operations of each protocol, which the seed chooses. Every operation is seeded by its own name, so a line does not depend on others.
"""

import argparse
import base64
import datetime
import io
import json
import random
import sys
from xml.sax.saxutils import escape, quoteattr

from botocore import parsers
from botocore.awsrequest import HeadersDict
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.serialize import RpcV2CBORSerializer, create_serializer
from botocore.utils import percent_encode_sequence

from wrong import wrong

TEXTS = ["plain", "a b/c", "ü~!'()*", "x&y=z?#<>\"", '{"k": 1}']
HEADER_TEXTS = ["plain", "a b", "x;y"]
LABEL_TEXTS = ["plain", "a b/c", "ü~!'()*"]
# What is sent with other values only if they have this form: the endpoint is made of them.
VALID = {
    "Bucket": "bucket",
    "EndpointId": "abc.def",
    "KvsARN": "arn:aws:cloudfront::123456789012:key-value-store/11111111-2222-3333-4444-555555555555",
    "OutpostId": "op-01234567890123456",
    "PredictEndpoint": "https://example.com",
}
JSON_VALUE = {"k": [1, "v"]}
DEEPEST = 5


def is_json_value(shape):
    return shape.serialization.get("jsonvalue", False)


def value(shape, random, depth=0, seen=(), location=None):
    """A random value of a shape, as the parameters of a call have it."""
    kind = shape.type_name
    if getattr(shape, "is_document_type", False):
        return {"a": [1, True, "x", None], "b": {"c": 1.5}}
    if kind == "structure":
        return structure(shape, random, depth, seen)
    if kind == "list":
        if depth > DEEPEST:
            return []
        inner = (*seen, shape.member.name)
        return [value(shape.member, random, depth + 1, inner, location) for _ in range(random.randint(1, 2))]
    if kind == "map":
        if depth > DEEPEST:
            return {}
        keys = (getattr(shape.key, "enum", None) or ["k1", "k2"])[:2]
        return {key: value(shape.value, random, depth + 1, (*seen, shape.value.name), location) for key in keys}
    if kind == "string":
        if getattr(shape, "enum", None):
            return shape.enum[0]
        texts = {"header": HEADER_TEXTS, "headers": HEADER_TEXTS, "uri": LABEL_TEXTS}.get(location, TEXTS)
        return random.choice(texts)
    return random.choice({
        "blob": ["blob-~-bytes"],
        "timestamp": ["2024-02-03T04:05:06Z", "1999-12-31T23:59:59Z"],
        "integer": [0, 1, -7, 123456],
        "long": [0, 1, -7, 123456],
        "float": [1.5, -0.25, 3.0],
        "double": [1.5, -0.25, 3.0],
        "boolean": [True, False],
    }[kind])


def structure(shape, random, depth, seen):
    members = list(shape.members.items())
    if getattr(shape, "is_tagged_union", False) and members:
        # One member is there, also where no more is put below it.
        plain = [one for one in members if one[1].type_name not in ("structure", "list", "map")]
        name, member = random.choice(plain or members)
        if depth < DEEPEST or plain:
            return {name: value(member, random, depth + 1, (*seen, member.name))}
    if depth >= DEEPEST:
        members = [one for one in members if one[0] in shape.required_members]
    made = {}
    for name, member in members:
        if getattr(member, "is_eventstream", False) or member.serialization.get("eventstream"):
            continue
        location = member.serialization.get("location")
        if member.serialization.get("hostLabel") or member.metadata.get("hostLabel"):
            made[name] = "label"
            continue
        if depth == 0 and name in VALID:
            made[name] = VALID[name]
            continue
        if member.metadata.get("idempotencyToken"):
            # Else everyone makes up another.
            made[name] = "token"
            continue
        if is_json_value(member):
            # In a body, botocore takes JSON as it is and services take text, so text is what both agree on.
            made[name] = JSON_VALUE if location == "header" else json.dumps(JSON_VALUE)
            continue
        is_left_out = random.random() < 0.3 or seen.count(member.name) > 1
        if name not in shape.required_members and is_left_out and location != "uri":
            continue
        if seen.count(member.name) <= 3 or name in shape.required_members:
            made[name] = value(member, random, depth + 1, (*seen, member.name), location)
    return made


def request(service, operation, random):
    """Parameters, and the request that botocore makes of them."""
    shape = operation.input_shape
    params = value(shape, random) if shape else {}
    made = create_serializer(service.resolved_protocol, False).serialize_to_request(params, operation)
    body, url = made["body"], made["url_path"]
    if isinstance(body, dict):
        body = percent_encode_sequence(body)
    if hasattr(body, "read"):
        body = body.read()
    body = body.encode() if isinstance(body, str) else body or b""
    query = made.get("query_string")
    if isinstance(query, dict) and query:
        url += ("&" if "?" in url else "?") + percent_encode_sequence(query)
    return {
        "params": params,
        "method": made["method"],
        "url": url,
        "headers": {name: text(header) for name, header in made["headers"].items()},
        "body": base64.b64encode(body).decode(),
    }


def spoiled(service, operation, random):
    """Parameters with something wrong in them, and what botocore says of them."""
    shape = operation.input_shape
    kept = {name for name, member in shape.members.items() if member.metadata.get("hostLabel")} | set(VALID)
    # botocore's client sets these where they are not given.
    made = {name: "made by the client" for name in operation.idempotent_members}
    if service.service_name == "glacier":
        made["accountId"] = "-"
    return wrong(operation, structure(shape, random, 0, ()), kept, made, random)


def text(header):
    return header.decode() if isinstance(header, bytes) else str(header)


def time(of):
    return datetime.datetime.strptime(of, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=datetime.timezone.utc)


def timestamp(shape, of, default):
    form = shape.serialization.get("timestampFormat", default)
    if form == "unixTimestamp":
        return int(time(of).timestamp())
    return time(of).strftime("%a, %d %b %Y %H:%M:%S GMT") if form == "rfc822" else of


def scalar(shape, of, location=None):
    """As text, in headers and XML."""
    kind = shape.type_name
    if kind == "boolean":
        return "true" if of else "false"
    if kind == "timestamp":
        return str(timestamp(shape, of, "rfc822" if location == "header" else "iso8601"))
    return base64.b64encode(of.encode()).decode() if kind == "blob" else str(of)


def as_json(shape, of):
    kind = shape.type_name
    if getattr(shape, "is_document_type", False):
        return of
    if kind == "structure":
        members = shape.members
        return {members[name].serialization.get("name", name): as_json(members[name], one) for name, one in of.items()}
    if kind == "list":
        return [as_json(shape.member, one) for one in of]
    if kind == "map":
        return {key: as_json(shape.value, one) for key, one in of.items()}
    if kind == "timestamp":
        return timestamp(shape, of, "unixTimestamp")
    return base64.b64encode(of.encode()).decode() if kind == "blob" else of


def as_cbor(shape, of):
    """As botocore's serializer takes it."""
    kind = shape.type_name
    if kind == "timestamp":
        return time(of)
    if kind == "structure":
        return {name: as_cbor(shape.members[name], one) for name, one in of.items()}
    if kind == "list":
        return [as_cbor(shape.member, one) for one in of]
    return {key: as_cbor(shape.value, one) for key, one in of.items()} if kind == "map" else of


def element_name(member, default):
    if member.type_name == "list" and member.serialization.get("flattened"):
        default = member.member.serialization.get("name", default)
        if member.member.serialization.get("name"):
            return default
    return member.serialization.get("name", default)


def elements(shape, of):
    return "".join(as_xml(shape.members[name], one, element_name(shape.members[name], name)) for name, one in of.items())


def as_xml(shape, of, name):
    kind = shape.type_name
    if kind == "structure":
        attributes, inner = "", ""
        for key, one in of.items():
            member = shape.members[key]
            if member.serialization.get("xmlAttribute"):
                attributes += f' {member.serialization["name"]}={quoteattr(str(one))} xmlns:xsi="u"'
            else:
                inner += as_xml(member, one, element_name(member, key))
        return f"<{name}{attributes}>{inner}</{name}>"
    if kind == "list":
        if shape.serialization.get("flattened"):
            return "".join(as_xml(shape.member, one, name) for one in of)
        item = shape.member.serialization.get("name", "member")
        return f"<{name}>" + "".join(as_xml(shape.member, one, item) for one in of) + f"</{name}>"
    if kind == "map":
        is_flat = shape.serialization.get("flattened")
        key_name = shape.key.serialization.get("name", "key")
        value_name = shape.value.serialization.get("name", "value")
        entry = name if is_flat else "entry"
        entries = "".join(
            f"<{entry}>{as_xml(shape.key, key, key_name)}{as_xml(shape.value, one, value_name)}</{entry}>"
            for key, one in of.items()
        )
        return entries if is_flat else f"<{name}>{entries}</{name}>"
    return f"<{name}>{escape(scalar(shape, of))}</{name}>"


def rest_answer(protocol, operation, of):
    """Headers and body: what is bound to headers there, the rest in the body."""
    shape, headers, rest = operation.output_shape, {}, {}
    for name, one in of.items():
        member = shape.members[name]
        location, wire = member.serialization.get("location"), member.serialization.get("name", name)
        if location == "header":
            # The length is that of the body.
            if not is_json_value(member) and member.type_name != "list" and wire.lower() != "content-length":
                headers[wire] = "plain" if member.type_name == "string" else scalar(member, one, "header")
        elif location == "headers":
            headers.update({member.serialization.get("name", "") + key: "header" for key in one})
        elif location != "statusCode":
            rest[name] = one
    payload = shape.serialization.get("payload")
    if payload:
        if payload not in rest:
            return headers, b""
        member, one = shape.members[payload], rest[payload]
        if member.type_name in ("blob", "string"):
            return headers, one.encode()
        if protocol == "rest-json":
            return headers, json.dumps(as_json(member, one)).encode()
        return headers, as_xml(member, one, member.serialization.get("name", payload)).encode()
    if protocol == "rest-json":
        return headers, json.dumps(as_json(shape, rest)).encode()
    name = f"{operation.name}Response"
    return headers, f'<{name} xmlns="urn:x">{elements(shape, rest)}</{name}>'.encode()


def answer(service, operation, random):
    """An answer, and what botocore reads in it."""
    shape, protocol = operation.output_shape, service.resolved_protocol
    of, headers = value(shape, random), {}
    if protocol in ("rest-json", "rest-xml"):
        headers, body = rest_answer(protocol, operation, of)
    elif protocol == "json":
        body = json.dumps(as_json(shape, of)).encode()
    elif protocol == "smithy-rpc-v2-cbor":
        body = bytearray()
        RpcV2CBORSerializer()._serialize_data_item(body, as_cbor(shape, of), shape)
        body, headers = bytes(body), {"smithy-protocol": "rpc-v2-cbor"}
    else:
        inner = elements(shape, of)
        wrapper = shape.serialization.get("resultWrapper")
        inner = f"<{wrapper}>{inner}</{wrapper}>" if wrapper else inner
        request_id = "<RequestId>r</RequestId>"
        end = "<requestId>r</requestId>" if protocol == "ec2" else f"<ResponseMetadata>{request_id}</ResponseMetadata>"
        body = f'<{operation.name}Response xmlns="urn:x">{inner}{end}</{operation.name}Response>'.encode()
    context = {"operation_name": operation.name}
    given = {"body": body, "headers": HeadersDict(headers), "status_code": 200, "context": context}
    read = parsers.create_parser(protocol).parse(given, shape)
    read.pop("ResponseMetadata", None)
    sent = operation.input_shape
    return {
        "params": value(sent, random) if sent else {},
        "stream": shape.serialization.get("payload") if operation.has_streaming_output else None,
        "status": 200,
        "headers": headers,
        "body": base64.b64encode(body).decode(),
        "expected": normal(read),
    }


def normal(of):
    """As JSON: bytes as text, points in time as seconds."""
    if isinstance(of, dict):
        return {key: normal(one) for key, one in of.items()}
    if isinstance(of, list):
        return [normal(one) for one in of]
    if isinstance(of, bytes):
        return of.decode()
    if isinstance(of, datetime.datetime):
        return of.timestamp()
    return of.read().decode() if isinstance(of, io.IOBase) else of


def operations(sample, seed):
    loader, by_protocol = Loader(), {}
    for name in loader.list_available_services("service-2"):
        service = ServiceModel(loader.load_service_model(name, "service-2"), name)
        for operation in service.operation_names:
            by_protocol.setdefault(service.resolved_protocol, []).append((service, operation))
    for protocol, of in by_protocol.items():
        chosen = of if sample is None else random.Random(seed + protocol).sample(of, min(sample, len(of)))
        for service, name in sorted(chosen, key=lambda one: (one[0].service_name, one[1])):
            yield service, service.operation_model(name)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("what", choices=["inputs", "outputs", "wrongs"])
    arguments.add_argument("--sample", type=int)
    arguments.add_argument("--seed", default="")
    arguments = arguments.parse_args()
    make = {"inputs": request, "outputs": answer, "wrongs": spoiled}[arguments.what]
    for service, operation in operations(arguments.sample, arguments.seed):
        random_of = random.Random(arguments.what + service.service_name + operation.name)
        if arguments.what == "outputs" and (operation.output_shape is None or operation.has_event_stream_output):
            continue
        if arguments.what == "wrongs" and (operation.input_shape is None or operation.has_event_stream_input):
            continue
        line = {"service": service.service_name, "operation": operation.name, "protocol": service.resolved_protocol}
        try:
            made = json.dumps({**line, **make(service, operation, random_of)})
        except Exception as error:  # botocore refuses its own model's value: that is told, and no case.
            print(json.dumps({**line, "refused": f"{type(error).__name__}: {error}"}))
            continue
        print(made)


if __name__ == "__main__":
    sys.exit(main())
