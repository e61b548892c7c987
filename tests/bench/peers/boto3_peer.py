"""boto3's clients do the jobs."""
import boto3

from measuring import KEY, LARGE_KEY, MIB, SMALL_BUCKET, SMALL_TABLE, Begun, run
from order import order


def repeat(call, count):
    call()
    begun = Begun()
    for _ in range(int(count)):
        call()
    begun.done(int(count))


def listing(bucket):
    client = boto3.client("s3")
    begun = Begun()
    keys = total = 0
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        for entry in page["Contents"]:
            keys += 1
            total += len(entry["Key"].encode()) + entry["Size"]
    begun.done(keys, total)


def versions(bucket):
    client = boto3.client("s3")
    begun = Begun()
    keys = total = 0
    for page in client.get_paginator("list_object_versions").paginate(Bucket=bucket):
        for entry in page.get("Versions", []) + page.get("DeleteMarkers", []):
            keys += 1
            total += len(entry["Key"].encode()) + entry.get("Size", 0)
    begun.done(keys, total)


def head(count):
    client = boto3.client("s3")
    repeat(lambda: client.head_object(Bucket=SMALL_BUCKET, Key=KEY), count)


def refused(count):
    client = boto3.client("s3")

    def call():
        try:
            client.get_object(Bucket=SMALL_BUCKET, Key="missing")
        except client.exceptions.NoSuchKey as error:
            assert error.response["Error"]["Code"] == "NoSuchKey"
        else:
            raise AssertionError("it is there")

    repeat(call, count)


def get_item(count):
    client = boto3.client("dynamodb")
    repeat(lambda: client.get_item(TableName=SMALL_TABLE, Key={"pk": {"S": "user#00000007"}}), count)


def put_item(count):
    client = boto3.client("dynamodb")
    repeat(lambda: client.put_item(TableName=SMALL_TABLE, Item=order()), count)


def scan(count):
    client = boto3.client("dynamodb")
    begun = Begun()
    pages = client.get_paginator("scan").paginate(TableName=f"items-{count}")
    begun.done(sum(len(page["Items"]) for page in pages))


def get(mebibytes):
    client = boto3.client("s3")
    begun = Begun()
    body = client.get_object(Bucket=f"flat-1-{mebibytes}m", Key=LARGE_KEY)["Body"]
    length = sum(len(piece) for piece in body.iter_chunks(256 * 1024))
    begun.done(int(mebibytes), length)


def put(mebibytes):
    client = boto3.client("s3")
    body = bytes([42]) * (64 * MIB)
    begun = Begun()
    times = int(mebibytes) // 64
    for _ in range(times):
        client.put_object(Bucket="sink", Key="large", Body=body)
    begun.done(int(mebibytes), times * len(body))


def start():
    begun = Begun()
    assert boto3.client("sts").get_caller_identity()["Account"] == "123456789012"
    begun.done(1)


if __name__ == "__main__":
    run({
        "list": listing, "versions": versions, "head": head, "refused": refused, "get-item": get_item,
        "put-item": put_item, "scan": scan, "get": get, "put": put, "start": start,
    })
