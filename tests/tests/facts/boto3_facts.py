"""Prints boto3's answers to questions about services, partitions and regions, one a line, in fields that tabs part."""

import boto3
from botocore.exceptions import UnknownRegionError

ODD_REGIONS = [
    "eu-south-9", "us-east-99", "us-gov-moon-1", "us-gov-east-9", "cn-x_y-0", "eusc-de-north-3", "eusc-fr-north-3",
    "us-iso-east-7", "us-isob-east-7", "moon", "us-east", "us-east-1-", "us-east-1a", "US-EAST-1", "aws-global", "us--1",
    "us-east-", "-", "ca-1-1", "xx-west-1", "me-central-1-lab", "us-gov-1",
]

session = boto3.Session(region_name="us-east-1")
services = session.get_available_services()
partitions = session.get_available_partitions()
print("services", ",".join(services), sep="\t")
print("partitions", ",".join(partitions), sep="\t")
resolver = session._session._get_internal_component("endpoint_resolver")
for partition in [*partitions, "aws-moon"]:
    print("dns_suffix", partition, resolver.get_partition_dns_suffix(partition), sep="\t")
regions = set(ODD_REGIONS)
for partition in [*partitions, "aws-moon"]:
    for service in [*services, "no-such-service"]:
        regional = session.get_available_regions(service, partition)
        print("regions", service, partition, ",".join(regional), sep="\t")
        every = session.get_available_regions(service, partition, allow_non_regional=True)
        print("endpoints", service, partition, ",".join(every), sep="\t")
        regions.update(regional)
for region in sorted(regions):
    try:
        answer = session.get_partition_for_region(region)
    except UnknownRegionError:
        answer = "UnknownRegionError"
    print("partition", region, answer, sep="\t")
