//! What `cargo xtask codegen` makes of the facts and rules in `catalogue/`.

pub(crate) mod catalogue;
pub mod codes;
