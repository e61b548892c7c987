//! Paths, as they should be and as nobody should write them.

use proptest::prelude::*;

use super::{Mode, Step, each, parse, read};
use crate::codegen::graph;
use crate::codegen::sdk::Sdk;
use crate::workspace;

#[test]
fn paths_are_split() {
    let member = |name: &str| Step::Member(name.to_owned());
    let cases = [
        ("Bucket", vec![member("Bucket")]),
        ("Delete.Objects[].Key", vec![member("Delete"), member("Objects"), Step::Each, member("Key")]),
        ("A[*]", vec![member("A"), Step::Each]),
        ("A[2]", vec![member("A"), Step::Index(2)]),
        ("A[0].B[-1]", vec![member("A"), Step::Index(0), member("B"), Step::Last]),
    ];
    for (path, expected) in cases {
        assert_eq!(parse(path).expect(path), expected, "{path}");
    }
    for path in ["", "A.", "A[x]", "A[]B", "A B", "A[", ".A"] {
        assert!(parse(path).is_err(), "expected an error for {path:?}");
    }
}

/// A path as text.
fn written(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Member(name) if out.is_empty() => out.push_str(name),
            Step::Member(name) => out.push_str(&format!(".{name}")),
            Step::Index(index) => out.push_str(&format!("[{index}]")),
            Step::Last => out.push_str("[-1]"),
            Step::Each => out.push_str("[]"),
        }
    }
    out
}

/// A member, and an index or none.
fn part(name: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<Step>> {
    let index = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Step::Each)),
        1 => Just(Some(Step::Last)),
        1 => (0_usize..3).prop_map(|index| Some(Step::Index(index))),
    ];
    (name, index).prop_map(|(name, index)| std::iter::once(Step::Member(name)).chain(index).collect())
}

/// Members that the answers below have, some of which are lists, structures or texts of others.
fn member() -> impl Strategy<Value = String> {
    let names =
        ["Contents", "Key", "Owner", "DisplayName", "ChecksumAlgorithm", "Rules", "Transitions", "StorageClass"];
    prop_oneof![9 => proptest::sample::select(names.to_vec()).prop_map(str::to_owned), 1 => "[A-Za-z_]{1,5}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_path_that_is_written_is_read_again(parts in proptest::collection::vec(part("[A-Za-z_0-9]{1,8}".boxed()), 1..6)) {
        let steps = parts.concat();
        let text = written(&steps);
        prop_assert_eq!(parse(&text).map_err(|error| TestCaseError::fail(format!("{text}: {error}")))?, steps);
    }

    #[test]
    fn no_text_is_too_odd_for_the_parser(text in prop_oneof!["[A-Za-z.\\[\\]*0-9-]{0,16}", "\\PC{0,16}"]) {
        if let Ok(steps) = parse(&text) {
            let plain = text.replace("[*]", "[]");
            let again = written(&steps);
            prop_assert!(parse(&again).is_ok_and(|read| read == steps), "{text:?} was read as {again:?}");
            // An index may have zeros and a sign that say nothing.
            prop_assert!(again == plain || plain.contains("[0") || plain.contains("[+"), "{text:?} was read as {again:?}");
        }
    }
}

#[test]
fn no_path_into_an_answer_panics_and_what_it_gives_is_rust() {
    let metadata = graph(&workspace::root()).expect("the metadata");
    let sdk = Sdk::locate(&metadata, "s3").expect("the SDK of S3");
    let operations = ["ListObjectsV2", "GetBucketLifecycleConfiguration"];
    let outputs = operations.map(|name| sdk.operation(name).expect("S3 has it").output);
    let paths = proptest::collection::vec(part(member()), 1..5);
    let config = ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let mut read_well = std::cell::Cell::new(0);
    let result = runner.run(&paths, |parts| {
        let steps = parts.concat();
        for shape in &outputs {
            let one = [Mode::Ref, Mode::Mut, Mode::Owned].map(|mode| read(&sdk, shape, "output", &steps, mode));
            let many = [Mode::Ref, Mode::Owned].map(|mode| each(&sdk, shape, "output", &steps, mode));
            for access in one.into_iter().chain(many).flatten() {
                read_well.set(read_well.get() + 1);
                for expression in [access.cloned(), access.expression] {
                    prop_assert!(syn::parse_str::<syn::Expr>(&expression).is_ok(), "{expression}");
                }
            }
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
    assert!(*read_well.get_mut() > 20, "expected paths that lead somewhere, got {}", read_well.get());
}
