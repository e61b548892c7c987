//! Checks parameters against a service's model before anything is sent.

mod check;
mod path;
mod problem;

use std::fmt;

use sotalia_models::{Operation, Service};
use sotalia_session::error::{Error, LocalError};

use self::check::Checker;
pub use self::problem::{ParamProblem, ProblemKind};
use crate::value::Map;

/// Everything that is wrong with the parameters of a call, with the path of each.
///
/// It is the source of an error with [`LocalError::ParamValidation`]: `error.downcast_ref::<ParamProblems>()`.
#[derive(Debug, Clone, PartialEq)]
pub struct ParamProblems(Vec<ParamProblem>);

impl ParamProblems {
    /// The problems, in the order in which they were found; never none.
    #[must_use]
    pub fn problems(&self) -> &[ParamProblem] {
        &self.0
    }
}

/// A line for each, as botocore's report.
impl fmt::Display for ParamProblems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            problem.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for ParamProblems {}

impl From<ParamProblems> for Error {
    fn from(problems: ParamProblems) -> Self {
        let message = format!("Parameter validation failed:\n{problems}");
        Self::local(LocalError::ParamValidation, message).with_source(problems)
    }
}

/// Checks the parameters of an operation, as botocore's validator: unknown and missing parameters, types, least values
/// and lengths, unions. Greatest values, lengths and patterns are the service's to check, as there: they change.
///
/// A member that is null counts as not given. A value that is in no enumeration is sent, with a warning in the log.
/// `body` is the name of a member that is given beside the parameters.
///
/// # Errors
///
/// All problems of the parameters at once.
pub(crate) fn validate(
    service: &Service,
    operation: &Operation,
    parameters: &Map,
    body: Option<&str>,
) -> Result<(), ParamProblems> {
    let problems = Checker::new(service, operation, body).check(parameters);
    if problems.is_empty() { Ok(()) } else { Err(ParamProblems(problems)) }
}

#[cfg(test)]
mod tests;
