"""Sessions in which several things meet: two files, two variables, or a profile and a machine."""

import json

from sessions import (
    CONFIG,
    CREDENTIALS,
    LATER,
    ROLE,
    SSO_FILE,
    SSO_TOKEN,
    assumed,
    environment,
    instance,
    json_answer,
    key,
    named,
    process,
    sso_answer,
    temporary,
    token,
)

ROLE_OF_BASE = f"role_arn = {ROLE}last\nsource_profile = base\nrole_session_name = session\n"
WEB = f"role_arn = {ROLE}web\nweb_identity_token_file = /home/me/token\nrole_session_name = session\n"
WEB_VARIABLES = {
    "AWS_ROLE_ARN": ROLE + "web",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token",
    "AWS_ROLE_SESSION_NAME": "session",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_REGION": "eu-west-1",
}
LAST = assumed("last", "LAST")
WEB_ANSWER = assumed("web", "WEB", "AssumeRoleWithWebIdentity")
TASK = {"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/task"}
TASK_ANSWER = json_answer("GET", "http://169.254.170.2/task", temporary("TASK"))
REGION = {"AWS_DEFAULT_REGION": "eu-west-1", "AWS_REGION": "eu-west-1"}
SSO = (
    "sso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n",
    "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.example.com/start\n",
)


def made(config="", credentials="", variables=None, exchanges=(), **session):
    files = {"token": "WEB-IDENTITY-TOKEN", SSO_FILE: json.dumps(SSO_TOKEN)}
    files |= {name: text for name, text in ((CONFIG, config), (CREDENTIALS, credentials)) if text}
    return {"variables": variables or {}, "files": files, "exchanges": list(exchanges), "session": session}


def two_files():
    """One profile in both files."""
    return {
        "keys_and_region": made("[profile dev]\nregion = eu-west-1\n", f"[dev]\n{key('DEV')}", profile="dev"),
        "keys_and_process": made(f"[profile dev]\n{process('PROCESS')}", f"[dev]\n{key('DEV')}", profile="dev"),
        "keys_and_sso": made(
            f"[profile dev]\nregion = eu-west-1\n{SSO[0]}{SSO[1]}",
            f"[dev]\n{key('DEV')}",
            exchanges=[sso_answer()],
            profile="dev",
        ),
        "keys_and_role": made(
            f"[profile dev]\n{ROLE_OF_BASE}[profile base]\n{key('BASE')}",
            f"[dev]\n{key('DEV')}",
            REGION,
            [LAST],
            profile="dev",
        ),
        "source_in_both": made(
            f"[profile dev]\n{ROLE_OF_BASE}[profile base]\n{key('CONFIG')}",
            f"[base]\n{key('CREDENTIALS')}",
            REGION,
            [LAST],
            profile="dev",
        ),
        "source_has_region_in_config": made(
            f"[profile dev]\nregion = eu-west-1\n{ROLE_OF_BASE}[profile base]\nregion = us-west-2\n",
            f"[base]\n{key('BASE')}",
            exchanges=[LAST],
            profile="dev",
        ),
        "source_is_default_in_credentials": made(
            f"[profile dev]\n{ROLE_OF_BASE.replace('= base', '= default')}",
            f"[default]\n{token('DEFAULT')}",
            REGION,
            [LAST],
            profile="dev",
        ),
        "config_half_credentials_whole": made(
            "[profile dev]\naws_access_key_id = AKIAHALF\n", f"[dev]\n{key('DEV')}", profile="dev"
        ),
        "config_whole_credentials_bare": made(
            f"[profile dev]\n{key('DEV')}", "[dev]\nregion = us-east-2\n", profile="dev"
        ),
        "account_in_config": made("[profile dev]\naws_account_id = 123456789012\n", f"[dev]\n{key('DEV')}", profile="dev"),
        "config_keys_with_account": made(f"[profile dev]\n{key('DEV')}aws_account_id = 123456789012\n", profile="dev"),
        "profile_of_one_file_each": made(f"[profile one]\n{key('ONE')}", f"[two]\n{key('TWO')}", profile="one"),
        "windows_line_ends_in_both": made(
            f"[profile dev]\n{ROLE_OF_BASE}".replace("\n", "\r\n"),
            f"[base]\n{key('BASE')}".replace("\n", "\r\n"),
            REGION,
            [LAST],
            profile="dev",
        ),
    }


