//! What a call prints: the AWS CLI's formats.

mod json;
mod order;
mod printer;
mod scalar;
mod table;
mod text;
mod yaml;

use sotalia_dynamic::Value;
use sotalia_dynamic::error::Result;

pub(crate) use self::printer::Printer;

/// How an answer is printed: `--output`, the setting `output` of the profile, or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(crate) enum Format {
    /// JSON, four blanks a level
    #[default]
    Json,
    /// Tables for people
    Table,
    /// Fields between tabs, for other programs
    Text,
    /// YAML
    Yaml,
}

impl Format {
    /// The value as this format has it, with the name of the operation as a table's title. `width` is the terminal's.
    ///
    /// # Errors
    ///
    /// What the writer of YAML returns.
    pub(crate) fn write(self, title: &str, value: &Value, width: usize) -> Result<String> {
        Ok(match self {
            // An operation that answers nothing prints nothing.
            Self::Json if value.as_map().is_some_and(sotalia_dynamic::Map::is_empty) => String::new(),
            Self::Json => json::write(value) + "\n",
            Self::Table => table::write(title, value, width),
            Self::Text => text::write(value),
            Self::Yaml => yaml::write(value)?,
        })
    }
}

#[cfg(test)]
mod tests;
