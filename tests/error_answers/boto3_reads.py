"""Prints how boto3 reads the error answers of the files named as arguments, one JSON object a line.

An answer goes through a client's endpoint, so that its parser, its handlers and its checks for a retry all see it.
"""

import json
import sys
from io import BytesIO

import botocore.exceptions
import botocore.session
from botocore import UNSIGNED
from botocore.awsrequest import AWSResponse, HeadersDict, prepare_request_dict
from botocore.config import Config
from botocore.parsers import ResponseParserError
from botocore.retries import standard

SESSION = botocore.session.Session()
CONFIG = Config(
    signature_version=UNSIGNED, region_name="us-east-1", retries={"mode": "standard", "total_max_attempts": 1}
)
CLIENTS = {}


class Raw(BytesIO):
    """A body as urllib3 gives it."""

    def stream(self, **_):
        contents = self.read()
        while contents:
            yield contents
            contents = self.read()


def answers(path):
    """The answers of a file: service, operation, name, status, headers, body."""
    with open(path, encoding="utf-8") as file:
        for record in ("\n" + file.read()).split("\n### ")[1:]:
            title, _, rest = record.partition("\n")
            head, _, body = rest.partition("\n\n")
            call, _, name = title.partition(": ")
            service, operation = call.split(" ")
            status, *headers = head.strip().split("\n")
            body = body.strip("\n")
            raw = bytes.fromhex(body[4:]) if body.startswith("hex:") else body.encode()
            yield service, operation, name, int(status), [line.split(": ", 1) for line in headers], raw


def client(service):
    if service not in CLIENTS:
        CLIENTS[service] = SESSION.create_client(service, config=CONFIG)
    return CLIENTS[service]


def read(service, operation, status, headers, body):
    """Sends a request that is answered so, and says what boto3 makes of it."""
    sender = client(service)
    model = sender.meta.service_model.operation_model(operation)
    seen = {}

    def answer(request, **_):
        found = HeadersDict()
        for name, value in headers:
            found[name] = value
        return AWSResponse(request.url, status, found, Raw(body))

    def look(**kwargs):
        context = standard.RetryEventAdapter().create_retry_context(**kwargs)
        seen["retryable"] = standard.StandardRetryConditions(max_attempts=9).is_retryable(context)
        detector = standard.ThrottlingErrorDetector(standard.RetryEventAdapter())
        seen["throttling"] = detector.is_throttling_error_from_context(context)

    events = sender.meta.events
    events.register("before-send", answer, unique_id="answer")
    events.register_last("needs-retry", look, unique_id="look")
    request = {"url_path": "/", "query_string": "", "method": "POST", "headers": {}, "body": b""}
    # S3 has been asked in another region already: it is not asked again.
    context = {"client_config": sender.meta.config, "s3_redirect": {"redirected": True, "bucket": "b"}}
    prepare_request_dict(request, endpoint_url="https://example.com", context=context)
    try:
        _, parsed = sender._endpoint.make_request(model, request)
    except ResponseParserError:
        return {"raises": "ResponseParserError", **seen}
    finally:
        events.unregister("before-send", unique_id="answer")
        events.unregister("needs-retry", unique_id="look")
    error, metadata = parsed.get("Error", {}), parsed.get("ResponseMetadata", {})
    members = sorted(set(parsed) - {"Error", "ResponseMetadata", "message", "Message", "RequestId"})
    return {
        "status": metadata.get("HTTPStatusCode"),
        "code": error.get("Code"),
        "other_code": error.get("QueryErrorCode"),
        "message": error.get("Message"),
        "fault": error.get("Type"),
        "request_id": metadata.get("RequestId"),
        "host_id": metadata.get("HostId"),
        "members": members,
        **seen,
    }


for path in sys.argv[1:]:
    for service, operation, name, *rest in answers(path):
        print(json.dumps({"answer": f"{service} {operation}: {name}", **read(service, operation, *rest)}))
