"""obstore does the jobs of objects."""
import obstore
from obstore.store import S3Store

from measuring import ENDPOINT, KEY, LARGE_KEY, MIB, SMALL_BUCKET, Begun, run


def store(bucket):
    return S3Store(
        bucket,
        endpoint=ENDPOINT,
        region="us-east-1",
        access_key_id="AKIDEXAMPLE",
        secret_access_key="secret",
        virtual_hosted_style_request=False,
        client_options={"allow_http": True, "timeout": "300s"},
    )


def listing(bucket):
    begun = Begun()
    keys = total = 0
    for page in obstore.list(store(bucket), chunk_size=1000):
        for entry in page:
            keys += 1
            total += len(entry["path"].encode()) + entry["size"]
    begun.done(keys, total)


def head(count):
    bucket = store(SMALL_BUCKET)
    obstore.head(bucket, KEY)
    begun = Begun()
    for _ in range(int(count)):
        obstore.head(bucket, KEY)
    begun.done(int(count))


def get(mebibytes):
    begun = Begun()
    answer = obstore.get(store(f"flat-1-{mebibytes}m"), LARGE_KEY)
    length = sum(len(piece) for piece in answer.stream(min_chunk_size=256 * 1024))
    begun.done(int(mebibytes), length)


def put(mebibytes):
    body = bytes([42]) * (64 * MIB)
    sink = store("sink")
    begun = Begun()
    times = int(mebibytes) // 64
    for _ in range(times):
        obstore.put(sink, "large", body, use_multipart=False)
    begun.done(int(mebibytes), times * len(body))


if __name__ == "__main__":
    run({"list": listing, "head": head, "get": get, "put": put})
