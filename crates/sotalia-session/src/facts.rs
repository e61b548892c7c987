//! What is known of services, partitions and regions without asking anyone.

mod generated;
#[cfg(test)]
mod tests;

use sotalia_error::{Error, LocalError, Result};

use self::generated::{PARTITIONS, RESOURCES, SERVICES};
use crate::session::Session;

/// A service under its names.
struct Service {
    /// As boto3 names it: `stepfunctions`.
    name: &'static str,
    /// As the SDK's crate is named: `sfn` of `aws-sdk-sfn`.
    sdk: &'static str,
    /// As its endpoints are named: `states`.
    endpoints: &'static str,
}

/// A group of regions with accounts of its own.
struct Partition {
    name: &'static str,
    /// What names of its regions, `PREFIX-WORD-NUMBER`, begin with.
    prefixes: &'static [&'static str],
    dns_suffix: &'static str,
    /// Sorted.
    regions: &'static [&'static str],
    /// Sorted by service.
    services: &'static [Endpoints],
}

/// Where a service has endpoints in a partition.
struct Endpoints {
    service: &'static str,
    /// A bit for each region of the partition, the first region the lowest.
    regions: u64,
    /// Endpoints that are not named for a region.
    others: &'static [&'static str],
}

/// Services, partitions and regions
///
/// These are facts that came with this version of the crate, the same as boto3's: nothing is asked. A service or a region
/// that is newer is not in them, and can be used all the same.
impl Session {
    /// The names of all services, sorted, as boto3's `get_available_services()`.
    ///
    /// They are boto3's. `stepfunctions` is the crate `aws-sdk-sfn`: the other methods take either name.
    #[must_use]
    pub fn available_services(&self) -> Vec<&'static str> {
        SERVICES.iter().map(|service| service.name).collect()
    }

    /// The services that Sotalia has resources for, sorted, as boto3's `get_available_resources()`.
    #[must_use]
    pub fn available_resources(&self) -> Vec<&'static str> {
        RESOURCES.to_vec()
    }

    /// The names of all partitions, as boto3's `get_available_partitions()`: `aws`, `aws-cn`, `aws-us-gov` and others.
    #[must_use]
    pub fn available_partitions(&self) -> Vec<&'static str> {
        PARTITIONS.iter().map(|partition| partition.name).collect()
    }

    /// The regions in which a service has endpoints, sorted, as boto3's `get_available_regions(service, partition)`; boto3's
    /// default partition is `aws`.
    ///
    /// Empty for a service or a partition that is not known, and for a service that is not divided into regions, as in
    /// boto3. `session.available_services().contains(&service)` tells them apart.
    #[must_use]
    pub fn available_regions(&self, service: &str, partition: &str) -> Vec<&'static str> {
        find(service, partition)
            .map_or_else(Vec::new, |(partition, endpoints)| partition.regions_of(endpoints).collect())
    }

    /// The endpoints of a service, sorted, also those that are not named for a region, such as `aws-global`: boto3's
    /// `get_available_regions(service, partition, allow_non_regional=True)`.
    #[must_use]
    pub fn available_endpoints(&self, service: &str, partition: &str) -> Vec<&'static str> {
        let Some((partition, endpoints)) = find(service, partition) else { return Vec::new() };
        let mut all: Vec<_> = partition.regions_of(endpoints).chain(endpoints.others.iter().copied()).collect();
        all.sort_unstable();
        all
    }

    /// The partition of a region, as boto3's `get_partition_for_region(region)`. A region that is not known counts by the
    /// form of its name: `eu-south-9` is of `aws`.
    ///
    /// # Errors
    ///
    /// [`LocalError::UnknownRegion`](sotalia_error::LocalError::UnknownRegion) when no partition has regions of this form.
    pub fn partition_for_region(&self, region: &str) -> Result<&'static str> {
        let known = PARTITIONS.iter().find(|partition| partition.has(region)).map(|partition| partition.name);
        known.ok_or_else(|| {
            let mut message = format!("region {region:?} is of no partition");
            match nearest_region(region) {
                Some(nearest) => message.push_str(&format!("; did you mean \"{nearest}\"?")),
                None => message.push_str(": a region is named like \"eu-west-1\""),
            }
            Error::local(LocalError::UnknownRegion, message).with_detail("Region", region)
        })
    }

    /// What the host names of a partition's services end with, `amazonaws.com` for `aws`, as the resolver of botocore's
    /// `get_partition_dns_suffix`; `None` for a partition that is not known.
    #[must_use]
    pub fn partition_dns_suffix(&self, partition: &str) -> Option<&'static str> {
        PARTITIONS.iter().find(|candidate| candidate.name == partition).map(|partition| partition.dns_suffix)
    }
}

impl Partition {
    fn has(&self, region: &str) -> bool {
        self.regions.contains(&region) || self.prefixes.iter().any(|prefix| has_form(region, prefix))
    }

    fn regions_of(&self, endpoints: &Endpoints) -> impl Iterator<Item = &'static str> {
        let bits = endpoints.regions;
        self.regions
            .iter()
            .enumerate()
            .filter(move |(position, _)| bits >> position & 1 == 1)
            .map(|(_, region)| *region)
    }
}

/// Whether a region is `PREFIX-WORD-NUMBER`: botocore's `^PREFIX\-\w+\-\d+$`.
fn has_form(region: &str, prefix: &str) -> bool {
    let rest = region.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('-'));
    let Some((word, number)) = rest.and_then(|rest| rest.split_once('-')) else { return false };
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    !word.is_empty()
        && word.chars().all(is_word)
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn find(service: &str, partition: &str) -> Option<(&'static Partition, &'static Endpoints)> {
    let partition = PARTITIONS.iter().find(|candidate| candidate.name == partition)?;
    let name = match SERVICES.binary_search_by_key(&service, |candidate| candidate.name) {
        Ok(position) => SERVICES[position].endpoints,
        Err(_) => SERVICES.iter().find(|candidate| candidate.sdk == service)?.endpoints,
    };
    let position = partition.services.binary_search_by_key(&name, |endpoints| endpoints.service).ok()?;
    Some((partition, &partition.services[position]))
}

/// The known region whose name is most like `name`, if it is like it: two slips at most, where `_`, a space and capital
/// letters are none.
pub(crate) fn nearest_region(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase().replace(['_', ' '], "-");
    let all = PARTITIONS.iter().flat_map(|partition| partition.regions.iter().copied());
    all.map(|region| (strsim::damerau_levenshtein(&name, region), region))
        .filter(|(slips, _)| *slips <= 2)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, region)| region)
}
