"""Writes or reads the sessions of roles in a folder, with botocore's own fetcher and file cache.

usage: botocore_cache.py write|read FOLDER

Prints a line for each case: its name, and the access key id. Cases are those of main.rs.
"""

import sys
from datetime import datetime, timedelta, timezone

from botocore.credentials import AssumeRoleCredentialFetcher
from botocore.utils import JSONFileCache

ROLE = "arn:aws:iam::123456789012:role/reader"
CASES = {
    "bare": {},
    "named": {"RoleSessionName": "report"},
    "device": {"SerialNumber": "arn:aws:iam::123456789012:mfa/me"},
    "long": {"DurationSeconds": 43200},
    "external": {"ExternalId": 'a "quoted" id/with:signs'},
    "policy": {
        "Policy": '{"Version": "2012-10-17", "Statement": [{"Resource": "arn:aws:s3:::f\u00fcr/\U0001f42c*", '
        '"Effect": "Allow", "Action": ["s3:GetObject"], "Condition": {"Bool": {"b": true, "a": null, "n": 10}}}]}'
    },
    "all": {
        "RoleSessionName": "report",
        "ExternalId": "id",
        "DurationSeconds": 3600,
        "SourceIdentity": "ann",
        "PolicyArns": [{"arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}],
        "Tags": [{"Key": "team", "Value": "river"}, {"Key": "cost", "Value": "7"}],
        "TransitiveTagKeys": ["team"],
    },
}


class Sts:
    """Answers as STS does, or refuses if the answer was to be in the cache."""

    def __init__(self, name, mode):
        self.name, self.mode = name, mode

    def assume_role(self, **arguments):
        if self.mode == "read":
            raise LookupError(f"the session {self.name} is not in the cache: {arguments}")
        return {
            "Credentials": {
                "AccessKeyId": f"ASIABOTOCORE{self.name}",
                "SecretAccessKey": "secret",
                "SessionToken": "token",
                "Expiration": datetime.now(timezone.utc) + timedelta(hours=1),
            },
            "AssumedRoleUser": {"AssumedRoleId": "AROA:s", "Arn": "arn:aws:sts::123456789012:assumed-role/reader/s"},
        }


class Source:
    """Whoever assumes the role."""

    def get_frozen_credentials(self):
        return self

    access_key = secret_key = token = "source"


def main():
    mode, folder = sys.argv[1:]
    for name, arguments in CASES.items():
        fetcher = AssumeRoleCredentialFetcher(
            client_creator=lambda *_, **__: Sts(name, mode),
            source_credentials=Source(),
            role_arn=ROLE,
            extra_args=arguments,
            mfa_prompter=lambda _: "123456",
            cache=JSONFileCache(folder),
        )
        found = fetcher.fetch_credentials()
        print(name, found["access_key"], found["account_id"], sep="\t")


main()
