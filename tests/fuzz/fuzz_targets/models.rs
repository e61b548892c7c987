//! Any bytes are an archive of models, a model, or endpoint rules, or an error that says why not.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sotalia_models::{Models, RuleSet, Service};

fuzz_target!(|input: &[u8]| {
    if let Ok(models) = Models::from_archive(input.to_vec()) {
        for name in models.services() {
            drop(models.service(&name));
        }
    }
    drop(Service::from_json("fuzzed", input));
    if let Ok(json) = serde_json::from_slice(input) {
        drop(RuleSet::from_json(&json));
    }
});
