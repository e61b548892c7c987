//! Codes compare as their texts do, wherever they are from.

use std::collections::HashSet;

use crate::{ErrorCode, codes};

fn kind_of_absence(code: &ErrorCode) -> Option<&'static str> {
    match *code {
        codes::s3::NO_SUCH_BUCKET => Some("bucket"),
        codes::s3::NO_SUCH_KEY => Some("object"),
        _ => None,
    }
}

#[test]
fn constants_stand_in_patterns() {
    assert_eq!(kind_of_absence(&"NoSuchBucket".into()), Some("bucket"));
    assert_eq!(kind_of_absence(&"NoSuchKey".to_owned().into()), Some("object"));
    assert_eq!(kind_of_absence(&"NoSuchUpload".into()), None);
    assert_eq!(kind_of_absence(&"Unheard".into()), None);
}

#[test]
fn equality_is_that_of_the_texts() {
    let texts = ["NoSuchKey", "NoSuchBucket", "Unheard", "NoRegion", "", "404"];
    for a in texts {
        for b in texts {
            let (left, right) = (ErrorCode::from(a), ErrorCode::from(b.to_owned()));
            assert_eq!(left == right, a == b, "{a:?} and {b:?}");
            assert_eq!(left.cmp(&right), a.cmp(b), "the order of {a:?} and {b:?}");
            assert_eq!(left == b, a == b, "{a:?} and the text {b:?}");
        }
    }
    let set: HashSet<ErrorCode> = texts.iter().copied().map(ErrorCode::from).collect();
    assert!(set.contains(&codes::s3::NO_SUCH_KEY), "a constant is found among codes that were read");
}

#[test]
fn one_code_of_two_services_is_the_same() {
    assert_eq!(codes::kinesis::LIMIT_EXCEEDED_EXCEPTION, codes::kms::LIMIT_EXCEEDED_EXCEPTION);
    assert_eq!(codes::rds::DB_INSTANCE_NOT_FOUND, codes::rds::DB_INSTANCE_NOT_FOUND_FAULT);
    assert_eq!(codes::sqs::QUEUE_DOES_NOT_EXIST, "AWS.SimpleQueueService.NonExistentQueue");
    assert_eq!(codes::ec2::INVALID_INSTANCE_ID_NOT_FOUND, "InvalidInstanceID.NotFound");
    assert_eq!(codes::aws::ACCESS_DENIED, "AccessDenied");
}
