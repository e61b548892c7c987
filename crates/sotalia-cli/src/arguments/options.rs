//! Options of every command.

use clap::{Args, FromArgMatches as _, ValueEnum};
use sotalia_dynamic::error::{Error, LocalError, Result};

use crate::output::Format;

/// Options of every command, before or after the operation.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options")]
pub(crate) struct Options {
    /// Use this profile
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,
    /// Use this region
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) region: Option<String>,
    /// Send requests here
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) endpoint_url: Option<String>,
    /// Send requests without a signature
    #[arg(long, global = true)]
    pub(crate) no_sign_request: bool,
    /// Print only what this JMESPath expression finds
    #[arg(long, global = true, value_name = "JMESPATH")]
    pub(crate) query: Option<String>,
    /// Print in this format; without it in that of `AWS_DEFAULT_OUTPUT`, the profile's `output`, or as JSON
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) output: Option<Format>,
    /// Ask for one page only, of what answers in pages
    #[arg(long, global = true)]
    pub(crate) no_paginate: bool,
    /// How binary parameters are written
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) cli_binary_format: Option<BinaryFormat>,
    /// Wait so many seconds for a connection; 0 is no limit
    #[arg(long, global = true, value_name = "SECONDS")]
    pub(crate) cli_connect_timeout: Option<u64>,
    /// Wait so many seconds for a sign of life; 0 is no limit
    #[arg(long, global = true, value_name = "SECONDS")]
    pub(crate) cli_read_timeout: Option<u64>,
    /// Log to the standard error what is done
    #[arg(long, global = true)]
    pub(crate) debug: bool,
    /// Taken for the sake of scripts: nothing here is paged by a program
    #[arg(long, global = true, hide = true)]
    pub(crate) no_cli_pager: bool,
    /// Taken for the sake of scripts: nothing here has colours
    #[arg(long, global = true, hide = true, value_parser = ["on", "off", "auto"])]
    pub(crate) color: Option<String>,
}

/// How binary parameters are written on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum BinaryFormat {
    /// As base64
    #[default]
    Base64,
    /// As they are
    RawInBase64Out,
}

impl Options {
    /// The options among these arguments, and what they do not say from those before them.
    ///
    /// # Errors
    ///
    /// [`LocalError::InvalidParameter`] if they are not those of a command with options.
    pub(crate) fn of(matches: &clap::ArgMatches, before: &Self) -> Result<Self> {
        let options = Self::from_arg_matches(matches);
        let options = options.map_err(|error| Error::local(LocalError::InvalidParameter, error.to_string()))?;
        Ok(options.over(before))
    }

    fn over(self, before: &Self) -> Self {
        let before = before.clone();
        Self {
            profile: self.profile.or(before.profile),
            region: self.region.or(before.region),
            endpoint_url: self.endpoint_url.or(before.endpoint_url),
            no_sign_request: self.no_sign_request || before.no_sign_request,
            query: self.query.or(before.query),
            output: self.output.or(before.output),
            no_paginate: self.no_paginate || before.no_paginate,
            cli_binary_format: self.cli_binary_format.or(before.cli_binary_format),
            cli_connect_timeout: self.cli_connect_timeout.or(before.cli_connect_timeout),
            cli_read_timeout: self.cli_read_timeout.or(before.cli_read_timeout),
            debug: self.debug || before.debug,
            no_cli_pager: self.no_cli_pager || before.no_cli_pager,
            color: self.color.or(before.color),
        }
    }
}
