//! `SETTINGS.md` is as the table in the code says. `SOTALIA_WRITE_SETTINGS=1 cargo test -p sotalia-session` writes it.

use std::fmt::Write as _;
use std::path::Path;

use sotalia_session::Setting;

const OPENING: &str = "# Settings

Every setting of `~/.aws/config`, `~/.aws/credentials` and the environment that AWS tools know, and what becomes of it here.
Made from the table in `src/settings/table.rs`; do not edit it by hand.

Code beats variables, variables beat keys of the profile, the credentials file beats the config file. Of several keys or
variables the first that is set counts. `s3.addressing_style` is the key `addressing_style` in the block below `s3 =`. Blank
variables count as unset, but for whole numbers, where they are an error. A value that cannot be used is an error that names
it and where it is from. `session.settings()` lists what is set, and where.

Keys and variables of credentials are not here: they are settings of the providers.

";

fn document() -> String {
    let code = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let mut text = OPENING.to_owned();
    text.push_str(
        "| key | variable | holds | default | what it does | elsewhere |\n| --- | --- | --- | --- | --- | --- |\n",
    );
    for setting in Setting::all() {
        let holds = if setting.is_applied() { setting.allowed() } else { String::new() };
        let cells = [
            code(setting.keys()),
            code(setting.variables()),
            holds.replace('|', "\\|"),
            setting.default_value().to_owned(),
            setting.effect().to_owned(),
            setting.differs().to_owned(),
        ];
        writeln!(text, "| {} |", cells.join(" | ")).expect("a string can be written to");
    }
    text
}

#[test]
fn the_document_is_as_the_table() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("SETTINGS.md");
    let expected = document();
    if std::env::var_os("SOTALIA_WRITE_SETTINGS").is_some() {
        std::fs::write(&path, &expected).expect("SETTINGS.md can be written");
    }
    let found = std::fs::read_to_string(&path).expect("SETTINGS.md is there");
    assert!(found == expected, "SETTINGS.md is stale: run `SOTALIA_WRITE_SETTINGS=1 cargo test -p sotalia-session`");
}

#[test]
fn every_row_says_what_it_does() {
    for setting in Setting::all() {
        let name = setting.name();
        assert!(!setting.effect().is_empty(), "{name}: what it does");
        assert!(!setting.keys().is_empty() || !setting.variables().is_empty(), "{name}: where it is read");
        assert_eq!(
            setting.is_applied(),
            !setting.effect().starts_with("nothing"),
            "{name}: a row that does nothing says so"
        );
        let times = Setting::all().iter().filter(|other| other.name() == name).count();
        assert_eq!(times, 1, "{name}: one row");
    }
}
