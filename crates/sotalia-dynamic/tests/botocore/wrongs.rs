//! Parameters with something wrong in them, compared with what botocore's validator says.

use serde_json::Value as Json;
use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::{IntoParams as _, ParamProblem, ParamProblems, ProblemKind};

use crate::cases::Outcome;
use crate::exchange::{Answer, Clients, block_on};

pub(crate) fn check(clients: &mut Clients, case: &Json) -> Outcome {
    let client = clients.strict(case)?;
    clients.answer(Answer { status: 200, ..Answer::default() });
    let params = (&case["params"]).into_params().map_err(|error| error.to_string())?;
    let operation = case["operation"].as_str().unwrap_or_default();
    let mut found = match block_on(client.call(operation, params).send()) {
        Err(error) if error.local_error() == Some(LocalError::ParamValidation) => {
            let problems = error.downcast_ref::<ParamProblems>();
            problems.map_or_else(|| vec![error.to_string()], |problems| problems.problems().iter().map(shown).collect())
        }
        // What else is wrong, no model says.
        _ => Vec::new(),
    };
    found.sort();
    let expected = case["problems"].as_array().into_iter().flatten().map(|problem| {
        let part = |place: usize| problem[place].as_str().unwrap_or_default();
        format!("{} at {} {}", part(0), part(1), part(2)).trim_end().to_owned()
    });
    let mut expected: Vec<_> = expected.collect();
    expected.sort();
    if found == expected { Ok(()) } else { Err(format!("{} gives {found:?}, expected {expected:?}", case["params"])) }
}

/// A problem, as botocore names it.
fn shown(problem: &ParamProblem) -> String {
    let path = &problem.path;
    match &problem.kind {
        ProblemKind::Missing { name } => format!("missing required field at {path} {name}"),
        ProblemKind::Unknown { name, .. } => format!("unknown field at {path} {name}"),
        ProblemKind::Type { .. } => format!("invalid type at {path}"),
        ProblemKind::Range { .. } => format!("invalid range at {path}"),
        ProblemKind::Length { .. } => format!("invalid length at {path}"),
        ProblemKind::EmptyUnion { .. } => format!("empty input at {path}"),
        ProblemKind::CrowdedUnion { .. } => format!("more than one input at {path}"),
        other => format!("{other:?} at {path}"),
    }
}
