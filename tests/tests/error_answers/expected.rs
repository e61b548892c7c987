//! What boto3 makes of the answers.

use serde_json::Value;

use crate::answer::Answer;

/// What boto3 says of one answer.
#[derive(Debug)]
pub struct Expected(Value);

impl Expected {
    /// A text; `None` if boto3 has none, or an empty one.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.0[field].as_str().filter(|text| !text.is_empty())
    }

    pub fn number(&self, field: &str) -> Option<u64> {
        self.0[field].as_u64()
    }

    pub fn is(&self, field: &str) -> bool {
        self.0[field] == Value::Bool(true)
    }

    /// The members that boto3 takes from the answer by its model.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.0["members"].as_array().into_iter().flatten().filter_map(Value::as_str)
    }
}

/// Each answer with what boto3 makes of it.
pub fn of(answers: &[Answer]) -> Vec<(&Answer, Expected)> {
    let text = crate::text("boto3.jsonl");
    let mut expected: std::collections::HashMap<String, Value> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect("a line of JSON"))
        .map(|value| (value["answer"].as_str().expect("a name").to_owned(), value))
        .collect();
    let find = |answer| {
        let value = expected.remove(&format!("{answer}"));
        (answer, Expected(value.unwrap_or_else(|| panic!("boto3.jsonl has no line of its own for: {answer}"))))
    };
    answers.iter().map(find).collect()
}
