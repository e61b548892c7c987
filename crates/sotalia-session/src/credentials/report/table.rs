//! The report as a table in plain text, about 100 columns wide.

use std::fmt::{self, Write};

use super::{CredentialReport, shown_time};

/// How many columns the table has.
const WIDTH: usize = 100;

/// How many the first two columns have, the number and the outcome.
const MARGIN: usize = 4 + 9;

impl fmt::Display for CredentialReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let region = self.region.as_deref().unwrap_or("none");
        writeln!(f, "profile  {} ({}); region {region}", self.profile, self.profile_source)?;
        let name_width =
            self.attempts.iter().map(|attempt| attempt.provider.chars().count()).max().unwrap_or(0).min(36);
        for (index, attempt) in self.attempts.iter().enumerate() {
            write!(f, "{:>2}  {:<9}{:<name_width$}", index + 1, attempt.outcome, attempt.provider)?;
            let indent = MARGIN + name_width + 2;
            wrap(f, &attempt.detail, indent, attempt.provider.chars().count() > name_width)?;
            for place in &attempt.looked_at {
                write!(f, "{:indent$}", "")?;
                wrapped(f, &format!("- {place}"), indent + 2, indent)?;
            }
        }
        self.conclusion(f)
    }
}

impl CredentialReport {
    fn conclusion(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(found) = &self.found else {
            f.write_str("result   ")?;
            let why = self.failure.as_deref().unwrap_or("no credentials");
            // The attempts stand above.
            let why = why.split_once("; tried ").map_or(why, |(why, _)| why);
            return wrapped(f, why, 9, 9);
        };
        writeln!(f, "result   {}, from {}", found.access_key_id, found.source)?;
        if let Some(role) = &found.role_arn {
            writeln!(f, "role     {role}")?;
        }
        writeln!(f, "account  {}", found.account_id.as_deref().unwrap_or("not told"))?;
        match found.expires_at {
            Some(time) => writeln!(f, "expires  {}", shown_time(time)),
            None => f.write_str("expires  never\n"),
        }
    }
}

/// Text behind the name of a provider, or below it if the name is long.
fn wrap(f: &mut fmt::Formatter<'_>, text: &str, indent: usize, below: bool) -> fmt::Result {
    if text.is_empty() {
        return f.write_char('\n');
    }
    if below {
        write!(f, "\n{:indent$}", "")?;
    } else {
        f.write_str("  ")?;
    }
    wrapped(f, text, indent, indent)
}

/// Words, the first of them at column `at`, further lines from column `indent` on.
fn wrapped(f: &mut fmt::Formatter<'_>, text: &str, indent: usize, at: usize) -> fmt::Result {
    let mut column = at;
    for (index, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if index > 0 && column + 1 + length > WIDTH {
            write!(f, "\n{:indent$}", "")?;
            column = indent;
        } else if index > 0 {
            f.write_char(' ')?;
            column += 1;
        }
        f.write_str(word)?;
        column += length;
    }
    f.write_char('\n')
}
