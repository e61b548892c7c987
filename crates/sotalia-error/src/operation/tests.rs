//! Paths of types and the names they give.

use super::OperationNames;

fn check(path: &'static str, service: Option<&str>, operation: Option<&str>) {
    let names = OperationNames::of_path(path);
    assert_eq!(names.service, service, "service of {path}");
    assert_eq!(names.operation, operation, "operation of {path}");
}

#[test]
fn names_from_paths() {
    check("aws_sdk_s3::operation::create_bucket::CreateBucketError", Some("s3"), Some("CreateBucket"));
    check("aws_sdk_sts::operation::assume_role::AssumeRoleError", Some("sts"), Some("AssumeRole"));
    check("app::mimic::aws_sdk_s3::operation::get_object::GetObjectError", Some("s3"), Some("GetObject"));
    check("aws_sdk_s3::error::Error", Some("s3"), None);
    check("aws_sdk_kinesis::types::error::SubscribeToShardEventStreamError", Some("kinesis"), Some("SubscribeToShard"));
    check("aws_sdk_kinesis::types::error::ResourceInUseException", Some("kinesis"), None);
    check("aws_sdk_s3::operation::odd::Error", Some("s3"), None);
    check("aws_sdk_::operation::x::XError", None, None);
    check("core::convert::Infallible", None, None);
    check("my::operation::run::RunError", None, None);
    check("Box<aws_sdk_s3::operation::a::AError>", None, None);
    check("<", None, None);
    check("::", None, None);
    check("", None, None);
}
