//! What names a resource, written and read again, for every kind of resource.

use sotalia_resource_tests::{round_trips, services};

#[tokio::test]
async fn identifiers_go_through_text_and_name_the_same() {
    let all = round_trips().await;
    assert_eq!(all.iter().map(|(service, _)| *service).collect::<Vec<_>>(), services());
    for (service, round_trips) in all {
        assert!(!round_trips.is_empty(), "expected resources of {service}");
        println!("{service:<16}{:>3} kinds of resources", round_trips.len());
        for it in round_trips {
            assert_eq!(it.written, it.expected, "{}", it.before);
            assert_eq!(it.after, it.before);
            assert!(
                it.refused.iter().all(|refused| *refused),
                "{}: what is no identifier of it must be refused",
                it.before
            );
        }
    }
}
