"""Signs calls and a form at noon of the first day of 2026, and prints them as JSON."""

import datetime
import json
import sys

import boto3
import botocore.auth
import botocore.signers
from botocore.config import Config

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.timezone.utc)


def noon(remove_tzinfo=True):
    return NOON.replace(tzinfo=None) if remove_tzinfo else NOON


for module in (botocore.auth, botocore.signers):
    if hasattr(module, "get_current_datetime"):
        module.get_current_datetime = noon

asked = json.loads(sys.argv[1])
keys = ("AKIDEXAMPLE", "the-secret", asked.get("token"))
session = boto3.Session(*keys, region_name="eu-west-1")


def client(service):
    # The host of the region, as here.
    config = Config(signature_version="s3v4", s3={"addressing_style": "virtual"}) if service == "s3" else None
    return session.client(service, config=config)


if "post" in asked:
    fields, conditions = {"acl": "private"}, [{"acl": "private"}, ["content-length-range", 1, 100]]
    print(json.dumps(client("s3").generate_presigned_post("bucket", asked["post"], fields, conditions, 3600)))
elif "copies" in asked:
    # What is sent is kept, and not sent.
    sent = []
    for service, operation, params in asked["copies"]:
        of_service = client(service)
        of_service.meta.events.register("before-send", lambda request, **_: sent.append(request.body) or 1 / 0)
        try:
            getattr(of_service, operation)(**params)
        except ZeroDivisionError:
            pass
    print(json.dumps(sent))
elif "databases" in asked:
    rds, dsql = asked["databases"]
    print(
        json.dumps(
            [
                client("rds").generate_db_auth_token(rds, 5432, "jane doe+"),
                client("dsql").generate_db_connect_auth_token(dsql, ExpiresIn=3600),
                client("dsql").generate_db_connect_admin_auth_token(dsql),
            ]
        )
    )
else:
    urls = [
        client(service).generate_presigned_url(operation, params, 3600, method)
        for service, operation, params, method in asked["calls"]
    ]
    print(json.dumps({"urls": urls}))
