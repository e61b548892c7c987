//! How the quickstart looks.

use std::time::Duration;

use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

/// What was uploaded.
pub struct Upload {
    pub files: usize,
    pub bytes: u64,
    pub took: Duration,
}

/// The heading of a step.
pub fn heading(number: u8, title: &str) {
    println!("\n{number}. {title}");
}

/// A line of a table: what, and its value.
pub fn line(what: &str, value: impl std::fmt::Display) {
    println!("   {what:<26} {value}");
}

/// An object in a listing.
pub fn object(key: &str, size: u64) {
    println!("   {:>12}  {key}", HumanBytes(size).to_string());
}

/// A bar over some bytes.
pub fn bar(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("   {bar:40.cyan/blue} {bytes:>10} of {total_bytes}  {wide_msg}");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// The last lines.
pub fn summary(upload: &Upload) {
    let seconds = upload.took.as_secs_f64();
    println!(
        "\nUploaded {} files, {} in {seconds:.2} s. Listed, counted and deleted them again. The bucket is gone.",
        upload.files,
        HumanBytes(upload.bytes)
    );
}
