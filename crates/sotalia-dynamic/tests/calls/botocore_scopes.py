"""Calls an operation of each service without parameters, and prints where it goes and what its signature is for, as JSON."""

import json
import sys

import botocore.session

every = int(sys.argv[1])
session = botocore.session.get_session()
session.set_credentials("AKIDEXAMPLE", "the-secret", "the-token")


class Sent(Exception):
    """The request that would have been sent."""


def stop(request, **_):
    raise Sent(request)


def scope(authorization):
    """Region and name; of several regions, the name; of a token or nobody, what is there."""
    if "Credential=" not in authorization:
        return authorization
    parts = authorization.split("Credential=")[1].split(",")[0].split("/")
    return "/".join(parts[2:-1])


found = []
for service in session.get_available_services()[::every]:
    client = session.create_client(service, region_name="eu-west-1")
    client.meta.events.register("before-send", stop)
    for method, name in sorted(client.meta.method_to_api_mapping.items()):
        model = client.meta.service_model.operation_model(name)
        if model.input_shape and model.input_shape.required_members or model.has_event_stream_input:
            continue
        try:
            getattr(client, method)()
        except Sent as sent:
            request = sent.args[0]
            signed = request.headers.get("Authorization") or b""
            signed = signed.decode() if isinstance(signed, bytes) else signed
            found.append([service, method, request.url.split("?")[0], scope(signed)])
            break
        except Exception:  # It wants parameters after all: the next.
            continue
print(json.dumps(found))
