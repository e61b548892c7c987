"""boto3 with canned answers in the place of the network: what it asks, and what it makes of the answers."""

import base64
import datetime
import io
import re

import boto3
from boto3.resources.base import ServiceResource
from botocore.awsrequest import AWSResponse
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.response import StreamingBody
from botocore.session import Session as CoreSession

import wire

ENDPOINT = "http://localhost"
# A token that botocore makes up, so that a request is done once.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# The protocol of the SDK's crate, where botocore would choose another.
PROTOCOLS = {"cloudwatch": "smithy-rpc-v2-cbor"}
# What boto3's resource of DynamoDB does to values is no matter of resources: they are compared as the service has them.
DYNAMODB_HANDLERS = [
    ("provide-client-params.dynamodb", "dynamodb-create-params-copy"),
    ("before-parameter-build.dynamodb", "dynamodb-condition-expression"),
    ("before-parameter-build.dynamodb", "dynamodb-attr-value-input"),
    ("after-call.dynamodb", "dynamodb-attr-value-output"),
]


class Raw(io.BytesIO):
    """The body of an answer, as botocore reads it."""

    def stream(self, **_):
        yield self.read()


class Recorder:
    """The resource of a service whose requests end here."""

    def __init__(self, service):
        core = CoreSession()
        if service in PROTOCOLS:
            model = core.get_component("data_loader").load_service_model(service, "service-2")
            model["metadata"]["protocols"] = [PROTOCOLS[service]]
        self.session = boto3.session.Session(
            aws_access_key_id="access", aws_secret_access_key="secret", region_name="us-east-1", botocore_session=core
        )
        config = Config(retries={"total_max_attempts": 1})
        self.root = self.session.resource(service, endpoint_url=ENDPOINT, config=config)
        self.client = self.root.meta.client
        self.model = self.client.meta.service_model
        events = self.client.meta.events
        if service == "dynamodb":
            for event, name in DYNAMODB_HANDLERS:
                events.unregister(event, unique_id=name)
        events.register_last("before-parameter-build", self.note)
        events.register("before-send", self.answer)
        self.script, self.default = [], None
        self.requests, self.answers = [], []

    def note(self, params, model, **_):
        self.requests.append({"operation": model.name, "parameters": plain(params)})

    def answer(self, request, event_name, **_):
        operation = self.model.operation_model(event_name.rsplit(".", 1)[1])
        made = self.script.pop(0) if self.script else None
        status, headers, body = made(operation) if made else wire.answer(operation, self.default(operation))
        if operation.http.get("method") == "HEAD":
            body = b""
        self.answers.append((operation.name, status, headers, body))
        return AWSResponse(request.url, status, headers, Raw(body))

    def run(self, call, script, default):
        """What a call asked, what was answered, and what came of it."""
        self.script, self.default = list(script), default
        self.requests, self.answers = [], []
        try:
            outcome = call()
        except ClientError as error:
            outcome = {"error": error.response["Error"]["Code"]}
        except Exception as error:  # What a user of boto3 would see, whatever it is.
            outcome = {"error": type(error).__name__}
        return {"requests": self.requests, "answers": self.answers, "outcome": outcome}


def outcome(value):
    """What came of a call, as JSON."""
    if isinstance(value, ServiceResource):
        return resource(value)
    if value is None:
        return {"nothing": True}
    if isinstance(value, list):
        return {"list": [outcome(one) for one in value]}
    return {"answer": plain(value)}


def resource(value):
    meta = value.meta
    identifiers = {name: getattr(value, name) for name in meta.identifiers}
    kind = type(value).__name__.split(".")[1]
    return {"resource": kind, "identifiers": plain(identifiers), "data": plain(meta.data)}


def plain(value):
    """A value with what JSON lacks written as an object."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if key != "ResponseMetadata"}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    if isinstance(value, datetime.datetime):
        return {"$time": value.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")}
    if isinstance(value, (bytes, bytearray)):
        return {"$blob": base64.b64encode(bytes(value)).decode()}
    if isinstance(value, StreamingBody):
        return {"$stream": value.read().decode()}
    if isinstance(value, str) and UUID.fullmatch(value):
        return {"$token": True}
    return value
