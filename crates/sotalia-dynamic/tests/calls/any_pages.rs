//! Walks over pages that hold anything, from tokens that are anything.

use std::sync::LazyLock;

use futures_util::TryStreamExt;
use proptest::prelude::*;
use sotalia_dynamic::error::LocalError;
use sotalia_dynamic::{Blob, DynamicClient, Map, Value, params, stub};
use tokio::runtime::{Builder, Runtime};

use crate::scene::{Scene, answer};

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| Builder::new_current_thread().enable_all().build().expect("a runtime can be made"));

/// Services whose paginators have tokens that are texts, structures and parts of items, and lists that are maps and texts.
static CLIENTS: LazyLock<Vec<(DynamicClient, &'static str)>> = LazyLock::new(|| {
    let client = |(service, operation)| (RUNTIME.block_on(Scene::new([answer(500, "")]).client(service)), operation);
    [("s3", "list_objects"), ("dynamodb", "scan"), ("kinesis", "describe_stream"), ("apigateway", "get_usage")]
        .into_iter()
        .chain([("rds", "download_db_log_file_portion"), ("s3", "list_object_versions")])
        .map(client)
        .collect()
});

/// Members that the models look for.
const NAMES: &[&str] = &[
    "Contents",
    "NextMarker",
    "IsTruncated",
    "Key",
    "Items",
    "LastEvaluatedKey",
    "Count",
    "StreamDescription",
    "Shards",
    "HasMoreShards",
    "ShardId",
    "items",
    "position",
    "LogFileData",
    "Marker",
    "AdditionalDataPending",
    "Versions",
];

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-zé]{0,6}".prop_map(Value::from),
        Just(Value::Blob(Blob::new("bytes"))),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let named = proptest::collection::vec((proptest::sample::select(NAMES), inner.clone()), 0..5);
        let map = named.prop_map(|entries| {
            Value::Map(entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
        });
        prop_oneof![proptest::collection::vec(inner, 0..5).prop_map(Value::List), map]
    })
}

fn page() -> impl Strategy<Value = Map> {
    let named = proptest::collection::vec((proptest::sample::select(NAMES), value()), 0..8);
    named.prop_map(|entries| entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

proptest! {
    #[test]
    fn a_walk_ends_or_fails_and_can_be_gone_on_with(
        which in 0_usize..6,
        token in proptest::option::of(".{0,30}"),
        limit in 1_usize..6,
        pages in proptest::collection::vec(page(), 1..4),
    ) {
        let (client, operation) = &CLIENTS[which];
        let next = std::sync::atomic::AtomicUsize::new(0);
        let paginator = client.paginator(operation).expect("it has pages").limit(limit).over(move |_params| {
            let number = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let page = pages[number % pages.len()].clone();
            async move { Ok(stub::output(page)) }
        });
        let paginator = match token {
            Some(token) => paginator.starting_token(token),
            None => paginator,
        };
        let mut walk = paginator.clone().paginate(params! {});
        RUNTIME.block_on(async {
            for _ in 0..20 {
                if !matches!(walk.try_next().await, Ok(Some(_))) {
                    break;
                }
            }
            if let Some(token) = walk.resume_token() {
                let mut rest = paginator.clone().starting_token(token).paginate(params! {});
                if let Err(error) = rest.try_next().await {
                    assert_ne!(error.local_error(), Some(LocalError::InvalidToken), "a token of ours is read: {error}");
                }
            }
            drop(paginator.paginate(params! {}).build_full_result().await);
        });
    }
}