def variables_and_profiles():
    default = f"[default]\n{key('DEFAULT')}[dev]\n{key('DEV')}"
    return {
        "half_key_and_profile_variable": made(
            credentials=default, variables={"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_PROFILE": "dev"}
        ),
        "key_and_missing_profile_variable": made(
            credentials=default, variables={**environment("ENV"), "AWS_PROFILE": "nobody"}
        ),
        "key_and_profile_in_code_without_keys": made(
            "[profile bare]\nregion = eu-west-1\n", variables=environment("ENV"), profile="bare"
        ),
        "old_token_alone_and_profile": made(credentials=default, variables={"AWS_SECURITY_TOKEN": "TOKEN-OF-ENV"}),
        "old_token_and_key": made(variables={**environment("ENV"), "AWS_SECURITY_TOKEN": "TOKEN-OF-ENV"}),
        "expiration_without_token": made(
            variables={**environment("ENV"), "AWS_CREDENTIAL_EXPIRATION": LATER}
        ),
        "expiration_alone": made(credentials=default, variables={"AWS_CREDENTIAL_EXPIRATION": "2020-01-01T00:00:00Z"}),
        "account_alone": made(credentials=default, variables={"AWS_ACCOUNT_ID": "123456789012"}),
        "key_with_spaces_around": made(
            variables={"AWS_ACCESS_KEY_ID": " AKIAENV ", "AWS_SECRET_ACCESS_KEY": " SECRET-OF-ENV "}
        ),
        "profile_variable_is_a_role": made(
            f"[profile dev]\n{ROLE_OF_BASE}[profile base]\n{key('BASE')}",
            variables={"AWS_PROFILE": "dev", **REGION},
            exchanges=[LAST],
        ),
        "role_of_the_environment_with_token": made(
            f"[profile dev]\nrole_arn = {ROLE}last\ncredential_source = Environment\nrole_session_name = session\n",
            variables={**environment("ENV", with_token=True), **REGION},
            exchanges=[LAST],
            profile="dev",
        ),
        "role_of_the_environment_by_variable": made(
            f"[profile dev]\nrole_arn = {ROLE}last\ncredential_source = Environment\nrole_session_name = session\n",
            variables={**environment("ENV"), **REGION, "AWS_PROFILE": "dev"},
        ),
        "region_of_profile_and_key_of_environment": made(
            "[default]\nregion = eu-north-1\n", variables=environment("ENV")
        ),
        "region_of_variable_profile": made(
            "[default]\nregion = eu-north-1\n[profile dev]\nregion = eu-south-1\n",
            variables={**environment("ENV"), "AWS_PROFILE": "dev"},
        ),
        "region_of_role_profile": made(
            f"[profile dev]\nregion = eu-west-1\n{ROLE_OF_BASE}[profile base]\nregion = us-east-2\n{key('BASE')}",
            exchanges=[LAST],
            profile="dev",
        ),
    }


