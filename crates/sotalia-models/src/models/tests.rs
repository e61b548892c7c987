//! Tests of the models of folders.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use sotalia_error::LocalError;

use crate::{Models, ShapeKind};

const SERVICE: &str = r#"{
  "metadata": {"protocol": "rest-json", "serviceId": "Bakery", "endpointPrefix": "bakery"},
  "operations": {
    "BakeBread": {"name": "BakeBread", "http": {"method": "PUT", "requestUri": "/{Name}"}, "input": {"shape": "Bread"}},
    "ListHTMLPagesV2": {"http": {}}
  },
  "shapes": {
    "Text": {"type": "string", "min": 1},
    "Bread": {"type": "structure", "required": ["Name"], "members": {
      "Size": {"shape": "Text"}, "Name": {"shape": "Text", "location": "uri"}
    }}
  }
}"#;

#[test]
fn a_folder_gives_its_newest_version() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), "bakery/2025-01-01/service-2.json", "no JSON: it must not be read");
    write(folder.path(), "bakery/2026-01-01/service-2.json", SERVICE);
    write(folder.path(), "bakery/2027-01-01/waiters-2.json", "a version without a service does not count");
    let models = Models::empty().with_folder(folder.path());
    assert_eq!(models.services(), ["bakery"]);
    let bakery = models.service("bakery").expect("it can be read");
    assert!(
        Arc::ptr_eq(&bakery, &models.clone().service("bakery").expect("it is there")),
        "a clone shares what was read"
    );
    let bake = bakery.operation("bake-bread").expect("it is there");
    let bread = bakery.input(bake).expect("it takes parameters");
    assert_eq!(bread.required, [1], "places are those of the members as they stand");
    assert_eq!(bakery.shapes[bread.members[1].shape].kind, ShapeKind::String);
    assert_eq!(bakery.operation_index("list_html_pages_v2"), Some(1));
    assert_eq!(bakery.operation_index("ListHTMLPagesV2"), Some(1));
    assert_eq!(bakery.operation_index("bake_cake"), None);
    assert_eq!(bakery.nearest_operations("bake_breads"), ["bake_bread"]);
}

#[test]
fn extras_are_merged() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), "bakery/1/service-2.json", SERVICE);
    let extras = r#"{"merge": {"shapes": {"Bread": {"members": {"Salt": {"shape": "Text"}}}}}}"#;
    write(folder.path(), "bakery/1/service-2.sdk-extras.json", extras);
    let bakery = Models::empty().with_folder(folder.path()).service("bakery").expect("it can be read");
    let members = &bakery.shape("Bread").expect("it is there").members;
    assert_eq!(members.iter().map(|member| &*member.name).collect::<Vec<_>>(), ["Size", "Name", "Salt"]);
}

#[test]
fn an_unknown_service_is_refused_with_the_nearest_names() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    write(folder.path(), "bakery/1/service-2.json", SERVICE);
    let models = Models::empty().with_folder(folder.path());
    let error = models.service("bakry").expect_err("there is none");
    assert_eq!(error.local_error(), Some(LocalError::UnknownService));
    assert!(error.to_string().contains("did you mean \"bakery\"?"), "got {error}");
    assert!(models.service("../bakery").is_err(), "a name is no path");
}

#[test]
fn a_broken_model_is_named() {
    for text in ["{", "{}", r#"{"metadata": {}, "shapes": {"L": {"type": "list"}}}"#] {
        let folder = tempfile::tempdir().expect("a folder can be made");
        write(folder.path(), "bakery/1/service-2.json", text);
        let error = Models::empty().with_folder(folder.path()).service("bakery").expect_err("it is broken");
        assert_eq!(error.local_error(), Some(LocalError::InvalidConfig), "{text}");
        assert!(error.to_string().contains("service-2.json"), "{text}: got {error}");
    }
}

fn write(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("it is in a folder")).expect("the folder can be made");
    fs::write(path, text).expect("it can be written");
}
