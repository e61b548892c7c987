"""Checks the signatures of requests as AWS does, and prints for each what it is for and what is wrong with it."""

import base64
import hashlib
import hmac
import json
import sys
from urllib.parse import parse_qsl, urlsplit

from botocore.auth import S3SigV4Auth, SigV2Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

HMAC = "AWS4-HMAC-SHA256"
ECDSA = "AWS4-ECDSA-P256-SHA256"
# The order of the curve P-256.
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
NOTHING = hashlib.sha256(b"").hexdigest()
STREAMING = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"
UNSIGNED = ("UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER")


class Wrong(Exception):
    """Why a request is refused."""


def ensure(holds, why):
    if not holds:
        raise Wrong(why)


def public_key(key, secret):
    """The key that AWS derives for signatures of several regions."""
    for counter in range(1, 255):
        text = b"\x00\x00\x00\x01" + ECDSA.encode() + b"\x00" + key.encode() + bytes([counter]) + b"\x00\x00\x01\x00"
        number = int.from_bytes(hmac.new(b"AWS4A" + secret.encode(), text, hashlib.sha256).digest(), "big")
        if number <= ORDER - 2:
            return ec.derive_private_key(number + 1, ec.SECP256R1()).public_key()
    raise Wrong("no key can be derived")


def signed_chunks(body, signer, request, scope, signature):
    """Checks the signatures of the pieces of a body, each of which is over that before it."""
    day, region, service = scope.split("/")[:3]
    key = ("AWS4" + signer.credentials.secret_key).encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()

    def check(kind, lines, found):
        nonlocal signature
        text = "\n".join([kind, request.context["timestamp"], scope, signature, *lines])
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        ensure(signature == found, "a piece of the body is not signed so")

    while True:
        line, _, body = body.partition(b"\r\n")
        size, _, found = line.decode().partition(";chunk-signature=")
        ensure(found, "a piece of the body is not signed")
        data, body = body[: int(size, 16)], body[int(size, 16) :]
        check("AWS4-HMAC-SHA256-PAYLOAD", [NOTHING, hashlib.sha256(data).hexdigest()], found)
        if not data:
            break
        body = body[2:]
    trailers = [line for line in body.split(b"\r\n") if line]
    ensure(trailers, "no trailer is there")
    name, _, found = trailers.pop().decode().partition(":")
    ensure(name == "x-amz-trailer-signature", "the trailers are not signed")
    lines = b"".join(line + b"\n" for line in trailers)
    check("AWS4-HMAC-SHA256-TRAILER", [hashlib.sha256(lines).hexdigest()], found)


def check_body(body, headers, signer, request, scope, signature):
    said = headers.get("x-amz-content-sha256")
    if said == STREAMING:
        signed_chunks(body, signer, request, scope, signature)
    elif said is not None and said not in UNSIGNED:
        ensure(said == hashlib.sha256(body).hexdigest(), "the body is another")


def check_version_2(asked, body, key, secret):
    """The signature in a form, as botocore makes it, but for the time, which is the form's."""
    form = dict(parse_qsl(body.decode(), keep_blank_values=True, strict_parsing=True))
    ensure(form.get("AWSAccessKeyId") == key, "the key is another")
    ensure(form["SignatureVersion"] == "2" and form["SignatureMethod"] == "HmacSHA256", "the algorithm is AWS's")
    ensure(form["Timestamp"] == "2026-01-01T12:00:00Z", "the time is that of the test")
    request = AWSRequest(method=asked["method"], url=asked["url"])
    _, signature = SigV2Auth(Credentials(key, secret)).calc_signature(request, form)
    ensure(signature == form["Signature"], "the signature is another")
    return ""


def check(asked, key, secret):
    """Region and name that a request is signed for. Raises `Wrong` if it is not signed by the key."""
    headers = {}
    for name, value in asked["headers"]:
        headers.setdefault(name.lower(), []).append(value)
    headers = {name: ",".join(values) for name, values in headers.items()}
    body = base64.b64decode(asked["body"])
    if "authorization" not in headers:
        return check_version_2(asked, body, key, secret)
    algorithm, _, rest = headers["authorization"].partition(" ")
    fields = dict(part.strip().split("=", 1) for part in rest.split(","))
    who, _, scope = fields["Credential"].partition("/")
    ensure(who == key, "the key is another")
    names = fields["SignedHeaders"].split(";")
    ensure(names == sorted(names), "the names of the headers are in order")
    must = {"host"} | {name for name in headers if name.startswith("x-amz-") or name == "content-type"}
    must -= {"x-amzn-trace-id"}
    ensure(must <= set(names), f"not signed: {must - set(names)}")
    signed = {name: headers.get(name, urlsplit(asked["url"]).netloc) for name in names}
    request = AWSRequest(method=asked["method"], url=asked["url"], headers=signed, data=body)
    request.context["timestamp"] = headers["x-amz-date"]
    parts = scope.split("/")
    service = parts[-2]
    region = parts[1] if algorithm == HMAC else "*"
    ensure(parts[0] == headers["x-amz-date"][:8] and parts[-1] == "aws4_request", "the scope is of that day")
    style = S3SigV4Auth if service == "s3" else SigV4Auth
    signer = style(Credentials(key, secret, headers.get("x-amz-security-token")), service, region)
    canonical = signer.canonical_request(request)
    if algorithm == HMAC:
        signature = signer.signature(signer.string_to_sign(request, canonical), request)
        ensure(signature == fields["Signature"], "the signature is another")
    else:
        ensure(algorithm == ECDSA and headers.get("x-amz-region-set"), "the algorithm is one of AWS's")
        digest = hashlib.sha256(canonical.encode()).hexdigest()
        text = "\n".join([ECDSA, headers["x-amz-date"], scope, digest])
        try:
            found = bytes.fromhex(fields["Signature"])
            public_key(key, secret).verify(found, text.encode(), ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            raise Wrong("the signature is another") from None
    check_body(body, headers, signer, request, scope, fields["Signature"])
    return "/".join(parts[1:-1])


def verdict(asked, key, secret):
    try:
        return {"scope": check(asked, key, secret), "wrong": ""}
    except Wrong as wrong:
        return {"scope": "", "wrong": str(wrong)}


with open(sys.argv[1], encoding="utf-8") as file:
    given = json.load(file)
print(json.dumps([verdict(asked, given["key"], given["secret"]) for asked in given["requests"]]))
