//! What services are called elsewhere: by their full names, by the crates of the SDK, in consoles.

/// Another name, in small letters without blanks and hyphens, and the one that boto3 has.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("alb", "elbv2"),
    ("applicationloadbalancer", "elbv2"),
    ("certificatemanager", "acm"),
    ("cloudwatchevents", "events"),
    ("cloudwatchlogs", "logs"),
    ("cognitoidentityprovider", "cognito-idp"),
    ("containerregistry", "ecr"),
    ("costexplorer", "ce"),
    ("databasemigration", "dms"),
    ("directoryservice", "ds"),
    ("elasticfilesystem", "efs"),
    ("elasticloadbalancing", "elb"),
    ("elasticloadbalancingv2", "elbv2"),
    ("elasticmapreduce", "emr"),
    ("eventbridge", "events"),
    ("keymanagementservice", "kms"),
    ("lex", "lexv2-runtime"),
    ("monitoring", "cloudwatch"),
    ("nlb", "elbv2"),
    ("parameterstore", "ssm"),
    ("resourcegroupstagging", "resourcegroupstaggingapi"),
    ("securitytokenservice", "sts"),
    ("sfn", "stepfunctions"),
    ("simpledb", "sdb"),
    ("simpleemailservice", "ses"),
    ("simplenotificationservice", "sns"),
    ("simplequeueservice", "sqs"),
    ("simplestorageservice", "s3"),
    ("simplesystemsmanager", "ssm"),
    ("states", "stepfunctions"),
    ("systemsmanager", "ssm"),
    ("tagging", "resourcegroupstaggingapi"),
];

/// The name that boto3 has for a service, by another, or by the same in another spelling: `Step Functions`, `AmazonS3`.
pub(crate) fn boto3_name<'n>(name: &str, known: &'n [String]) -> Option<&'n str> {
    let plain = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let full = plain(name);
    let find = |short: &str| {
        let other = OTHER_NAMES.iter().find(|(other, _)| *other == short).map(|(_, name)| *name);
        known.iter().find(|known| plain(known) == short || other == Some(known.as_str()))
    };
    let without = ["amazon", "aws"].iter().find_map(|maker| full.strip_prefix(maker)).filter(|rest| !rest.is_empty());
    find(&full).or_else(|| find(without?)).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Models;

    #[test]
    fn services_are_found_by_what_they_are_called_elsewhere() {
        let known = Models::embedded().services();
        for (name, expected) in [
            ("SQS", Some("sqs")),
            ("Step Functions", Some("stepfunctions")),
            ("cloudwatch-logs", Some("logs")),
            ("Amazon S3", Some("s3")),
            ("AWS Lambda", Some("lambda")),
            ("cognito_idp", Some("cognito-idp")),
            ("amazon", None),
            ("", None),
            ("zzz", None),
        ] {
            assert_eq!(boto3_name(name, &known), expected, "{name}");
        }
    }

    #[test]
    fn each_row_leads_to_a_service_and_is_the_name_of_none() {
        let known = Models::embedded().services();
        for (other, name) in OTHER_NAMES {
            assert!(known.iter().any(|known| known == name), "{name} is a service");
            assert!(!known.iter().any(|known| known == other), "{other} needs no row");
            assert_eq!(boto3_name(other, &known), Some(*name));
        }
    }
}
