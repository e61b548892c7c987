//! Tells which credentials this machine would call AWS with, and how they were found: `explain [PROFILE]`.

use sotalia_session::{CredentialReport, Session, SessionBuilder, error::Result};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let builder = match std::env::args().nth(1) {
        Some(profile) => Session::builder().profile(profile),
        None => Session::builder(),
    };
    print!("{}", explain(builder).await?);
    Ok(())
}

/// A report that can be pasted into a ticket: it holds no secret.
async fn explain(builder: SessionBuilder) -> Result<CredentialReport> {
    Ok(builder.load().await?.explain().await)
}

#[cfg(test)]
mod tests {
    use sotalia_session::{AttemptOutcome, Platform};

    use super::*;

    #[tokio::test]
    async fn tells_what_was_found_and_where() {
        let files = "[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = SECRET\n";
        let platform = Platform::with_variables([("HOME", "/home/me")]).files([("/home/me/.aws/config", files)]);
        let report = explain(Session::builder().platform(platform).profile("dev")).await.expect("the profile is there");
        assert_eq!(report.source(), Some("profile \"dev\" in ~/.aws/config"));
        let outcomes: Vec<_> = report.attempts().iter().map(|attempt| attempt.outcome()).collect();
        assert_eq!(outcomes, [AttemptOutcome::NotConfigured, AttemptOutcome::Used]);
        let shown = report.to_string();
        assert!(shown.contains("~/.aws/config on line 2"), "{shown}");
        assert!(!shown.contains("SECRET") && !shown.contains("IOSFODNN7"), "{shown}");
    }
}
