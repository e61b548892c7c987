//! Undoes `encoding-type=url` of S3 listings.

use percent_encoding::percent_decode_str;
use sotalia_session::error::{Error, LocalError, Result};

/// An answer whose names may be encoded.
pub(crate) trait EncodedNames {
    /// Decodes them, if the answer says that they are encoded.
    ///
    /// # Errors
    ///
    /// A name that is no text when decoded.
    fn decode_names(&mut self) -> Result<()>;
}

/// Decodes a name in place: `%XX` is a byte, `+` is a space.
pub(crate) fn decode(text: &mut String) -> Result<()> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(());
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8().map_err(|error| {
        let message = format!("the listing holds a name that is not UTF-8 when decoded: {text:?}");
        Error::local(LocalError::UnparsableAnswer, message).with_source(error)
    })?;
    *text = decoded.into_owned();
    Ok(())
}

/// Decodes a name that may be absent.
pub(crate) fn decode_option(text: &mut Option<String>) -> Result<()> {
    text.as_mut().map_or(Ok(()), decode)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::decode;

    fn check(encoded: &str, expected: &str) {
        let mut text = encoded.to_owned();
        decode(&mut text).expect(encoded);
        assert_eq!(text, expected, "{encoded}");
    }

    #[test]
    fn names_are_decoded() {
        check("plain/key.txt", "plain/key.txt");
        check("a+b", "a b");
        check("a%2Bb%20c", "a+b c");
        check("%01%0A%7F", "\u{1}\n\u{7f}");
        check("%E2%82%AC", "€");
        check("100%25", "100%");
        check("50%", "50%");
    }

    #[test]
    fn bytes_that_are_no_text_are_an_error() {
        let mut text = "bad%FF".to_owned();
        assert!(decode(&mut text).is_err(), "expected an error for a byte that is not UTF-8");
        assert_eq!(text, "bad%FF", "the name stays as it came");
    }

    proptest! {
        #[test]
        fn what_s3_encodes_is_what_comes_back(key in "\\PC{0,40}") {
            let encoded: String = percent_encoding::utf8_percent_encode(&key, percent_encoding::NON_ALPHANUMERIC).to_string();
            let mut text = encoded.replace("%20", "+");
            decode(&mut text).expect("UTF-8 was encoded");
            prop_assert_eq!(text, key);
        }
    }
}
