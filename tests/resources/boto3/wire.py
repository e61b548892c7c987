"""Writes a value as the body of an HTTP answer, in each protocol of AWS."""

import base64
import calendar
import datetime
import json
import struct
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

# Roots of S3's answers that are named otherwise than their shapes. boto3 does not look at roots.
ROOTS = {
    "CompleteMultipartUpload": "CompleteMultipartUploadResult",
    "CreateMultipartUpload": "InitiateMultipartUploadResult",
    "DeleteObjects": "DeleteResult",
    "GetBucketAcl": "AccessControlPolicy",
    "GetBucketCors": "CORSConfiguration",
    "GetBucketLifecycle": "LifecycleConfiguration",
    "GetBucketLifecycleConfiguration": "LifecycleConfiguration",
    "GetBucketLogging": "BucketLoggingStatus",
    "GetBucketRequestPayment": "RequestPaymentConfiguration",
    "GetBucketTagging": "Tagging",
    "GetBucketVersioning": "VersioningConfiguration",
    "GetBucketWebsite": "WebsiteConfiguration",
    "GetObjectAcl": "AccessControlPolicy",
    "ListBuckets": "ListAllMyBucketsResult",
    "ListMultipartUploads": "ListMultipartUploadsResult",
    "ListObjectVersions": "ListVersionsResult",
    "ListObjects": "ListBucketResult",
    "ListParts": "ListPartsResult",
}


def answer(operation, value):
    """Status, headers and body of the answer of an operation."""
    protocol = operation.service_model.resolved_protocol
    output = operation.output_shape
    if protocol == "smithy-rpc-v2-cbor":
        return 200, {"smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor"}, cbor(value, output)
    if protocol == "json":
        return 200, {"content-type": "application/x-amz-json-1.0"}, to_json(value, output)
    if protocol == "query":
        return 200, {"content-type": "text/xml"}, query(operation, value)
    if protocol == "ec2":
        inner = members(value, output, "ec2") if output else ""
        return 200, {"content-type": "text/xml"}, (
            f"<{operation.name}Response>{inner}<requestId>request-1</requestId></{operation.name}Response>".encode()
        )
    return rest(operation, value, protocol)


def failure(operation, code, status):
    """The answer that says that an operation failed."""
    protocol = operation.service_model.resolved_protocol
    if operation.http.get("method") == "HEAD":
        return status, {}, b""
    if protocol == "smithy-rpc-v2-cbor":
        return status, {"smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor"}, cbor({"__type": code})
    if protocol in ("json", "rest-json"):
        headers = {"content-type": "application/x-amz-json-1.0", "x-amzn-errortype": code}
        return status, headers, json.dumps({"__type": code, "code": code, "message": "no"}).encode()
    inner = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
    if protocol == "query":
        inner = f"<ErrorResponse>{inner}<RequestId>request-1</RequestId></ErrorResponse>"
    if protocol == "ec2":
        inner = f"<Response><Errors>{inner}</Errors><RequestID>request-1</RequestID></Response>"
    return status, {"content-type": "text/xml"}, inner.encode()


def query(operation, value):
    output = operation.output_shape
    inner = members(value, output, "query") if output else ""
    wrapper = output.serialization.get("resultWrapper") if output else None
    if wrapper:
        inner = f"<{wrapper}>{inner}</{wrapper}>"
    root = f"{operation.name}Response"
    return f"<{root}>{inner}<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></{root}>".encode()


def rest(operation, value, protocol):
    output = operation.output_shape
    status = operation.http.get("responseCode", 200)
    headers, body = {}, {}
    if output is None:
        return status, headers, b""
    payload = output.serialization.get("payload")
    for name, member in output.members.items():
        if name not in value:
            continue
        location = member.serialization.get("location")
        if location == "header":
            headers[member.serialization.get("name", name)] = header(value[name], member)
        elif location == "headers":
            prefix = member.serialization.get("name", "")
            headers.update({prefix + key: one for key, one in value[name].items()})
        elif location == "statusCode":
            value[name] = status
        elif name != payload:
            body[name] = value[name]
    if payload:
        member = output.members[payload]
        if member.type_name in ("blob", "string"):
            one = value.get(payload, b"")
            one = one if isinstance(one, bytes) else one.encode()
            if "Content-Length" in headers:
                headers["Content-Length"] = str(len(one))
            return status, headers, one
        if payload not in value:
            return status, headers, b""
        text = to_json(value[payload], member) if protocol == "rest-json" else (
            element(member.serialization.get("name", payload), value[payload], member, "rest-xml").encode()
        )
        return status, headers, text
    if protocol == "rest-json":
        return status, {**headers, "content-type": "application/json"}, to_json(body, output)
    if not any(not one.serialization.get("location") for one in output.members.values()):
        return status, headers, b""
    root = ROOTS.get(operation.name) or output.serialization.get("name", output.name)
    return status, {**headers, "content-type": "application/xml"}, (
        f"<{root}>{members(body, output, 'rest-xml')}</{root}>".encode()
    )


