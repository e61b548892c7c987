//! Text that an answer has in base64.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Text out of base64, as boto3 decodes it in answers: what is not UTF-8 becomes U+FFFD, letters that are not of the alphabet
/// (line breaks) are passed over, and what is no base64 stays as it is.
pub fn from_base64(text: String) -> String {
    let is_of_alphabet = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
    let letters: String = text.chars().filter(is_of_alphabet).collect();
    match STANDARD.decode(letters) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(_) => text,
    }
}

#[cfg(test)]
mod tests {
    use super::from_base64;

    #[test]
    fn text_is_decoded_as_python_does() {
        // What `base64.b64decode(text).decode("utf-8", "replace")` gives; where that fails, botocore leaves the text.
        let cases = [
            ("Ym9vdGVk", "booted"),
            ("Ym9v\r\ndGVk\n", "booted"),
            ("", ""),
            ("/w==", "\u{fffd}"),
            ("Ym9vdGV", "Ym9vdGV"),
            ("no base64!", "\u{fffd}\u{fffd}\u{6b1}\u{fffd}"),
        ];
        for (text, expected) in cases {
            assert_eq!(from_base64(text.to_owned()), expected, "{text:?}");
        }
    }
}
