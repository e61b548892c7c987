//! IAM: users, groups, roles and policies, and how they hang together.

mod policies;
mod roles;
mod users;

pub use self::policies::*;
pub use self::roles::*;
pub use self::users::*;

/// A policy that allows this action.
fn policy(action: &str) -> String {
    let statement = serde_json::json!({ "Effect": "Allow", "Action": action, "Resource": "*" });
    serde_json::json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}

/// A policy by which EC2 may take a role.
fn trust() -> String {
    let principal = serde_json::json!({ "Service": "ec2.amazonaws.com" });
    let statement = serde_json::json!({ "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" });
    serde_json::json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}
