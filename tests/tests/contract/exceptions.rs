//! What a server lacks. A behaviour that is listed here and works after all fails the suite.

use sotalia_tests::Server;

/// Server, behaviour, reason.
pub const EXCEPTIONS: &[(Server, &str, &str)] = &[];

/// Why a server does not show a behaviour.
pub fn reason(server: Server, behaviour: &str) -> Option<&'static str> {
    let mut rows = EXCEPTIONS.iter();
    rows.find(|(of, name, _)| *of == server && *name == behaviour).map(|(_, _, reason)| *reason)
}
