//! The error for a profile that does not exist: what there is, where it was looked for, and the nearest name.

use sotalia_error::{Error, LocalError};

use super::Profiles;
use super::nearest::did_you_mean;
use super::raw::Kind;
use super::sections::Ignored;

/// How many names a message lists.
const LISTED: usize = 20;

pub(super) fn profile_not_found(profiles: &Profiles) -> Error {
    let name = &profiles.name;
    let names = profiles.names();
    let mut message = format!("profile \"{name}\" ({}) does not exist", profiles.source);
    message.push_str(&what_was_meant(profiles, name));
    message.push_str(&format!("; looked in {}", profiles.files.looked_in()));
    message.push_str(&match names.len() {
        0 => "; there are no profiles".to_owned(),
        count if count > LISTED => format!("; the first {LISTED} of {count} profiles: {}", names[..LISTED].join(", ")),
        _ => format!("; profiles: {}", names.join(", ")),
    });
    Error::local(LocalError::ProfileNotFound, message)
        .with_detail("ProfileName", name.as_str())
        .with_detail("AvailableProfiles", names.join(","))
}

/// What a name that does not exist may stand for, to go on a message: the nearest name, and a section that is misspelt.
pub(crate) fn what_was_meant(profiles: &Profiles, name: &str) -> String {
    let nearest = did_you_mean(name, profiles.sections.profiles());
    let section = misspelt_section(profiles, name).map(|hint| format!("; {hint}"));
    nearest + &section.unwrap_or_default()
}

/// What is wrong with a section that was meant to be this profile, if there is one: the prefix of the other file, say.
fn misspelt_section(profiles: &Profiles, name: &str) -> Option<String> {
    let unquoted = |text: &str| text.trim().trim_matches(['"', '\'']) == name;
    profiles.sections.ignored().iter().find_map(|Ignored { header, kind, place }| {
        let prefixed = header.trim().strip_prefix("profile").is_some_and(unquoted);
        let right = match kind {
            Kind::Config if prefixed => format!("[profile \"{name}\"]"),
            Kind::Config if unquoted(header) => format!("[profile {name}]"),
            Kind::Credentials if prefixed => format!("[{name}]"),
            Kind::Credentials if unquoted(header) => {
                return Some(format!(
                    "{place} holds [{}], which is no name of a profile there: letters, digits and _ - / . % @ : + make one",
                    header.trim()
                ));
            }
            _ => return None,
        };
        Some(format!("{place} holds [{}], which must be written {right}", header.trim()))
    })
}
