//! `partitions.json`.

use serde::Deserialize;

use super::raw::Object;
use crate::{Partition, PartitionOutputs, Partitions};

#[derive(Deserialize)]
pub(super) struct File {
    partitions: Vec<Raw>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Raw {
    id: Box<str>,
    region_regex: Box<str>,
    outputs: RawOutputs,
    #[serde(default)]
    regions: Object<RawOutputs>,
}

/// A region has those that differ from its partition's.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct RawOutputs {
    name: Option<Box<str>>,
    dns_suffix: Option<Box<str>>,
    dual_stack_dns_suffix: Option<Box<str>>,
    implicit_global_region: Option<Box<str>>,
    #[serde(rename = "supportsFIPS")]
    supports_fips: Option<bool>,
    supports_dual_stack: Option<bool>,
}

pub(super) fn read(file: File) -> Partitions {
    let partitions = file.partitions.into_iter().map(|raw| {
        let outputs = outputs(&raw.outputs, &PartitionOutputs { name: raw.id.clone(), ..Default::default() });
        let regions = raw.regions.0.into_iter().map(|(region, own)| {
            let own = self::outputs(&own, &outputs);
            (region, (own != outputs).then_some(own))
        });
        let mut regions: Vec<_> = regions.collect();
        regions.sort_by(|a, b| a.0.cmp(&b.0));
        Partition { id: raw.id, region_regex: raw.region_regex, outputs, regions }
    });
    Partitions { partitions: partitions.collect() }
}

fn outputs(own: &RawOutputs, base: &PartitionOutputs) -> PartitionOutputs {
    let text = |own: &Option<Box<str>>, base: &str| own.clone().unwrap_or_else(|| base.into());
    PartitionOutputs {
        name: text(&own.name, &base.name),
        dns_suffix: text(&own.dns_suffix, &base.dns_suffix),
        dual_stack_dns_suffix: text(&own.dual_stack_dns_suffix, &base.dual_stack_dns_suffix),
        implicit_global_region: text(&own.implicit_global_region, &base.implicit_global_region),
        supports_fips: own.supports_fips.unwrap_or(base.supports_fips),
        supports_dual_stack: own.supports_dual_stack.unwrap_or(base.supports_dual_stack),
    }
}
