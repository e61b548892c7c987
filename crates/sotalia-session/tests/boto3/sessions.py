"""The sessions that are made with boto3 and with us, by combination: variables, files, arguments, recorded answers."""

import hashlib
import json

CREDENTIALS = ".aws/credentials"
CONFIG = ".aws/config"
ROLE = "arn:aws:iam::123456789012:role/"
LATER = "2099-01-01T00:00:00Z"
STS = "https://sts.eu-west-1.amazonaws.com/"


def key(name):
    """The two lines of an access key."""
    return f"aws_access_key_id = AKIA{name}\naws_secret_access_key = SECRET-OF-{name}\n"


def token(name):
    return key(name) + f"aws_session_token = TOKEN-OF-{name}\n"


def environment(name, with_token=False):
    """The variables of an access key."""
    variables = {"AWS_ACCESS_KEY_ID": f"AKIA{name}", "AWS_SECRET_ACCESS_KEY": f"SECRET-OF-{name}"}
    if with_token:
        variables["AWS_SESSION_TOKEN"] = f"TOKEN-OF-{name}"
    return variables


def process(name, **more):
    output = {"Version": 1, "AccessKeyId": f"ASIA{name}", "SecretAccessKey": f"SECRET-OF-{name}", **more}
    return f"credential_process = echo '{json.dumps(output)}'\n"


def assumed(role, name, action="AssumeRole", **form):
    """STS gives the credentials of a role."""
    body = (
        f"<{action}Response xmlns='https://sts.amazonaws.com/doc/2011-06-15/'><{action}Result><Credentials>"
        f"<AccessKeyId>ASIA{name}</AccessKeyId><SecretAccessKey>SECRET-OF-{name}</SecretAccessKey>"
        f"<SessionToken>TOKEN-OF-{name}</SessionToken><Expiration>{LATER}</Expiration></Credentials>"
        f"<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/{role}/session</Arn>"
        f"<AssumedRoleId>AROA:session</AssumedRoleId></AssumedRoleUser></{action}Result></{action}Response>"
    )
    form = {"Action": action, "RoleArn": ROLE + role, **form}
    return {
        "request": {"method": "POST", "uri": STS, "form": form},
        "response": {"headers": {"content-type": "text/xml"}, "body": body},
    }


def json_answer(method, uri, body, status=200, **more):
    headers = {"content-type": "application/json"}
    return {
        "request": {"method": method, "uri": uri, **more},
        "response": {"status": status, "headers": headers, "body": body},
    }


def temporary(name):
    """What containers and instances give."""
    return {
        "Code": "Success",
        "Type": "AWS-HMAC",
        "LastUpdated": "2026-01-01T00:00:00Z",
        "AccessKeyId": f"ASIA{name}",
        "SecretAccessKey": f"SECRET-OF-{name}",
        "Token": f"TOKEN-OF-{name}",
        "Expiration": LATER,
    }


def named(prefix, table):
    return [{"name": f"{prefix}_{name}", **session} for name, session in table.items()]


