"""aioboto3's clients do the jobs, one request after the other."""
import asyncio

import aioboto3

from order import order
from measuring import KEY, LARGE_KEY, MIB, SMALL_BUCKET, SMALL_TABLE, Begun, run


def client(service):
    return aioboto3.Session().client(service)


async def repeat(call, count):
    await call()
    begun = Begun()
    for _ in range(int(count)):
        await call()
    begun.done(int(count))


async def listing(bucket):
    async with client("s3") as s3:
        begun = Begun()
        keys = total = 0
        async for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
            for entry in page["Contents"]:
                keys += 1
                total += len(entry["Key"].encode()) + entry["Size"]
        begun.done(keys, total)


async def head(count):
    async with client("s3") as s3:
        await repeat(lambda: s3.head_object(Bucket=SMALL_BUCKET, Key=KEY), count)


async def get_item(count):
    async with client("dynamodb") as dynamodb:
        key = {"pk": {"S": "user#00000007"}}
        await repeat(lambda: dynamodb.get_item(TableName=SMALL_TABLE, Key=key), count)


async def put_item(count):
    async with client("dynamodb") as dynamodb:
        await repeat(lambda: dynamodb.put_item(TableName=SMALL_TABLE, Item=order()), count)


async def scan(count):
    async with client("dynamodb") as dynamodb:
        begun = Begun()
        items = 0
        async for page in dynamodb.get_paginator("scan").paginate(TableName=f"items-{count}"):
            items += len(page["Items"])
        begun.done(items)


async def get(mebibytes):
    async with client("s3") as s3:
        begun = Begun()
        answer = await s3.get_object(Bucket=f"flat-1-{mebibytes}m", Key=LARGE_KEY)
        length = 0
        async for piece in answer["Body"].iter_chunks(256 * 1024):
            length += len(piece)
        begun.done(int(mebibytes), length)


async def put(mebibytes):
    async with client("s3") as s3:
        body = bytes([42]) * (64 * MIB)
        begun = Begun()
        times = int(mebibytes) // 64
        for _ in range(times):
            await s3.put_object(Bucket="sink", Key="large", Body=body)
        begun.done(int(mebibytes), times * len(body))


async def start():
    begun = Begun()
    async with client("sts") as sts:
        assert (await sts.get_caller_identity())["Account"] == "123456789012"
    begun.done(1)


if __name__ == "__main__":
    asyncio.run(run({
        "list": listing, "head": head, "get-item": get_item, "put-item": put_item, "scan": scan, "get": get,
        "put": put, "start": start,
    }))
