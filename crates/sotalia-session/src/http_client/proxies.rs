//! The proxies that requests go through: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` of the session's environment.

use std::fmt;

use aws_smithy_http_client::proxy::ProxyConfig;
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;
use crate::settings::{SettingSource, Settings};

/// Where machines and containers find their credentials. No proxy may see those, and none could reach it.
const NEVER: &str = "169.254.0.0/16,fd00:ec2::/32";

/// The proxy of each scheme.
#[derive(Clone)]
pub(super) struct Proxies {
    pub(super) http: ProxyConfig,
    pub(super) https: ProxyConfig,
    /// Whether there is one at all.
    pub(super) any: bool,
}

impl Proxies {
    pub(super) fn read(settings: &Settings, platform: &Platform) -> Result<Self> {
        // Under CGI, `HTTP_PROXY` is the header `Proxy` of whoever asks.
        let from_header = platform.variable("REQUEST_METHOD").is_some()
            && settings.source("http_proxy") == Some(&SettingSource::Environment("HTTP_PROXY".to_owned()));
        let http = if from_header { None } else { proxy(settings, "http_proxy")? };
        let https = proxy(settings, "https_proxy")?;
        let any = http.is_some() || https.is_some();
        let or_none = |proxy: Option<ProxyConfig>| proxy.unwrap_or_else(ProxyConfig::disabled);
        Ok(Self { http: or_none(http), https: or_none(https), any })
    }
}

fn proxy(settings: &Settings, name: &'static str) -> Result<Option<ProxyConfig>> {
    let Some((url, source)) = settings.get(name).zip(settings.source(name)) else { return Ok(None) };
    // As curl does, and others since: a host and a port are enough.
    let url = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let config = if name == "https_proxy" { ProxyConfig::https(url.as_str()) } else { ProxyConfig::http(url.as_str()) };
    let never = match settings.get("no_proxy") {
        Some(hosts) => format!("{hosts},{NEVER}"),
        None => NEVER.to_owned(),
    };
    match config {
        Ok(config) => Ok(Some(config.no_proxy(never))),
        // The error of the SDK quotes the URL, which may hold a password.
        Err(_) => {
            let shown = url.rsplit_once('@').map_or(url.clone(), |(_, host)| format!("…@{host}"));
            let message = format!(
                "proxy {shown:?} ({source}) cannot be used: give http:// or https:// and a host, such as \
                 \"http://proxy.example.com:3128\"; special characters of a password are written as %40"
            );
            Err(Error::local(LocalError::InvalidConfig, message).with_detail("Setting", name))
        }
    }
}

/// Shows no URL: one may hold a password.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies").field("any", &self.any).finish_non_exhaustive()
    }
}
