"""boto3's resources do the jobs."""
from decimal import Decimal

import boto3

from boto3_peer import repeat
from measuring import SMALL_TABLE, Begun, run


def walk(collection):
    begun = Begun()
    keys = total = 0
    for thing in collection:
        keys += 1
        total += len(thing.key.encode()) + (thing.size or 0)
    begun.done(keys, total)


def listing(bucket):
    walk(boto3.resource("s3").Bucket(bucket).objects.all())


def versions(bucket):
    walk(boto3.resource("s3").Bucket(bucket).object_versions.all())


def get_item(count):
    table = boto3.resource("dynamodb").Table(SMALL_TABLE)
    repeat(lambda: table.get_item(Key={"pk": "user#00000007"}), count)


def order():
    return {
        "pk": "user#00000007",
        "sk": "order#1",
        "amount": Decimal("7.25"),
        "active": True,
        "tags": {"red", "green"},
        "address": {"street": "7 Main St", "zip": "00007"},
    }


def put_item(count):
    table = boto3.resource("dynamodb").Table(SMALL_TABLE)
    repeat(lambda: table.put_item(Item=order()), count)


def scan(count):
    table = boto3.resource("dynamodb").Table(f"items-{count}")
    begun = Begun()
    page = table.scan()
    items = len(page["Items"])
    while "LastEvaluatedKey" in page:
        page = table.scan(ExclusiveStartKey=page["LastEvaluatedKey"])
        items += len(page["Items"])
    begun.done(items)


if __name__ == "__main__":
    run({"list": listing, "versions": versions, "get-item": get_item, "put-item": put_item, "scan": scan})
