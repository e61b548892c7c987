//! A secret that has its name beside it is taken out of any text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sotalia_error::{Error, LocalError};
use sotalia_fuzz::{CANARY, check, has_canary};

/// How services and libraries write a secret into a text.
const FORMS: &[&str] = &[
    "X-Amz-Signature=*",
    "x-amz-security-token:*",
    "X-Amz-Security-Token%3D*",
    "\"SecretAccessKey\": \"*\"",
    "<SessionToken>*</SessionToken>",
    "aws_secret_access_key = *",
    "password='*'",
];

fuzz_target!(|input: &str| {
    if has_canary(input.as_bytes()) {
        return;
    }
    let form = FORMS[input.len() % FORMS.len()].replace('*', CANARY);
    let middle = input.floor_char_boundary(input.len() / 2);
    let (before, after) = input.split_at(middle);
    // A space ends what stands before, so that the name is a name.
    let error = Error::local(LocalError::Unexpected, format!("{before} {form} {after}"));
    check(&error);
    check(&Error::from_source(std::io::Error::other(format!("{before} {form} {after}"))));
});
