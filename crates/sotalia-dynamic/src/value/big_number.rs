//! Numbers beyond 64 bits.

use std::fmt;
use std::str::FromStr;

/// A number that [`Value::Int`](super::Value::Int) and [`Value::Float`](super::Value::Float) cannot hold, as its decimal
/// text: `340282366920938463463374607431768211455`, `0.1000000000000000000001`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BigNumber(String);

impl BigNumber {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it has neither a fraction nor an exponent.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }

    /// The nearest floating-point number.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// As a whole number of 64 bits without a sign, which JSON's numbers are, if it is one and is written so.
    pub(crate) fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok().filter(|number: &u64| number.to_string() == self.0)
    }

    pub(crate) fn of_integer(number: impl fmt::Display) -> Self {
        Self(number.to_string())
    }
}

/// A text that is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number")
    }
}

impl std::error::Error for NotANumber {}

impl FromStr for BigNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        // The grammar of JSON's numbers, with a plus sign and leading zeros.
        let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
        let (mantissa, exponent) = unsigned.split_once(['e', 'E']).map_or((unsigned, None), |(m, e)| (m, Some(e)));
        let (whole, fraction) = mantissa.split_once('.').map_or((mantissa, None), |(w, f)| (w, Some(f)));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = digits(whole)
            && fraction.is_none_or(digits)
            && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)));
        if is_number { Ok(Self(text.to_owned())) } else { Err(NotANumber) }
    }
}

impl fmt::Display for BigNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::BigNumber;

    #[test]
    fn numbers_are_told_from_other_texts() {
        for (text, expected) in [
            ("0", Some(true)),
            ("-340282366920938463463374607431768211455", Some(true)),
            ("+1.5", Some(false)),
            ("1e-400", Some(false)),
            ("", None),
            (".5", None),
            ("1.", None),
            ("0x10", None),
            ("NaN", None),
            ("1e", None),
        ] {
            let parsed = text.parse::<BigNumber>();
            assert_eq!(parsed.as_ref().ok().map(BigNumber::is_integer), expected, "{text:?}");
        }
    }
}