def keys_by_profile_by_place():
    """Keys in the environment, by how the profile is chosen, by where its keys are."""
    keys = {
        "no_key": {},
        "key": environment("ENV"),
        "temporary_key": environment("ENV", with_token=True),
        "security_token": {**environment("ENV"), "AWS_SECURITY_TOKEN": "TOKEN-OF-ENV"},
        "id_alone": {"AWS_ACCESS_KEY_ID": "AKIAENV"},
        "secret_alone": {"AWS_SECRET_ACCESS_KEY": "SECRET-OF-ENV"},
        "blank_key": {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
    }
    profiles = {
        "none": ({}, {}),
        "variable": ({"AWS_PROFILE": "dev"}, {}),
        "code": ({}, {"profile": "dev"}),
        "missing_variable": ({"AWS_PROFILE": "nobody"}, {}),
        "missing_code": ({}, {"profile": "nobody"}),
    }
    places = {
        "in_credentials": {CREDENTIALS: f"[default]\n{key('DEFAULT')}[dev]\n{token('DEV')}"},
        "in_config": {CONFIG: f"[default]\n{key('DEFAULT')}[profile dev]\n{token('DEV')}"},
        "in_both": {
            CREDENTIALS: f"[default]\n{key('DEFAULT')}[dev]\n{token('DEV')}",
            CONFIG: f"[default]\n{key('CONFIGDEFAULT')}region = eu-west-1\n[profile dev]\n{key('CONFIGDEV')}",
        },
        "nowhere": {},
    }
    return [
        {
            "name": f"keys_{key_name}_profile_{profile_name}_{place}",
            "variables": {**key_variables, **variables},
            "session": session,
            "files": files,
        }
        for key_name, key_variables in keys.items()
        for profile_name, (variables, session) in profiles.items()
        for place, files in places.items()
        if key_name in ("no_key", "key") or place in ("in_credentials", "nowhere")
    ]


def profile_variables():
    files = {CREDENTIALS: f"[default]\n{key('DEFAULT')}[one]\n{key('ONE')}[two]\n{key('TWO')}"}
    table = {
        "default_variable": {"AWS_DEFAULT_PROFILE": "one"},
        "both_variables": {"AWS_PROFILE": "one", "AWS_DEFAULT_PROFILE": "two"},
        "blank_variable": {"AWS_PROFILE": ""},
        "blank_default_variable": {"AWS_DEFAULT_PROFILE": ""},
        "blank_and_default_variable": {"AWS_PROFILE": "", "AWS_DEFAULT_PROFILE": "two"},
        "default_named": {"AWS_PROFILE": "default"},
        "missing_default_variable": {"AWS_DEFAULT_PROFILE": "nobody"},
        "other_case": {"AWS_PROFILE": "One"},
    }
    made = {name: {"variables": variables, "files": files} for name, variables in table.items()}
    for name in ("default_variable", "both_variables", "missing_default_variable"):
        made[f"{name}_code"] = {**made[name], "session": {"profile": "two"}}
        made[f"{name}_key"] = {**made[name], "variables": {**table[name], **environment("ENV")}}
    made["default_in_code"] = {"session": {"profile": "default"}, "files": files}
    made["default_in_code_without_files"] = {"session": {"profile": "default"}}
    made["default_variable_without_files"] = {"variables": {"AWS_PROFILE": "default"}}
    made["empty_in_code"] = {"session": {"profile": ""}, "files": files}
    return named("profile", made)


def regions():
    """Where the region may be, in all combinations of up to three places."""
    config = {CONFIG: "[default]\nregion = eu-north-1\n[profile dev]\nregion = eu-south-1\n[profile bare]\noutput = json\n"}
    credentials = {CREDENTIALS: f"[default]\nregion = sa-east-1\n{key('DEFAULT')}"}
    variables = {
        "none": {},
        "region": {"AWS_REGION": "us-west-1"},
        "default_region": {"AWS_DEFAULT_REGION": "us-west-2"},
        "both": {"AWS_REGION": "us-west-1", "AWS_DEFAULT_REGION": "us-west-2"},
        "blank": {"AWS_DEFAULT_REGION": ""},
    }
    calls = {"no_call": {}, "code": {"region": "ap-east-1"}, "dev": {"profile": "dev"}, "bare": {"profile": "bare"}}
    files = {"config": config, "both_files": {**config, **credentials}}
    return [
        {
            "name": f"region_{variable}_{call}_{file}",
            "variables": {**variables[variable], **environment("ENV")},
            "session": calls[call],
            "files": files[file],
        }
        for variable in variables
        for call in calls
        for file in files
    ] + named(
        "region",
        {
            "invalid_in_code": {"session": {"region": "us east"}, "variables": environment("ENV")},
            "of_missing_config_variable": {
                "variables": {"AWS_CONFIG_FILE": "/home/me/none", "AWS_DEFAULT_REGION": "us-west-2"}
            },
            "of_config_variable": {
                "variables": {"AWS_CONFIG_FILE": "/home/me/other"},
                "files": {"other": "[default]\nregion = eu-west-3\n", **config},
            },
            "of_tilde_config_variable": {
                "variables": {"AWS_CONFIG_FILE": "~/other"},
                "files": {"other": "[default]\nregion = eu-west-3\n", **config},
            },
        },
    )


def sources_of_a_profile():
    """What a profile may take its credentials from, and which of two wins."""
    web = f"role_arn = {ROLE}web\nweb_identity_token_file = /home/me/token\nrole_session_name = session\n"
    parts = {
        "config": (CONFIG, key("CONFIG"), []),
        "credentials": (CREDENTIALS, key("CREDENTIALS"), []),
        "process": (CONFIG, process("PROCESS"), []),
        "process_in_credentials": (CREDENTIALS, process("PROCESS"), []),
        "role": (
            CONFIG,
            f"role_arn = {ROLE}plain\nsource_profile = base\nrole_session_name = session\n",
            [assumed("plain", "ROLE")],
        ),
        "web": (CONFIG, web, [assumed("web", "WEB", "AssumeRoleWithWebIdentity")]),
        "sso": (
            CONFIG,
            "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n",
            [sso_answer()],
        ),
    }
    made = []
    for first, (file, text, exchanges) in parts.items():
        for second, (other_file, other_text, other_exchanges) in parts.items():
            if first > second:
                continue
            files = {
                CONFIG: f"[profile base]\n{key('BASE')}[sso-session corp]\nsso_region = eu-west-1\n"
                "sso_start_url = https://corp.example.com/start\n[profile dev]\nregion = eu-west-1\n",
                CREDENTIALS: "[dev]\n",
                "token": "WEB-IDENTITY-TOKEN",
                SSO_FILE: json.dumps(SSO_TOKEN),
            }
            files[file] += text
            if second != first:
                files[other_file] += other_text
            made.append(
                {
                    "name": f"profile_with_{first}" + (f"_and_{second}" if second != first else ""),
                    "session": {"profile": "dev"},
                    "files": files,
                    "exchanges": exchanges + (other_exchanges if second != first else []),
                }
            )
    return made


SSO_FILE = f".aws/sso/cache/{hashlib.sha1(b'corp').hexdigest()}.json"
SSO_TOKEN = {"accessToken": "SSO-ACCESS-TOKEN", "expiresAt": LATER, "region": "eu-west-1", "startUrl": "https://corp.example.com/start"}


def sso_answer(status=200, **body):
    uri = "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials?role_name=Reader&account_id=123456789012"
    answer = {
        "roleCredentials": {
            "accessKeyId": "ASIASSO",
            "secretAccessKey": "SECRET-OF-SSO",
            "sessionToken": "TOKEN-OF-SSO",
            "expiration": 4070908800000,
        }
    }
    return json_answer("GET", uri, body or answer, status)


def single_sign_on():
    profile = "[profile dev]\nregion = eu-west-1\n{}"
    session = "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example.com/start\n"
    account = "sso_account_id = 123456789012\nsso_role_name = Reader\n"
    legacy = "sso_start_url = https://corp.example.com/start\nsso_region = eu-west-1\n"
    legacy_file = f".aws/sso/cache/{hashlib.sha1(b'https://corp.example.com/start').hexdigest()}.json"
    expired = {**SSO_TOKEN, "expiresAt": "2020-01-01T00:00:00Z"}

    def made(text, file=SSO_FILE, token=SSO_TOKEN, exchanges=None):
        files = {CONFIG: profile.format(text)}
        if token:
            files[file] = json.dumps(token)
        return {"session": {"profile": "dev"}, "files": files, "exchanges": exchanges or []}

    good = [sso_answer()]
    return named(
        "sso",
        {
            "session": made(f"sso_session = corp\n{account}{session}", exchanges=good),
            "session_missing": made(f"sso_session = corp\n{account}"),
            "session_without_region": made(
                f"sso_session = corp\n{account}[sso-session corp]\nsso_start_url = https://corp.example.com/start\n"
            ),
            "session_without_start_url": made(
                f"sso_session = corp\n{account}[sso-session corp]\nsso_region = eu-west-1\n"
            ),
            "session_of_other_region": made(f"sso_session = corp\nsso_region = us-east-1\n{account}{session}"),
            "session_of_other_start_url": made(
                f"sso_session = corp\nsso_start_url = https://other.example.com/start\n{account}{session}"
            ),
            "session_said_twice": made(f"sso_session = corp\n{legacy}{account}{session}", exchanges=good),
            "session_without_token": made(f"sso_session = corp\n{account}{session}", token=None),
            "session_expired": made(f"sso_session = corp\n{account}{session}", token=expired),
            "session_unauthorized": made(
                f"sso_session = corp\n{account}{session}",
                exchanges=[sso_answer(401, __type="UnauthorizedException", message="Session token not found or invalid")],
            ),
            "legacy": made(legacy + account, file=legacy_file, exchanges=good),
            "legacy_without_token": made(legacy + account, token=None),
            "legacy_expired": made(legacy + account, file=legacy_file, token=expired),
            "without_role": made(f"sso_session = corp\nsso_account_id = 123456789012\n{session}"),
            "without_account": made(f"sso_session = corp\nsso_role_name = Reader\n{session}"),
            "legacy_without_region": made("sso_start_url = https://corp.example.com/start\n" + account),
            "start_url_alone": made(legacy),
            "session_alone": made(f"sso_session = corp\n{session}"),
        },
    )


def roles():
    def made(config, exchanges=(), credentials="", variables=None, files=None):
        return {
            "session": {"profile": "dev", "region": "eu-west-1"},
            "variables": variables or {},
            "files": {CONFIG: config, CREDENTIALS: credentials, **(files or {})},
            "exchanges": list(exchanges),
        }

    role = f"[profile dev]\nrole_arn = {ROLE}last\nrole_session_name = session\n"
    base = f"[profile base]\n{key('BASE')}"
    last = assumed("last", "LAST", RoleSessionName="session")
    middle = (
        f"[profile middle]\nrole_arn = {ROLE}middle\nsource_profile = base\nrole_session_name = between\n"
    )
    return named(
        "role",
        {
            "source": made(f"{role}source_profile = base\n{base}", [last]),
            "source_in_credentials": made(f"{role}source_profile = base\n", [last], f"[base]\n{key('BASE')}"),
            "role_in_credentials": made(
                base, [last], f"[dev]\nrole_arn = {ROLE}last\nrole_session_name = session\nsource_profile = base\n"
            ),
            "source_missing": made(f"{role}source_profile = nobody\n"),
            "source_without_keys": made(f"{role}source_profile = base\n[profile base]\nregion = eu-west-1\n"),
            "source_half_a_key": made(f"{role}source_profile = base\n[profile base]\naws_access_key_id = AKIABASE\n"),
            "source_process": made(f"{role}source_profile = base\n[profile base]\n{process('BASE')}", [last]),
            "without_source": made(role),
            "with_both_sources": made(f"{role}source_profile = base\ncredential_source = Environment\n{base}"),
            "chain": made(f"{role}source_profile = middle\n{middle}{base}", [assumed("middle", "MIDDLE"), last]),
            "loop": made(
                f"{role}source_profile = middle\n[profile middle]\nrole_arn = {ROLE}middle\nsource_profile = dev\n"
            ),
            "of_itself": made(f"{role}source_profile = dev\n"),
            "of_itself_with_keys": made(f"{role}source_profile = dev\n{key('DEV')}", [last]),
            "of_middle_with_keys": made(
                f"{role}source_profile = middle\n{middle}{key('MIDDLE')}{base}", [last]
            ),
            "from_environment": made(f"{role}credential_source = Environment\n", [last], variables=environment("ENV")),
            "from_environment_without_keys": made(f"{role}credential_source = Environment\n"),
            "from_unknown": made(f"{role}credential_source = Magic\n"),
            "from_lower_case": made(f"{role}credential_source = environment\n", [last], variables=environment("ENV")),
            "from_container": made(
                f"{role}credential_source = EcsContainer\n",
                [json_answer("GET", "http://169.254.170.2/task", temporary("TASK")), last],
                variables={"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/task"},
            ),
            "from_instance": made(
                f"{role}credential_source = Ec2InstanceMetadata\n", [*instance(), last]
            ),
            "external_id": made(
                f"{role}external_id = outside\nsource_profile = base\n{base}",
                [assumed("last", "LAST", ExternalId="outside")],
            ),
            "duration": made(
                f"{role}duration_seconds = 7200\nsource_profile = base\n{base}",
                [assumed("last", "LAST", DurationSeconds="7200")],
            ),
            "duration_of_words": made(f"{role}duration_seconds = long\nsource_profile = base\n{base}", [last]),
            "refused": made(
                f"{role}source_profile = base\n{base}",
                [
                    {
                        "request": {"method": "POST", "uri": STS, "form": {"Action": "AssumeRole"}},
                        "response": {
                            "status": 403,
                            "headers": {"content-type": "text/xml"},
                            "body": "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not you"
                            "</Message></Error><RequestId>id</RequestId></ErrorResponse>",
                        },
                    }
                ],
            ),
            "without_arn": made(f"[profile dev]\nsource_profile = base\n{base}"),
            "blank_arn": made(f"[profile dev]\nrole_arn =\nsource_profile = base\n{base}"),
            "web_identity_source": made(
                f"{role}source_profile = base\n[profile base]\nrole_arn = {ROLE}web\n"
                "web_identity_token_file = /home/me/token\nrole_session_name = web\n",
                [assumed("web", "WEB", "AssumeRoleWithWebIdentity", WebIdentityToken="WEB-IDENTITY-TOKEN"), last],
                files={"token": "WEB-IDENTITY-TOKEN"},
            ),
        },
    )


def web_identities():
    variables = {
        "AWS_ROLE_ARN": ROLE + "web",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token",
        "AWS_ROLE_SESSION_NAME": "session",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_REGION": "eu-west-1",
    }
    files = {"token": "WEB-IDENTITY-TOKEN"}
    answers = [
        assumed("web", "WEB", "AssumeRoleWithWebIdentity", WebIdentityToken="WEB-IDENTITY-TOKEN", RoleSessionName="session")
    ]

    def without(name):
        return {other: value for other, value in variables.items() if other != name}

    return named(
        "web",
        {
            "variables": {"variables": variables, "files": files, "exchanges": answers},
            "without_role": {"variables": without("AWS_ROLE_ARN"), "files": files},
            "without_file_variable": {"variables": without("AWS_WEB_IDENTITY_TOKEN_FILE"), "files": files},
            "without_file": {"variables": variables},
            "and_keys": {"variables": {**variables, **environment("ENV")}, "files": files},
            "and_profile_keys": {
                "variables": variables,
                "files": {**files, CREDENTIALS: f"[default]\n{key('DEFAULT')}"},
                "exchanges": answers,
            },
            "and_profile_variable": {
                "variables": {**variables, "AWS_PROFILE": "dev"},
                "files": {**files, CREDENTIALS: f"[dev]\n{key('DEV')}"},
                "exchanges": answers,
            },
            "and_profile_in_code": {
                "variables": variables,
                "session": {"profile": "dev"},
                "files": {**files, CREDENTIALS: f"[dev]\n{key('DEV')}"},
            },
        },
    )


def instance(name="INSTANCE", role="worker"):
    root = "http://169.254.169.254/latest/"
    folder = f"{root}meta-data/iam/security-credentials/"
    token = {"method": "PUT", "uri": f"{root}api/token"}
    headers = {"x-aws-ec2-metadata-token-ttl-seconds": "21600"}
    return [
        {"request": token, "response": {"headers": headers, "body": "METADATA-TOKEN"}},
        {"request": {"method": "GET", "uri": folder}, "response": {"body": role}},
        json_answer("GET", folder + role, temporary(name)),
    ]


def machines():
    """Containers and instances."""
    uri = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

    def container(where, variables, answer=None, **request):
        return {
            "variables": variables,
            "exchanges": [json_answer("GET", where, temporary("TASK"), **request)] if answer is None else answer,
        }

    task = "http://169.254.170.2/task"
    return named(
        "machine",
        {
            "container": container(task, {uri: "/task"}),
            "container_full": container("http://127.0.0.1:8080/task", {full: "http://127.0.0.1:8080/task"}),
            "container_localhost": container("http://localhost:8080/task", {full: "http://localhost:8080/task"}),
            "container_https": container("https://vault.example.com/task", {full: "https://vault.example.com/task"}),
            "container_refused_host": {"variables": {full: "http://vault.example.com/task", "AWS_EC2_METADATA_DISABLED": "true"}},
            "container_eks": container(
                "http://169.254.170.23/v1/credentials", {full: "http://169.254.170.23/v1/credentials"}
            ),
            "container_token": container(
                task,
                {uri: "/task", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic container"},
                headers={"authorization": "Basic container"},
            ),
            "container_token_with_line_end": {
                "variables": {
                    uri: "/task",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Basic\r\ncontainer",
                    "AWS_EC2_METADATA_DISABLED": "true",
                }
            },
            "container_both_variables": container(task, {uri: "/task", full: "http://127.0.0.1/other"}),
            "container_after_profile": {
                "variables": {uri: "/task"},
                "files": {CREDENTIALS: f"[default]\n{key('DEFAULT')}"},
            },
            "container_behind_bare_profile": {
                **container(task, {uri: "/task", "AWS_PROFILE": "dev"}),
                "files": {CONFIG: "[profile dev]\nregion = eu-west-1\n"},
            },
            "container_behind_bare_profile_in_code": {
                **container(task, {uri: "/task"}),
                "session": {"profile": "dev"},
                "files": {CONFIG: "[profile dev]\nregion = eu-west-1\n"},
            },
            "instance": {"exchanges": instance()},
            "instance_disabled": {"variables": {"AWS_EC2_METADATA_DISABLED": "true"}},
            "instance_disabled_in_capitals": {"variables": {"AWS_EC2_METADATA_DISABLED": "TRUE"}},
            "instance_behind_bare_profile": {
                "variables": {"AWS_PROFILE": "dev"},
                "exchanges": instance(),
                "files": {CONFIG: "[profile dev]\nregion = eu-west-1\n"},
            },
            "instance_after_key": {"variables": environment("ENV"), "exchanges": instance()},
        },
    )


def processes():
    def made(text, exchanges=()):
        return {"session": {"profile": "dev"}, "files": {CONFIG: f"[profile dev]\n{text}"}}

    def printing(output):
        return made(f"credential_process = echo '{output}'\n")

    whole = {"Version": 1, "AccessKeyId": "ASIAPROCESS", "SecretAccessKey": "SECRET-OF-PROCESS"}

    def without(name):
        return json.dumps({other: value for other, value in whole.items() if other != name})

    return named(
        "process",
        {
            "key": made(process("PROCESS")),
            "temporary": made(process("PROCESS", SessionToken="TOKEN-OF-PROCESS", Expiration=LATER)),
            "account": made(process("PROCESS", AccountId="123456789012")),
            "account_of_profile": made(process("PROCESS") + "aws_account_id = 123456789012\n"),
            "without_version": printing(without("Version")),
            "without_id": printing(without("AccessKeyId")),
            "without_secret": printing(without("SecretAccessKey")),
            "other_version": printing(json.dumps({**whole, "Version": 2})),
            "no_json": printing("hello"),
            "nothing": made("credential_process = true\n"),
            "failing": made("credential_process = false\n"),
            "not_there": made("credential_process = /home/me/no-such-program\n"),
            "without_shell": made(f"credential_process = echo '{json.dumps(whole)}' ; exit 1\n"),
            "blank": made("credential_process =\n"),
            "expired": made(process("PROCESS", SessionToken="TOKEN-OF-PROCESS", Expiration="2020-01-01T00:00:00Z")),
        },
    )


def files():
    """How the files are written."""

    def config(text, **more):
        return {"files": {CONFIG: text}, **more}

    def credentials(text, **more):
        return {"files": {CREDENTIALS: text}, **more}

    dev = {"session": {"profile": "dev"}}
    one = "aws_access_key_id = AKIAONE\naws_secret_access_key = SECRET-OF-ONE\n"
    return named(
        "file",
        {
            "comments": credentials(f"# first\n; second\n[default]\n# third\n{one}"),
            "comment_after_value": credentials(
                "[default]\naws_access_key_id = AKIAONE # mine\naws_secret_access_key = SECRET-OF-ONE\n"
            ),
            "hash_in_value": credentials("[default]\naws_access_key_id = AKIAONE\naws_secret_access_key = SECRET#OF#ONE\n"),
            "region_with_comment": config("[default]\nregion = eu-west-1 ; home\n"),
            "no_spaces": credentials("[default]\naws_access_key_id=AKIAONE\naws_secret_access_key=SECRET-OF-ONE\n"),
            "many_spaces": credentials(
                "[default]\naws_access_key_id   =   AKIAONE   \naws_secret_access_key   =   SECRET-OF-ONE   \n"
            ),
            "tabs": credentials("[default]\naws_access_key_id\t=\tAKIAONE\naws_secret_access_key\t=\tSECRET-OF-ONE\n"),
            "blank_lines": credentials(f"\n\n[default]\n\n{one}\n\n"),
            "windows": credentials(f"[default]\n{one}".replace("\n", "\r\n")),
            "capital_keys": credentials("[default]\nAWS_ACCESS_KEY_ID = AKIAONE\nAWS_Secret_Access_Key = SECRET-OF-ONE\n"),
            "colons": credentials("[default]\naws_access_key_id: AKIAONE\naws_secret_access_key: SECRET-OF-ONE\n"),
            "equals_in_value": credentials("[default]\naws_access_key_id = AKIAONE\naws_secret_access_key = SECRET=OF=ONE==\n"),
            "profile_twice": credentials(f"[default]\naws_access_key_id = AKIAONE\n[default]\naws_secret_access_key = SECRET-OF-ONE\n"),
            "key_twice": credentials(f"[default]\naws_access_key_id = AKIATWO\n{one}"),
            "both_defaults": config("[default]\nregion = eu-west-1\n[profile default]\nregion = eu-west-2\n"),
            "both_defaults_turned": config("[profile default]\nregion = eu-west-2\n[default]\nregion = eu-west-1\n"),
            "prefixed_default": config("[profile default]\nregion = eu-west-2\n"),
            "bare_profile_in_config": config("[dev]\nregion = eu-west-2\n", **dev),
            "prefix_in_credentials": credentials(f"[profile dev]\n{one}", **dev),
            "quoted_name": config(f'[profile "my dev"]\n{one}', session={"profile": "my dev"}),
            "spaces_in_section": config(f"[ profile   dev ]\n{one}", **dev),
            "tab_in_section": config(f"[profile\tdev]\n{one}", **dev),
            "upper_case_name": config(f"[profile DEV]\n{one}", **dev),
            "at_sign": config(f"[profile me@home]\n{one}", session={"profile": "me@home"}),
            "slash": config(f"[profile corp/dev]\n{one}", session={"profile": "corp/dev"}),
            "unknown_section": config(f"[preview]\ncloudfront = true\n[profile dev]\n{one}", **dev),
            "plugins_section": config(f"[plugins]\nendpoint = awscli_plugin_endpoint\n[profile dev]\n{one}", **dev),
            "nested": config(f"[profile dev]\n{one}s3 =\n  max_concurrent_requests = 20\n  region = nowhere\nregion = eu-west-1\n", **dev),
            "nested_region": config(f"[profile dev]\n{one}s3 =\n    region = nowhere\n", **dev),
            "continued": config(f"[profile dev]\n{one}region = eu-west-1\noutput = json\n  text\n", **dev),
            "services_section": config(
                f"[services local]\ns3 =\n  endpoint_url = http://localhost\n[profile dev]\n{one}services = local\n", **dev
            ),
            "no_section": credentials(f"{one}[default]\n{one}"),
            "line_without_value": credentials(f"[default]\n{one}novalue\n"),
            "section_not_closed": credentials(f"[default\n{one}"),
            "empty": {"files": {CREDENTIALS: "", CONFIG: ""}},
            "blank_secret": credentials("[default]\naws_access_key_id = AKIAONE\naws_secret_access_key =\n"),
            "secret_alone": credentials("[default]\naws_secret_access_key = SECRET-OF-ONE\n"),
            "id_in_one_secret_in_other": {
                "files": {
                    CREDENTIALS: "[default]\naws_access_key_id = AKIAONE\n",
                    CONFIG: "[default]\naws_secret_access_key = SECRET-OF-ONE\n",
                }
            },
            "token_in_config": {
                "files": {CREDENTIALS: f"[default]\n{one}", CONFIG: "[default]\naws_session_token = TOKEN-OF-ONE\n"}
            },
            "security_token": credentials(f"[default]\n{one}aws_security_token = TOKEN-OF-ONE\n"),
            "account": credentials(f"[default]\n{one}aws_account_id = 123456789012\n"),
            "byte_order_mark": credentials(f"\ufeff[default]\n{one}"),
            "letters": credentials(f"[default]\n{one}[größe]\n{key('TWO')}", session={"profile": "größe"}),
            "credentials_variable": {
                "variables": {"AWS_SHARED_CREDENTIALS_FILE": "/home/me/other"},
                "files": {"other": f"[default]\n{one}", CREDENTIALS: f"[default]\n{key('TWO')}"},
            },
            "credentials_variable_missing": {
                "variables": {"AWS_SHARED_CREDENTIALS_FILE": "/home/me/none"},
                "files": {CREDENTIALS: f"[default]\n{key('TWO')}"},
            },
            "credentials_variable_with_tilde": {
                "variables": {"AWS_SHARED_CREDENTIALS_FILE": "~/other"},
                "files": {"other": f"[default]\n{one}"},
            },
            "config_variable_names_credentials": {
                "variables": {"AWS_CONFIG_FILE": "/home/me/.aws/credentials"},
                "files": {CREDENTIALS: f"[default]\n{one}region = eu-west-1\n"},
            },
        },
    )


def arguments():
    """Credentials in code."""
    table = {
        "key": ["AKIACODE", "SECRET-OF-CODE"],
        "temporary": ["ASIACODE", "SECRET-OF-CODE", "TOKEN-OF-CODE"],
    }
    around = {
        "alone": {},
        "before_environment": {"variables": environment("ENV")},
        "before_profile": {"files": {CREDENTIALS: f"[default]\n{key('DEFAULT')}"}},
    }
    return [
        {"name": f"code_{name}_{place}", "session": {"credentials": credentials}, **rest}
        for name, credentials in table.items()
        for place, rest in around.items()
    ]


def variables():
    """What else a variable may hold."""
    keys = environment("ENV", with_token=True)
    default = {CREDENTIALS: f"[default]\n{key('DEFAULT')}[dev]\n{key('DEV')}", CONFIG: "[default]\nregion = eu-west-1\n"}
    table = {
        "expiration": {**keys, "AWS_CREDENTIAL_EXPIRATION": LATER},
        "expiration_with_offset": {**keys, "AWS_CREDENTIAL_EXPIRATION": "2098-12-31T23:00:00-01:00"},
        "expiration_passed": {**keys, "AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z"},
        "expiration_of_words": {**keys, "AWS_CREDENTIAL_EXPIRATION": "tomorrow"},
        "expiration_blank": {**keys, "AWS_CREDENTIAL_EXPIRATION": ""},
        "account": {**keys, "AWS_ACCOUNT_ID": "123456789012"},
        "account_blank": {**keys, "AWS_ACCOUNT_ID": ""},
        "both_tokens": {**keys, "AWS_SECURITY_TOKEN": "OLD-TOKEN-OF-ENV"},
        "token_blank": {**environment("ENV"), "AWS_SESSION_TOKEN": ""},
        "token_alone": {"AWS_SESSION_TOKEN": "TOKEN-OF-ENV"},
        "old_secret_name": {"AWS_ACCESS_KEY_ID": "AKIAENV", "SECRET_ACCESS_KEY": "SECRET-OF-ENV"},
        "old_names": {"AWS_ACCESS_KEY": "AKIAENV", "AWS_SECRET_KEY": "SECRET-OF-ENV"},
        "lower_case": {"aws_access_key_id": "AKIAENV", "aws_secret_access_key": "SECRET-OF-ENV"},
        "profile_with_spaces": {"AWS_PROFILE": " dev "},
        "region_with_spaces": {"AWS_DEFAULT_REGION": " eu-west-2 ", "AWS_REGION": " eu-west-2 "},
        "region_in_capitals": {"AWS_DEFAULT_REGION": "EU-WEST-2", "AWS_REGION": "EU-WEST-2"},
        "region_unknown": {"AWS_DEFAULT_REGION": "mars-north-1", "AWS_REGION": "mars-north-1"},
        "load_config": {"AWS_SDK_LOAD_CONFIG": "0"},
        "files_turned": {
            "AWS_CONFIG_FILE": "/home/me/.aws/credentials",
            "AWS_SHARED_CREDENTIALS_FILE": "/home/me/.aws/config",
        },
        "both_files_are_one": {
            "AWS_CONFIG_FILE": "/home/me/.aws/credentials",
            "AWS_SHARED_CREDENTIALS_FILE": "/home/me/.aws/credentials",
        },
        "blank_file_names": {"AWS_CONFIG_FILE": "", "AWS_SHARED_CREDENTIALS_FILE": ""},
        "credentials_of_ec2_tools": {"AWS_CREDENTIAL_FILE": "/home/me/tools"},
        "credentials_of_boto2": {"BOTO_CONFIG": "/home/me/boto"},
    }
    tools = {
        "tools": "AWSAccessKeyId=AKIATOOLS\nAWSSecretKey=SECRET-OF-TOOLS\n",
        "boto": f"[Credentials]\n{key('BOTO')}",
    }
    return [
        {"name": f"variable_{name}{suffix}", "variables": variables, "files": {**tools, **files}}
        for name, variables in table.items()
        for suffix, files in (("", {}), ("_and_files", default))
    ]


def profiles():
    """What else a profile may hold."""

    def made(config, credentials="", exchanges=(), variables=None, **session):
        return {
            "session": {"profile": "dev", **session},
            "variables": variables or {},
            "files": {CONFIG: config, CREDENTIALS: credentials, SSO_FILE: json.dumps(SSO_TOKEN)},
            "exchanges": list(exchanges),
        }

    role = f"role_arn = {ROLE}last\nsource_profile = base\n"
    base = f"[profile base]\n{key('BASE')}"
    last = assumed("last", "LAST")
    mfa = "mfa_serial = arn:aws:iam::123456789012:mfa/me\n"
    answered = assumed("last", "LAST", SerialNumber="arn:aws:iam::123456789012:mfa/me", TokenCode="654321")
    return named(
        "profile_more",
        {
            "region_blank": made(f"[profile dev]\nregion =\n{key('DEV')}"),
            "region_of_other_file": made("[profile dev]\nregion = eu-west-1\n", f"[dev]\nregion = eu-west-2\n{key('DEV')}"),
            "region_in_code": made(f"[profile dev]\nregion = eu-west-1\n{key('DEV')}", region="us-east-2"),
            "keys_in_code": made(f"[profile dev]\n{key('DEV')}", credentials=""),
            "role_with_region": made(f"[profile dev]\nregion = eu-west-1\n{role}{base}", exchanges=[last]),
            "role_by_variable": {
                **made(f"[profile dev]\nregion = eu-west-1\n{role}{base}", exchanges=[last]),
                "session": {},
                "variables": {"AWS_PROFILE": "dev"},
            },
            "role_by_variable_and_keys": {
                **made(f"[profile dev]\nregion = eu-west-1\n{role}{base}"),
                "session": {},
                "variables": {"AWS_PROFILE": "dev", **environment("ENV")},
            },
            "role_of_default": {
                "files": {CONFIG: f"[default]\nregion = eu-west-1\n{role}{base}"},
                "exchanges": [last],
            },
            "role_with_source_of_default": made(
                f"[default]\n{key('DEFAULT')}[profile dev]\nregion = eu-west-1\n{role}".replace("= base", "= default"),
                exchanges=[last],
            ),
            "role_in_half": made(f"[profile dev]\nrole_arn = {ROLE}last\n", f"[dev]\nsource_profile = base\n[base]\n{key('BASE')}", [last], region="eu-west-1"),
            "role_with_mfa": made(f"[profile dev]\n{role}{mfa}{base}", exchanges=[answered], region="eu-west-1", mfa_code="654321"),
            "role_chain_of_four": made(
                f"[profile dev]\nrole_arn = {ROLE}last\nsource_profile = c\n[profile c]\nrole_arn = {ROLE}c\nsource_profile = b\n"
                f"[profile b]\nrole_arn = {ROLE}b\nsource_profile = base\n{base}",
                exchanges=[assumed("b", "B"), assumed("c", "C"), last],
                region="eu-west-1",
            ),
            "role_loop_with_keys": made(
                f"[profile dev]\nrole_arn = {ROLE}last\nsource_profile = b\n{key('DEV')}"
                f"[profile b]\nrole_arn = {ROLE}b\nsource_profile = dev\n",
                region="eu-west-1",
            ),
            "role_of_sso": made(
                f"[profile dev]\n{role}[profile base]\nsso_session = corp\nsso_account_id = 123456789012\n"
                "sso_role_name = Reader\n[sso-session corp]\nsso_region = eu-west-1\n"
                "sso_start_url = https://corp.example.com/start\n",
                exchanges=[sso_answer(), last],
                region="eu-west-1",
            ),
            "credential_source_without_role": made(
                "[profile dev]\ncredential_source = Environment\n", variables=environment("ENV")
            ),
            "external_id_without_role": made(f"[profile dev]\nexternal_id = outside\n{key('DEV')}"),
            "keys_with_token_of_other_profile": made(f"[profile dev]\n{key('DEV')}[profile other]\n{token('OTHER')}"),
            "output_and_cli_keys": made(f"[profile dev]\noutput = json\ncli_pager =\ncli_auto_prompt = on\n{key('DEV')}"),
            "login_without_token": made("[profile dev]\nlogin_session = arn:aws:sts::123456789012:assumed-role/A/me\n"),
        },
    )


def sessions():
    """All of them."""
    groups = (
        keys_by_profile_by_place,
        profile_variables,
        regions,
        sources_of_a_profile,
        single_sign_on,
        roles,
        web_identities,
        machines,
        processes,
        files,
        arguments,
        variables,
        profiles,
    )
    return [session for group in groups for session in group()]
