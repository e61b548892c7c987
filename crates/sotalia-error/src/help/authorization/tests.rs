//! Refusals in the words of many services.

use super::Refusal;

const ANN: &str = "arn:aws:iam::111122223333:user/ann";
const ROLE: &str = "arn:aws:sts::111122223333:assumed-role/worker/i-1";

/// Principal, action, resource, the policy that lacks a permission, the one that denies; `""` is none.
fn check(message: &str, [principal, action, resource, lacking, denying]: [&'static str; 5]) {
    let some = |text: &'static str| Some(text).filter(|text| !text.is_empty());
    let expected = Refusal {
        principal: some(principal),
        action: some(action),
        resource: some(resource),
        lacking: some(lacking),
        denying: some(denying),
    };
    assert_eq!(Refusal::of(message), expected, "parts of {message}");
}

#[test]
fn nobody_allows() {
    check(
        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: s3:PutObject on resource: \
         \"arn:aws:s3:::logs/a\" because no identity-based policy allows the s3:PutObject action",
        [ANN, "s3:PutObject", "arn:aws:s3:::logs/a", "identity-based policy", ""],
    );
    check(
        "User: arn:aws:sts::111122223333:assumed-role/worker/i-1 is not authorized to perform: kms:GenerateDataKey on \
         this resource because the resource does not exist in this Region, no resource-based policies allow access, or \
         a resource-based policy explicitly denies access",
        [ROLE, "kms:GenerateDataKey", "", "resource-based policy", ""],
    );
    check(
        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: sts:AssumeRole on resource: \
         arn:aws:iam::111122223333:role/r because no permissions boundary allows the sts:AssumeRole action",
        [ANN, "sts:AssumeRole", "arn:aws:iam::111122223333:role/r", "permissions boundary", ""],
    );
}

#[test]
fn somebody_denies() {
    check(
        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: codecommit:ListRepositories with an \
         explicit deny in a service control policy",
        [ANN, "codecommit:ListRepositories", "", "", "service control policy"],
    );
    check(
        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: dynamodb:Query on resource: \
         arn:aws:dynamodb:us-east-1:111122223333:table/t with an explicit deny in an identity-based policy: \
         arn:aws:iam::111122223333:policy/p",
        [ANN, "dynamodb:Query", "arn:aws:dynamodb:us-east-1:111122223333:table/t", "", "identity-based policy"],
    );
    check(
        "User: anonymous is not authorized to perform: es:ESHttpGet with an explicit deny in a resource-based policy",
        ["anonymous", "es:ESHttpGet", "", "", "resource-based policy"],
    );
}

#[test]
fn in_other_words() {
    check(
        "You are not authorized to perform this operation. User: arn:aws:iam::111122223333:user/ann is not \
            authorized to \
         perform: ec2:RunInstances on resource: arn:aws:ec2:us-east-1:111122223333:instance/* because no \
         identity-based policy allows the ec2:RunInstances action. Encoded authorization failure message: aBc-1_2",
        [ANN, "ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/*", "identity-based policy", ""],
    );
    check("You are not authorized to perform this operation.", ["", "", "", "", ""]);
    check("Not authorized to perform sts:AssumeRoleWithWebIdentity", ["", "sts:AssumeRoleWithWebIdentity", "", "", ""]);
    check(
        "User: arn:aws:iam::111122223333:user/ann is not authorized to perform: iam:ListUsers",
        [ANN, "iam:ListUsers", "", "", ""],
    );
    check(
        "User arn:aws:iam::111122223333:user/ann is not authorized to perform SNS:Publish on resource \
            (arn:aws:sns:us-east-1:1:t)",
        [ANN, "SNS:Publish", "arn:aws:sns:us-east-1:1:t", "", ""],
    );
    check(
        "User: a is not authorized to perform: ecr:GetAuthorizationToken on resource: * because",
        ["a", "ecr:GetAuthorizationToken", "*", "", ""],
    );
}

#[test]
fn what_is_no_refusal_has_no_parts() {
    for message in
        ["", "Access Denied", "User: x", "is not authorized to perform: ", "not authorized to perform: é: on: "]
    {
        let refusal = Refusal::of(message);
        assert_eq!((refusal.action, refusal.resource), (None, None), "{message}: {refusal:?}");
    }
}
