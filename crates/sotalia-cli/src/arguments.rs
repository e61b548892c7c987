//! What can be written on the command line.

mod options;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use self::options::{BinaryFormat, Options};

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
    #[command(disable_help_flag = true)]
    /// Wait until a service says so: `sotalia wait ec2 instance-running --instance-ids i-0123456789abcdef0`
    Wait {
        /// The service, as `sotalia services` has it
        service: String,
        /// What to wait for, as `sotalia waiters SERVICE` has it
        waiter: String,
        /// Parameters and options: `sotalia wait SERVICE WAITER --help` lists them
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        words: Vec<String>,
    },
    #[command(disable_help_flag = true)]
    /// Sign a call for whoever sends it before it expires: `sotalia presign s3://BUCKET/KEY`, `sotalia presign s3 get-object ...`
    Presign {
        /// `s3://BUCKET/KEY`, or a service
        #[arg(value_name = "SERVICE|S3URI")]
        target: String,
        /// The operation of the service, parameters and options: `sotalia presign SERVICE OPERATION --help` lists them
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
    /// List what can be waited for in a service
    Waiters {
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
