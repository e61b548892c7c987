//! Code generation and every check of this workspace.
fn main() {}
