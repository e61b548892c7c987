//! One thing that is wrong with a parameter.

use std::fmt;

/// One thing that is wrong with the parameters, and where.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ParamProblem {
    /// Where: `Filters[0].Values[1]`, `Tags.team`, and `input` for the parameters as a whole.
    pub path: String,
    /// What.
    pub kind: ProblemKind,
}

/// What is wrong with a parameter.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A member that must be set is not.
    Missing {
        /// Its name.
        name: String,
    },
    /// There is no member of this name.
    Unknown {
        /// The name that was given.
        name: String,
        /// The nearest name that there is.
        nearest: Option<String>,
        /// All names that there are.
        known: Vec<String>,
    },
    /// A value is of a type that the member does not take.
    Type {
        /// The value as JSON, cut short; `(hidden)` if the model says that it is secret.
        value: String,
        /// The type that it has.
        given: &'static str,
        /// The types that the member takes.
        wanted: &'static [&'static str],
    },
    /// A number is too small.
    Range {
        /// The number.
        value: String,
        /// The least that is allowed.
        least: f64,
    },
    /// A text, a list or a map is too short.
    Length {
        /// How long it is: in characters, items or entries.
        length: usize,
        /// The least that is allowed.
        least: f64,
    },
    /// A union has no member set, and must have one.
    EmptyUnion {
        /// The names that there are.
        known: Vec<String>,
    },
    /// A union has several members set.
    CrowdedUnion {
        /// The names that there are.
        known: Vec<String>,
    },
    /// It is nested more deeply than anything that can be sent.
    TooDeep,
}

/// As botocore's report has it, with the nearest name, and with types named as [`Value`](crate::Value) names them.
impl fmt::Display for ParamProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.kind {
            ProblemKind::Missing { name } => write!(f, "Missing required parameter in {path}: \"{name}\""),
            ProblemKind::Unknown { name, nearest, known } => {
                write!(f, "Unknown parameter in {path}: \"{name}\"")?;
                if let Some(nearest) = nearest {
                    write!(f, " (did you mean \"{nearest}\"?)")?;
                }
                write!(f, ", must be one of: {}", known.join(", "))
            }
            ProblemKind::Type { value, given, wanted } => {
                let wanted = wanted.join(", ");
                write!(f, "Invalid type for parameter {path}, value: {value}, type: {given}, valid types: {wanted}")
            }
            ProblemKind::Range { value, least } => {
                write!(f, "Invalid value for parameter {path}, value: {value}, valid min value: {least}")
            }
            ProblemKind::Length { length, least } => {
                write!(f, "Invalid length for parameter {path}, value: {length}, valid min length: {least}")
            }
            ProblemKind::EmptyUnion { known } => {
                let known = known.join(", ");
                write!(f, "Must set one of the following keys for tagged union structure {path}: {known}.")
            }
            ProblemKind::CrowdedUnion { known } => {
                let known = known.join(", ");
                write!(
                    f,
                    "Invalid number of parameters set for tagged union structure {path}. Can only set one of the \
                     following keys: {known}."
                )
            }
            ProblemKind::TooDeep => write!(f, "Invalid value for parameter {path}: it is nested too deeply"),
        }
    }
}
