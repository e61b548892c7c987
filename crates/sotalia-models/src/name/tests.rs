//! Tests of names.

use super::{nearest, to_snake_case, with_separator};

#[test]
fn names_are_cut_into_words_as_botocore_does() {
    for (name, expected) in [
        ("DescribeStream", "describe_stream"),
        ("ListObjectsV2", "list_objects_v2"),
        ("DescribeDBInstances", "describe_db_instances"),
        ("GetCORSPolicy", "get_cors_policy"),
        ("CreateVPCEndpoints", "create_vpc_endpoints"),
        ("PutBucketACLs", "put_bucket_acls"),
        ("ListHITsForQualificationType", "list_hits_for_qualification_type"),
        ("CreateCachediSCSIVolume", "create_cached_iscsi_volume"),
        ("SendWhatsAppMessage", "send_whatsapp_message"),
        ("already_so", "already_so"),
        ("A", "a"),
        ("", ""),
    ] {
        assert_eq!(to_snake_case(name), expected, "{name}");
    }
}

#[test]
fn the_separator_may_be_another() {
    assert_eq!(with_separator("ListObjectsV2", '-'), "list-objects-v2");
    assert_eq!(with_separator("ExecutePartiQLBatch", '-'), "execute-partiql-batch");
}

#[test]
fn near_names_are_few_and_near() {
    let known = ["list_buckets", "list_objects", "list_objects_v2", "get_object"];
    assert_eq!(nearest("list_object", known.into_iter()), ["list_objects", "list_objects_v2"]);
    assert_eq!(nearest("bake_bread", known.into_iter()), Vec::<&str>::new());
}