def header(value, shape):
    if shape.type_name == "timestamp":
        if shape.serialization.get("timestampFormat") == "iso8601":
            return scalar(value, shape)
        return format_datetime(value, usegmt=True)
    if shape.type_name == "list":
        return ", ".join(value)
    if shape.type_name == "boolean":
        return "true" if value else "false"
    return str(value)


def members(value, shape, protocol):
    out = []
    for name, member in shape.members.items():
        if name in value and not member.serialization.get("xmlAttribute"):
            out.append(element(member.serialization.get("name", name), value[name], member, protocol))
    return "".join(out)


def attributes(value, shape):
    if shape.type_name != "structure":
        return ""
    out = ""
    for name, member in shape.members.items():
        if member.serialization.get("xmlAttribute") and name in value:
            key = member.serialization.get("name", name)
            if ":" in key:
                out += f' xmlns:{key.split(":")[0]}="http://www.w3.org/2001/XMLSchema-instance"'
            out += f" {key}={quoteattr(str(value[name]))}"
    return out


def element(name, value, shape, protocol):
    kind = shape.type_name
    if kind == "list":
        flat = shape.serialization.get("flattened")
        inner = shape.member.serialization.get("name", "item" if protocol == "ec2" else "member")
        if flat:
            label = shape.member.serialization.get("name", name)
            return "".join(element(label, one, shape.member, protocol) for one in value)
        return f"<{name}>{''.join(element(inner, one, shape.member, protocol) for one in value)}</{name}>"
    if kind == "map":
        key_name = shape.key.serialization.get("name", "key")
        value_name = shape.value.serialization.get("name", "value")
        entries = [
            f"<{key_name}>{escape(key)}</{key_name}>" + element(value_name, one, shape.value, protocol)
            for key, one in value.items()
        ]
        if shape.serialization.get("flattened"):
            return "".join(f"<{name}>{one}</{name}>" for one in entries)
        return f"<{name}>{''.join(f'<entry>{one}</entry>' for one in entries)}</{name}>"
    if kind == "structure":
        return f"<{name}{attributes(value, shape)}>{members(value, shape, protocol)}</{name}>"
    return f"<{name}>{escape(scalar(value, shape))}</{name}>"


def scalar(value, shape):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        kind = shape.serialization.get("timestampFormat", "iso8601")
        if kind == "rfc822":
            return format_datetime(value, usegmt=True)
        if kind == "unixTimestamp":
            return str(seconds(value))
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)


def seconds(value):
    return calendar.timegm(value.utctimetuple())


def to_json(value, shape):
    return json.dumps(plain(value, shape) if shape else {}).encode()


def plain(value, shape):
    kind = shape.type_name
    if kind == "structure":
        return {
            shape.members[name].serialization.get("name", name): plain(one, shape.members[name])
            for name, one in value.items()
        }
    if kind == "list":
        return [plain(one, shape.member) for one in value]
    if kind == "map":
        return {key: plain(one, shape.value) for key, one in value.items()}
    if kind == "timestamp":
        if shape.serialization.get("timestampFormat") == "iso8601":
            return scalar(value, shape)
        return seconds(value)
    if kind == "blob":
        return base64.b64encode(value).decode()
    return value


def cbor(value, shape=None):
    """A value in CBOR; the shape tells floats from whole numbers."""
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, float) or (shape is not None and shape.type_name in ("float", "double")):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, int):
        return cbor_head(0, value) if value >= 0 else cbor_head(1, -1 - value)
    if isinstance(value, bytes):
        return cbor_head(2, len(value)) + value
    if isinstance(value, str):
        return cbor_head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        inner = shape.member if shape is not None else None
        return cbor_head(4, len(value)) + b"".join(cbor(one, inner) for one in value)
    if isinstance(value, datetime.datetime):
        return cbor_head(6, 1) + cbor(seconds(value))
    if shape is None or shape.type_name == "map":
        inner = {key: getattr(shape, "value", None) for key in value or {}}
    else:
        inner = shape.members
    pairs = [cbor(key) + cbor(one, inner[key]) for key, one in (value or {}).items()]
    return cbor_head(5, len(pairs)) + b"".join(pairs)


def cbor_head(major, number):
    if number < 24:
        return bytes([major << 5 | number])
    for code, form in ((24, ">B"), (25, ">H"), (26, ">I"), (27, ">Q")):
        if number < 1 << (8 * struct.calcsize(form)):
            return bytes([major << 5 | code]) + struct.pack(form, number)
    raise ValueError("a number of more than 64 bits")