def web_identities():
    files = "[profile dev]\nregion = eu-west-1\n"
    return {
        "web_of_both": made(f"{files}{WEB}", variables=WEB_VARIABLES, exchanges=[WEB_ANSWER], profile="dev"),
        "web_and_credential_source": made(
            f"{files}{WEB}credential_source = Environment\n",
            variables=environment("ENV"),
            exchanges=[WEB_ANSWER],
            profile="dev",
        ),
        "web_variables_and_bare_profile": made(
            files, variables={**WEB_VARIABLES, "AWS_PROFILE": "dev"}, exchanges=[WEB_ANSWER]
        ),
        "web_variables_and_role": made(
            f"[default]\nregion = eu-west-1\n{ROLE_OF_BASE}[profile base]\n{key('BASE')}",
            variables=WEB_VARIABLES,
            exchanges=[LAST],
        ),
        "web_variables_and_container": made(variables={**WEB_VARIABLES, **TASK}, exchanges=[WEB_ANSWER]),
        "web_profile_with_role_variable": made(
            "[profile dev]\nregion = eu-west-1\nweb_identity_token_file = /home/me/token\n",
            variables={"AWS_ROLE_ARN": ROLE + "web"},
            profile="dev",
        ),
        "web_profile_without_token": made(
            f"{files}role_arn = {ROLE}web\nweb_identity_token_file = /home/me/none\n", profile="dev"
        ),
        "role_session_name_variable_and_profile": made(
            f"{files}{ROLE_OF_BASE}[profile base]\n{key('BASE')}",
            variables={"AWS_ROLE_SESSION_NAME": "other"},
            exchanges=[assumed("last", "LAST", RoleSessionName="session")],
            profile="dev",
        ),
    }


def machines():
    return {
        "container_and_bare_default": made("[default]\nregion = eu-west-1\n", variables=TASK, exchanges=[TASK_ANSWER]),
        "container_and_other_profile": made(f"[profile dev]\n{key('DEV')}", variables=TASK, exchanges=[TASK_ANSWER]),
        "container_and_instance": made(variables=TASK, exchanges=[TASK_ANSWER, *instance()]),
        "container_and_missing_profile": made(variables={**TASK, "AWS_PROFILE": "nobody"}),
        "instance_and_half_a_key": made("[default]\naws_access_key_id = AKIAHALF\n", exchanges=instance()),
        "instance_and_empty_default": made("[default]\n", exchanges=instance()),
        "instance_and_missing_source": made(f"[default]\nregion = eu-west-1\n{ROLE_OF_BASE}", exchanges=instance()),
        "instance_and_sign_in_for_tokens": made(
            f"[default]\nregion = eu-west-1\nsso_session = corp\n{SSO[1]}", exchanges=instance()
        ),
        "instance_and_failing_process": made("[default]\ncredential_process = false\n", exchanges=instance()),
    }


def names():
    """How profiles and keys may be written."""
    quoted = "[profile 'my dev']\nregion = eu-west-1\n"
    return {
        "name_in_single_quotes": made(f"{quoted}{key('DEV')}", profile="my dev"),
        "name_in_quotes_in_credentials": made(credentials=f'["my dev"]\n{key("DEV")}', profile="my dev"),
        "name_with_space_in_credentials": made(credentials=f"[my dev]\n{key('DEV')}", profile="my dev"),
        "name_with_space_in_config": made(f"[profile my dev]\n{key('DEV')}", profile="my dev"),
        "name_with_dots": made(f"[profile a.b_c-d]\n{key('DEV')}", profile="a.b_c-d"),
        "name_with_colon": made(f"[profile a:b]\n{key('DEV')}", profile="a:b"),
        "name_with_plus": made(f"[profile a+b]\n{key('DEV')}", profile="a+b"),
        "value_with_percent": made(credentials=f"[default]\n{key('100%DEV')}"),
        "value_in_quotes": made('[default]\nregion = "eu-west-1"\n', variables=environment("ENV")),
        "source_in_quotes": made(
            f"[profile dev]\n{ROLE_OF_BASE}".replace("= base", '= "base"') + f"[profile base]\n{key('BASE')}",
            variables=REGION,
            profile="dev",
        ),
        "indented_keys": made(
            credentials="[default]\n  aws_access_key_id = AKIADEFAULT\n  aws_secret_access_key = SECRET-OF-DEFAULT\n"
        ),
        "comment_after_section": made(credentials=f"[default] # mine\n{key('DEFAULT')}"),
        "comment_without_space": made("[default]\nregion = eu-west-1#home\n", variables=environment("ENV")),
        "letters_in_value": made(credentials=f"[default]\n{key('DEFAULT')}note = größe\n"),
    }


def mixtures():
    groups = (two_files, variables_and_profiles, web_identities, machines, names)
    return [session for group in groups for session in named("mixed", group())]
