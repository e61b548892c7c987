//! A chain of any causes is printed in short lines.

#![no_main]

use std::error::Error as StdError;
use std::fmt;

use libfuzzer_sys::fuzz_target;
use sotalia_error::{Error, LocalError};
use sotalia_fuzz::{check, has_canary};

/// A cause that says a text.
#[derive(Debug)]
struct Cause(String, Option<Box<dyn StdError + Send + Sync>>);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.1.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

fuzz_target!(|input: &str| {
    if has_canary(input.as_bytes()) {
        return;
    }
    let mut cause: Option<Box<dyn StdError + Send + Sync>> = None;
    for text in input.split('\u{1f}') {
        // Some levels are errors of ours, as where one session makes the credentials of another.
        cause = Some(match text.strip_prefix('!') {
            Some(text) => {
                let error = Error::local(LocalError::ALL[text.len() % LocalError::ALL.len()], text);
                Box::new(match cause {
                    Some(cause) => error.with_source(cause),
                    None => error,
                })
            }
            None => Box::new(Cause(text.to_owned(), cause)),
        });
    }
    let error = Error::from_source(cause.expect("a split has a part")).with_operation(input, input);
    check(&error);
});
