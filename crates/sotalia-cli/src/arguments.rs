//! What can be written on the command line.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::output::Format;

/// Calls any operation of any AWS service, with the AWS CLI's syntax and formats.
#[derive(Debug, Parser)]
#[command(name = "sotalia", version, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    // Help is asked of the operation.
    #[command(disable_help_flag = true)]
    /// Call an operation: `sotalia call ec2 describe-instances --filters Name=tag:env,Values=prod`
    Call {
        #[command(flatten)]
        operation: Named,
        /// Its parameters and options: `sotalia call SERVICE OPERATION --help` lists them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    /// List the services
    Services {
        /// Only those with this in their name
        part: Option<String>,
    },
    /// List the operations of a service
    Operations {
        /// The service, as `sotalia services` has it
        service: String,
    },
    /// Show an operation's parameters and answer
    Describe(Named),
    /// Print a script that completes services, operations and parameters: `source <(sotalia completion bash)`
    Completion {
        /// The shell
        shell: Shell,
    },
    /// Print what the last of the words could become, a line for each
    #[command(hide = true)]
    Complete {
        /// The words of the command line so far, without `sotalia`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
}

/// An operation of a service.
#[derive(Debug, Args)]
pub(crate) struct Named {
    /// The service, as `sotalia services` has it
    pub(crate) service: String,
    /// The operation: `list-buckets`, `list_buckets` or `ListBuckets`
    pub(crate) operation: String,
}

/// A shell that completes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    /// Bash
    Bash,
    /// Z shell
    Zsh,
    /// fish
    Fish,
}

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
    /// Print in this format; without it as JSON
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) output: Option<Format>,
    /// How binary parameters are written
    #[arg(long, global = true, value_name = "FORMAT")]
    pub(crate) cli_binary_format: Option<BinaryFormat>,
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
    /// These options, and what they do not say from those before them.
    pub(crate) fn over(self, before: &Self) -> Self {
        let before = before.clone();
        Self {
            profile: self.profile.or(before.profile),
            region: self.region.or(before.region),
            endpoint_url: self.endpoint_url.or(before.endpoint_url),
            no_sign_request: self.no_sign_request || before.no_sign_request,
            query: self.query.or(before.query),
            output: self.output.or(before.output),
            cli_binary_format: self.cli_binary_format.or(before.cli_binary_format),
        }
    }
}
