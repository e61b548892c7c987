//! Collects the settings of a session: those of code, of environment and files, and what other parts of it found out.

use std::collections::BTreeMap;

use sotalia_error::Result;

use super::source::SettingSource;
use super::values::Settings;
use crate::builder::SessionBuilder;
use crate::profile::{ProfileSource, Profiles};
use crate::region::RegionSource;

/// All settings of the session that the builder makes.
pub(crate) fn collect(
    builder: &SessionBuilder,
    profiles: &Profiles,
    region: Option<&(String, RegionSource)>,
) -> Result<Settings> {
    let platform = &builder.platform;
    let mut settings = Settings::read(platform, &profiles.sections, builder.compat, in_code(builder))?;
    let profile = match profiles.source {
        ProfileSource::Code => SettingSource::Code,
        ProfileSource::Environment(name) => SettingSource::Environment(name.to_owned()),
        ProfileSource::Default => SettingSource::Default,
    };
    settings.set("profile", profiles.name.clone(), profile);
    if let Some((region, source)) = region {
        settings.set("region", region.clone(), source_of_region(source, profiles));
    }
    Ok(settings)
}

fn in_code(builder: &SessionBuilder) -> BTreeMap<&'static str, String> {
    let mut chosen = BTreeMap::new();
    if let Some(url) = &builder.endpoint_url {
        chosen.insert("endpoint_url", url.clone());
    }
    if let Some(name) = &builder.app_name {
        chosen.insert("sdk_ua_app_id", name.clone());
    }
    for (name, path) in [("config_file", &builder.config_file), ("credentials_file", &builder.credentials_file)] {
        if let Some(path) = path {
            chosen.insert(name, path.display().to_string());
        }
    }
    if let Some(retry) = &builder.retry {
        chosen.insert("retry_mode", format!("{:?}", retry.mode()).to_lowercase());
        chosen.insert("max_attempts", retry.max_attempts().to_string());
    }
    chosen
}

fn source_of_region(source: &RegionSource, profiles: &Profiles) -> SettingSource {
    match source {
        RegionSource::Code => SettingSource::Code,
        RegionSource::Environment(name) => SettingSource::Environment((*name).to_owned()),
        RegionSource::Profile(name) => match profiles.sections.locate(name, "region") {
            Some(place) => SettingSource::File {
                key: "region".to_owned(),
                section: format!("profile \"{name}\""),
                place: place.clone(),
            },
            None => SettingSource::Default,
        },
    }
}
