//! Where the specification and boto3 read files and variables differently: each difference, and boto3 itself as the judge.

use std::process::Command;

use sotalia_session::{Compat, Platform, Session};

/// One difference, and what comes of it: profile, region, the key `note` of the profile, and all profiles; `error` where it
/// is one.
struct Difference {
    name: &'static str,
    variables: &'static [(&'static str, &'static str)],
    config: &'static str,
    credentials: &'static str,
    specification: &'static str,
    boto3: &'static str,
}

const fn files(
    name: &'static str,
    config: &'static str,
    credentials: &'static str,
    specification: &'static str,
    boto3: &'static str,
) -> Difference {
    Difference { name, variables: &[], config, credentials, specification, boto3 }
}

const fn variables(
    name: &'static str,
    variables: &'static [(&'static str, &'static str)],
    config: &'static str,
    specification: &'static str,
    boto3: &'static str,
) -> Difference {
    Difference { name, variables, config, credentials: "", specification, boto3 }
}

const DIFFERENCES: &[Difference] = &[
    variables("AWS_REGION alone", &[("AWS_REGION", "us-west-1")], "", "default us-west-1 - ", "default - - "),
    variables(
        "both region variables",
        &[("AWS_REGION", "us-west-1"), ("AWS_DEFAULT_REGION", "us-east-2")],
        "",
        "default us-west-1 - ",
        "default us-east-2 - ",
    ),
    variables(
        "both profile variables",
        &[("AWS_PROFILE", "a"), ("AWS_DEFAULT_PROFILE", "b")],
        "[profile a]\n[profile b]\n",
        "a - - a,b",
        "b - - a,b",
    ),
    variables(
        "region of the source profile",
        &[("AWS_PROFILE", "dev")],
        "[profile dev]\nrole_arn = r\nsource_profile = base\n[profile base]\nregion = eu-west-1\n",
        "dev eu-west-1 - base,dev",
        "dev - - base,dev",
    ),
    files("comment behind a value", "[default]\nnote = a # b\n", "", "default - a default", "default - a # b default"),
    files("comment at once", "[default]\nnote = a# b\n", "", "default - a# b default", "default - a# b default"),
    files("colon", "[default]\nnote: a\n", "", "error", "default - a default"),
    files("equals in a value", "[default]\nnote = a=b:c\n", "", "default - a=b:c default", "default - a=b:c default"),
    files(
        "section twice",
        "[default]\nnote = a\n[default]\nregion = eu-west-1\n",
        "",
        "default eu-west-1 a default",
        "error",
    ),
    files("key twice", "[default]\nnote = a\nNote = b\n", "", "default - b default", "error"),
    files(
        "prefixed default first",
        "[profile default]\nnote = a\n[default]\nnote = b\n",
        "",
        "default - a default",
        "default - b default",
    ),
    files(
        "prefixed default last",
        "[default]\nregion = eu-west-1\n[profile default]\nnote = a\n",
        "",
        "default - a default",
        "default - a default",
    ),
    files(
        "DEFAULT in the config file",
        "[DEFAULT]\nnote = a\n[default]\n",
        "",
        "default - - default",
        "default - a default",
    ),
    files(
        "DEFAULT in the credentials file",
        "",
        "[DEFAULT]\nnote = a\n[default]\n",
        "default - - DEFAULT,default",
        "default - a default",
    ),
    files("prefix in the credentials file", "", "[profile dev]\nnote = a\n", "default - - ", "default - - profile dev"),
    files("other characters in a name", "[profile a!b]\n", "[c d]\n", "default - - ", "default - - a!b,c d"),
    files("name in quotes", "[profile \"my own\"]\n", "", "default - - my own", "default - - my own"),
    files("quote that does not end", "[profile my'own]\n", "", "default - - ", "default - - "),
    files("text behind a header", "[default] text\nnote = a\n", "", "error", "default - a default"),
    files("spaces in the brackets", "[ profile dev ]\n", "", "default - - dev", "default - - "),
    files("prefix without a space", "[profilex dev]\n", "", "default - - ", "default - - dev"),
    files("indented keys", "[default]\n  note = a\n  region = eu-west-1\n", "", "error", "default eu-west-1 a default"),
    files("continued value", "[default]\nnote = a\n  b\n", "", "default - a\nb default", "default - a\nb default"),
    files("indented comment", "[default]\nnote = a\n  # b\n", "", "default - a\n# b default", "default - a default"),
    files("mark of a Windows editor", "\u{feff}[default]\nnote = a\n", "", "default - a default", "error"),
    files("no section", "note = a\n", "", "error", "error"),
    files("no equals sign", "[default]\nnote\n", "", "error", "error"),
    files("no name", "[default]\n= a\n", "", "error", "error"),
    files("block without an equals sign", "[default]\ns3 =\n  note\n", "", "error", "error"),
    files(
        "both files",
        "[default]\nnote = a\nregion = eu-west-1\n",
        "[default]\nnote = b\n",
        "default eu-west-1 b default",
        "default eu-west-1 b default",
    ),
];

async fn read(case: &Difference, compat: Compat) -> String {
    let variables = [("HOME", "/home/me")].into_iter().chain(case.variables.iter().copied());
    let platform = Platform::with_variables(variables)
        .files([("/home/me/.aws/config", case.config), ("/home/me/.aws/credentials", case.credentials)]);
    let Ok(session) = Session::builder().platform(platform).compat(compat).load().await else {
        return "error".to_owned();
    };
    let note = session.profile_section(session.profile_name()).and_then(|section| section.get("note"));
    let profiles = session.available_profiles().join(",");
    format!("{} {} {} {profiles}", session.profile_name(), session.region().unwrap_or("-"), note.unwrap_or("-"))
}

#[tokio::test]
async fn each_difference_is_as_it_is_documented() {
    for case in DIFFERENCES {
        assert_eq!(read(case, Compat::Specification).await, case.specification, "{}: the specification", case.name);
        assert_eq!(read(case, Compat::Boto3).await, case.boto3, "{}: boto3", case.name);
    }
}

const ORACLE: &str = "
import boto3
try:
    session = boto3.Session()
    note = session._session.get_scoped_config().get('note', '-')
    profiles = ','.join(sorted(session.available_profiles))
    print(session.profile_name, session.region_name or '-', note, profiles)
except Exception:
    print('error')
";

#[test]
fn boto3_itself_says_the_same() {
    let Ok(python) = std::env::var("SOTALIA_TEST_PYTHON") else {
        println!("SKIPPED: boto3_itself_says_the_same: SOTALIA_TEST_PYTHON names no Python with boto3");
        return;
    };
    for case in DIFFERENCES {
        let home = tempfile::tempdir().expect("a folder can be made");
        let folder = home.path().join(".aws");
        std::fs::create_dir(&folder).expect("a folder can be made");
        for (file, text) in [("config", case.config), ("credentials", case.credentials)] {
            std::fs::write(folder.join(file), text).expect("a file can be written");
        }
        let output = Command::new(&python)
            .args(["-c", ORACLE])
            .env_clear()
            .env("HOME", home.path())
            .envs(case.variables.iter().copied())
            .output()
            .expect("Python can be run");
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(
            said.trim_end_matches('\n'),
            case.boto3,
            "{}: {}",
            case.name,
            String::from_utf8_lossy(&output.stderr)
        );
    }
}
