//! Tests of the archive.

use std::borrow::Cow;

use proptest::prelude::*;

use super::Archive;
use crate::Models;

#[cfg(feature = "embedded")]
#[test]
fn every_embedded_model_can_be_read() {
    let models = Models::embedded();
    let names = models.services();
    assert!(names.len() >= 439, "got {} services", names.len());
    let mut operations = 0;
    for name in &names {
        let service = models.service(name).expect("it can be read");
        assert_eq!(*service.name, **name, "an archive keeps the names");
        operations += service.operations.len();
    }
    assert!(operations > 19_000, "got {operations} operations");
    assert_eq!(&*models.partitions().expect("they are there").partitions[0].id, "aws");
}

/// An archive of one service, in which little has to be damaged.
fn small() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let version = folder.path().join("bakery/1");
    std::fs::create_dir_all(&version).expect("it can be made");
    let service = r#"{"metadata": {"protocol": "json"}, "operations": {"Bake": {"input": {"shape": "Bread"}}},
        "shapes": {"Bread": {"type": "structure", "members": {"Flour": {"shape": "Text"}}}, "Text": {"type": "string"},
        "Breads": {"type": "list", "member": {"shape": "Bread"}}}}"#;
    std::fs::write(version.join("service-2.json"), service).expect("it can be written");
    let rules = r#"{"parameters": {"Region": {"type": "string"}}, "rules": [{"conditions": [{"fn": "isSet", "argv":
        [{"ref": "Region"}]}], "type": "tree", "rules": [{"type": "endpoint", "endpoint": {"url": "https://{Region}.a"}}]}]}"#;
    std::fs::write(version.join("endpoint-rule-set-1.json"), rules).expect("it can be written");
    let models = Models::empty().with_folder(folder.path());
    models.pack("a test", |bytes| zstd::encode_all(bytes, 3)).expect("it can be packed")
}

#[test]
fn what_is_packed_is_what_is_read() {
    let archive = small();
    let models = Models::from_archive(archive).expect("it can be read");
    assert_eq!(models.services(), ["bakery"]);
    let bakery = models.service("bakery").expect("it can be read");
    assert!(bakery.operation("bake").is_some() && bakery.endpoint_rules.is_some(), "all of it is there");
}

proptest! {
    #[test]
    fn a_damaged_archive_is_an_error_or_another_archive(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = small();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        read(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        read(&bytes);
    }

    #[test]
    fn a_damaged_service_is_an_error_or_another_service(
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let models = Models::from_archive(small()).expect("it can be read");
        let mut bytes = postcard::to_allocvec(&*models.service("bakery").expect("it is there")).expect("it can be written");
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(Ok(service)) = postcard::from_bytes::<crate::Service>(&bytes).map(crate::Service::finish) {
            for operation in &service.operations {
                let _ = service.input(operation);
            }
        }
    }
}

/// Must not panic; what comes of it does not matter.
fn read(bytes: &[u8]) {
    if let Ok(archive) = Archive::open(Cow::Owned(bytes.to_vec())) {
        for entry in &archive.header.entries {
            let _ = archive.service(&entry.name);
        }
    }
}
