//! Answers that were recorded of services, and what botocore reads in them.

pub(crate) fn check() {}
