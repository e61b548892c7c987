"""What boto3 makes of variables, files and recorded answers: the oracle of the tests.

    python oracle.py            writes `cases.json` and `sessions.json`
    python oracle.py --check    fails if they are not what boto3 says now
"""

import datetime
import difflib
import getpass
import io
import json
import os
import pathlib
import random
import sys
import tempfile
import time
import tomllib
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
HOME = "/home/me"
CLOCK = {"now": 0.0}


class FrozenDateTime(datetime.datetime):
    """`datetime`, with a clock of ours. It is in place before botocore takes hold of the class."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(CLOCK["now"], tz)

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(CLOCK["now"], datetime.timezone.utc).replace(tzinfo=None)


datetime.datetime = FrozenDateTime
time.time = lambda: CLOCK["now"]
time.sleep = lambda seconds: None
# Who is asked for a code of a multi-factor device; botocore takes hold of this, too.
CODE = {}
getpass.getpass = lambda prompt: CODE["code"]

import boto3  # noqa: E402
import botocore.awsrequest  # noqa: E402
import botocore.credentials  # noqa: E402
import botocore.exceptions  # noqa: E402
import botocore.httpsession  # noqa: E402
import botocore.tokens  # noqa: E402

sys.dont_write_bytecode = True

from mixtures import mixtures  # noqa: E402
from sessions import sessions  # noqa: E402


class Raw(io.BytesIO):
    """The body of an answer."""

    def stream(self, **_):
        yield self.read()


class Network:
    """Answers from the recorded exchanges, by what they ask for, each once."""

    def __init__(self, exchanges):
        self.left = [dict(exchange) for exchange in exchanges for _ in range(exchange.get("times", 1))]

    def send(self, request):
        body = request.body.decode() if isinstance(request.body, bytes) else request.body or ""
        form = dict(urllib.parse.parse_qsl(body)) if isinstance(body, str) else {}
        for exchange in self.left:
            wanted = exchange["request"]
            same = wanted["method"] == request.method and wanted["uri"].rstrip("/") == request.url.rstrip("/")
            if same and all(value in ("*", form.get(name)) for name, value in wanted.get("form", {}).items()):
                self.left.remove(exchange)
                return self.answer(request, exchange)
        raise botocore.exceptions.EndpointConnectionError(endpoint_url=request.url)

    def answer(self, request, exchange):
        response = exchange.get("response")
        if response is None:
            if exchange.get("failure") == "refused":
                raise botocore.exceptions.EndpointConnectionError(endpoint_url=request.url)
            raise botocore.exceptions.ReadTimeoutError(endpoint_url=request.url)
        body = response.get("body") or ""
        body = body if isinstance(body, str) else json.dumps(body)
        raw = Raw(body.encode())
        return botocore.awsrequest.AWSResponse(
            request.url, response.get("status", 200), response.get("headers", {}), raw
        )


def answer(variables, files, arguments, exchanges, clock):
    """The session that boto3 makes, as data."""
    with tempfile.TemporaryDirectory() as home:
        for path, content in files.items():
            target = pathlib.Path(home, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.replace(HOME.encode(), home.encode()))
        environment = {name: value.replace(HOME, home) for name, value in variables.items()}
        for argument, name in (("config_file", "AWS_CONFIG_FILE"), ("credentials_file", "AWS_SHARED_CREDENTIALS_FILE")):
            if argument in arguments:
                environment[name] = arguments[argument].replace(HOME, home)
        os.environ.clear()
        os.environ.update({"HOME": home, "PATH": "/usr/bin:/bin", **environment})
        # botocore looks at the home folder when it is imported.
        for provider in (botocore.credentials.SSOProvider, botocore.tokens.SSOTokenProvider):
            provider._SSO_TOKEN_CACHE_DIR = os.path.join(home, ".aws", "sso", "cache")
        CLOCK["now"] = datetime.datetime.fromisoformat(clock).timestamp()
        network = Network(exchanges)
        botocore.httpsession.URLLib3Session.send = lambda _, request: network.send(request)
        # botocore adds some minutes by chance to the end of credentials that serve on.
        random.seed(1)
        CODE["code"] = arguments.get("mfa_code")
        return ask(arguments)


def ask(arguments):
    keyword_arguments = {}
    if "profile" in arguments:
        keyword_arguments["profile_name"] = arguments["profile"]
    if "region" in arguments:
        keyword_arguments["region_name"] = arguments["region"]
    if "credentials" in arguments:
        names = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"]
        keyword_arguments.update(zip(names, arguments["credentials"]))
    try:
        session = boto3.Session(**keyword_arguments)
        found = {
            "profile": session.profile_name,
            "region": session.region_name,
            "profiles": sorted(session.available_profiles),
        }
    except Exception as error:
        return {"session_error": type(error).__name__}
    try:
        credentials = session.get_credentials()
        if credentials is None:
            return {**found, "credentials_error": None}
        frozen = credentials.get_frozen_credentials()
        expiry = getattr(credentials, "_expiry_time", None)
        key = {
            "access_key_id": frozen.access_key,
            "secret_access_key": frozen.secret_key,
            "session_token": frozen.token or None,
            "account_id": frozen.account_id,
            "expires_at": expiry and expiry.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "method": credentials.method,
        }
        return {**found, "credentials": key}
    except Exception as error:
        return {**found, "credentials_error": type(error).__name__}


def of_case(folder):
    """The answer for a folder of `tests/cases`; nothing where boto3 has no such call."""
    case = tomllib.loads(folder.joinpath("case.toml").read_text())
    arguments = case.get("session", {})
    if {"provider", "anonymous"} & set(arguments):
        return None
    variables = json.loads(folder.joinpath("env.json").read_text())
    files, exchanges, clock = {}, [], "2026-01-01T00:00:00Z"
    root = folder / "fs"
    for path in sorted(root.rglob("*")):
        if path.is_file():
            files[str(path.relative_to(root))] = path.read_bytes()
    if folder.joinpath("http.json").exists():
        exchanges = json.loads(folder.joinpath("http.json").read_text())
    else:
        variables.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    if folder.joinpath("clock").exists():
        clock = folder.joinpath("clock").read_text().strip()
    return answer(variables, files, arguments, exchanges, clock)


def of_session(session):
    """The answer for a session of `sessions.py`."""
    files = {path: text.encode() for path, text in session.get("files", {}).items()}
    variables = dict(session.get("variables", {}))
    exchanges = session.get("exchanges", [])
    if not exchanges:
        variables.setdefault("AWS_EC2_METADATA_DISABLED", "true")
    return answer(variables, files, session.get("session", {}), exchanges, "2026-01-01T00:00:00Z")


def lines(entries):
    return "[\n" + ",\n".join(json.dumps(entry, ensure_ascii=True) for entry in entries) + "\n]\n"


def main():
    folders = sorted(folder for folder in HERE.parent.joinpath("cases").iterdir() if folder.is_dir())
    cases = [{"name": folder.name, "boto3": of_case(folder)} for folder in folders]
    made = [{**session, "boto3": of_session(session)} for session in [*sessions(), *mixtures()]]
    names = [session["name"] for session in made]
    assert len(set(names)) == len(names), "each session has a name of its own"
    stale = []
    for file, entries in (("cases.json", cases), ("sessions.json", made)):
        path, new = HERE / file, lines(entries)
        old = path.read_text() if path.exists() else ""
        if "--check" not in sys.argv:
            path.write_text(new)
        elif old != new:
            stale.append(file)
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), "recorded", "boto3"))
    print(f"{len(cases)} cases and {len(made)} sessions, boto3 {boto3.__version__}")
    if stale:
        sys.exit(f"not what boto3 says now: {', '.join(stale)}; run tests/boto3/oracle.py of sotalia-session")


main()
