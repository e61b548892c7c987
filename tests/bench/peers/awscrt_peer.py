"""The S3 client of the CRT, on its own, does the transfers."""
import io

from awscrt.auth import AwsCredentialsProvider
from awscrt.http import HttpHeaders, HttpRequest
from awscrt.io import ClientBootstrap, DefaultHostResolver, EventLoopGroup
from awscrt.s3 import (
    S3ChecksumAlgorithm,
    S3ChecksumConfig,
    S3ChecksumLocation,
    S3Client,
    S3RequestTlsMode,
    S3RequestType,
    create_default_s3_signing_config,
)

from measuring import ENDPOINT, LARGE_KEY, MIB, Begun, run

HOST = ENDPOINT.removeprefix("http://")


def client():
    group = EventLoopGroup()
    credentials = AwsCredentialsProvider.new_static("AKIDEXAMPLE", "secret")
    return S3Client(
        bootstrap=ClientBootstrap(group, DefaultHostResolver(group)),
        region="us-east-1",
        signing_config=create_default_s3_signing_config(region="us-east-1", credential_provider=credentials),
        tls_mode=S3RequestTlsMode.DISABLED,
    )


def get(mebibytes):
    s3 = client()
    begun = Begun()
    length = 0

    def piece(chunk, **_):
        nonlocal length
        length += len(chunk)

    request = HttpRequest("GET", f"/flat-1-{mebibytes}m/{LARGE_KEY}", HttpHeaders([("Host", HOST)]))
    s3.make_request(type=S3RequestType.GET_OBJECT, request=request, on_body=piece).finished_future.result()
    begun.done(int(mebibytes), length)


def put(mebibytes):
    s3 = client()
    body = bytes([42]) * (64 * MIB)
    checksum = S3ChecksumConfig(algorithm=S3ChecksumAlgorithm.CRC32, location=S3ChecksumLocation.TRAILER)
    begun = Begun()
    times = int(mebibytes) // 64
    for _ in range(times):
        headers = HttpHeaders([("Host", HOST), ("Content-Length", str(len(body)))])
        request = HttpRequest("PUT", "/sink/large", headers, io.BytesIO(body))
        sent = s3.make_request(type=S3RequestType.PUT_OBJECT, request=request, checksum_config=checksum)
        sent.finished_future.result()
    begun.done(int(mebibytes), times * len(body))


if __name__ == "__main__":
    run({"get": get, "put": put})
