//! The certificates that a session trusts, if `ca_bundle` names some.

use std::path::Path;

use aws_smithy_http_client::tls::{TlsContext, TrustStore};
use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use sotalia_error::{Error, LocalError, Result};

use crate::platform::Platform;
use crate::settings::{SettingSource, Settings};

/// Reads the bundle. Without one there is nothing to read: the system's certificates are trusted.
pub(super) async fn read(settings: &Settings, platform: &Platform) -> Result<Option<TlsContext>> {
    let Some((path, source)) = settings.get("ca_bundle").zip(settings.source("ca_bundle")) else { return Ok(None) };
    let path = Path::new(path);
    let expanded = platform.expand_home(path).unwrap_or_else(|| path.to_path_buf());
    let shown = platform.shown(&expanded);
    let pem = match platform.read(&expanded).await {
        Ok(pem) => pem,
        Err(error) => {
            let reason = format!("cannot be read: {}", error.kind());
            return Err(refused(&shown, source, &reason).with_source(error));
        }
    };
    check(&pem).map_err(|reason| refused(&shown, source, &reason))?;
    let store = TrustStore::empty().with_pem_certificate(pem);
    let context = TlsContext::builder().with_trust_store(store).build();
    context.map(Some).map_err(|error| refused(&shown, source, "cannot be used").with_source(error))
}

/// The SDK panics on a certificate that it cannot parse.
fn check(pem: &[u8]) -> Result<(), String> {
    let mut roots = RootCertStore::empty();
    for (certificate, number) in CertificateDer::pem_slice_iter(pem).zip(1..) {
        let certificate = certificate.map_err(|error| format!("is no PEM file: {error}"))?;
        roots
            .add(certificate)
            .map_err(|error| format!("cannot be used: its certificate {number} is not valid: {error}"))?;
    }
    if roots.is_empty() { Err("holds no certificate: give a PEM file".to_owned()) } else { Ok(()) }
}

fn refused(shown: &str, source: &SettingSource, reason: &str) -> Error {
    let message = format!("CA bundle {shown} ({source}) {reason}");
    Error::local(LocalError::InvalidConfig, message).with_detail("Setting", "ca_bundle").with_detail("Path", shown)
}
