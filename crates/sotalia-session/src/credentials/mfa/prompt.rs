//! Asks for the code on the terminal.

use std::io;

use super::MfaRequest;

/// What is typed, which is not shown. It is the terminal that is asked, not the standard input, which may be a file.
pub(crate) async fn ask(request: MfaRequest) -> io::Result<String> {
    let prompt = format!("Enter MFA code for {}: ", request.serial);
    let asked = tokio::task::spawn_blocking(move || rpassword::prompt_password(prompt)).await;
    asked.map_err(io::Error::other)?.map_err(|error| {
        let why = format!("the terminal cannot be asked, without one use SessionBuilder::mfa: {error}");
        io::Error::new(error.kind(), why)
    })
}
