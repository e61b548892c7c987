//! The error for a profile that does not exist: what there is, where it was looked for, and the nearest name.

use sotalia_error::{Error, LocalError};

use super::Profiles;

/// How many names a message lists.
const LISTED: usize = 20;

pub(super) fn profile_not_found(profiles: &Profiles) -> Error {
    let name = &profiles.name;
    let names = profiles.names();
    let mut message = format!("profile \"{name}\" ({}) does not exist", profiles.source);
    if let Some(nearest) = nearest(name, &names) {
        message.push_str(&format!("; did you mean \"{nearest}\"?"));
    }
    if profiles.files.config_has_bare_section(name) {
        message.push_str(&format!("; the config file holds [{name}], which must be written [profile {name}]"));
    }
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

/// The existing name that is most like `name`, if it is like it: about one slip in three letters.
fn nearest<'a>(name: &str, names: &'a [String]) -> Option<&'a str> {
    let lower = name.to_lowercase();
    let slips = |candidate: &str| strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
    let allowed = (name.chars().count() / 3).clamp(1, 3);
    names
        .iter()
        .map(|candidate| (slips(candidate), candidate.as_str()))
        .filter(|(slips, _)| *slips <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}
