//! Checks endpoint URLs: one that is wrong sends requests, and the signature with them, to another host.

use sotalia_error::{Error, LocalError, Result};

use super::source::SettingSource;

pub(crate) fn check(url: &str, source: &SettingSource) -> Result<()> {
    let parsed = url.parse::<http::Uri>().ok();
    let usable = parsed.is_some_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri
                .authority()
                .is_some_and(|authority| !authority.host().is_empty() && !authority.as_str().contains('@'))
            && uri.query().is_none()
    });
    if usable {
        return Ok(());
    }
    // A password in the URL must not reach a log.
    let shown = url.rsplit_once('@').map_or(url.to_owned(), |(_, host)| format!("…@{host}"));
    let message = format!(
        "endpoint URL {shown:?} ({source}) cannot be used: give http:// or https://, a host, and neither user name nor \
         query, such as \"http://localhost:4566\""
    );
    Err(Error::local(LocalError::InvalidEndpoint, message))
}
