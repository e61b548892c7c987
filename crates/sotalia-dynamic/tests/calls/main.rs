//! What calls send and make of answers beside the protocols: checksums, regions of buckets, signatures, boto3's handlers.

mod any_pages;
mod auth;
mod bodies;
mod botocore;
mod buckets;
mod handled;
mod handlers;
mod paginators;
mod presigned;
mod regions;
mod scene;
mod signatures;
mod waiters;
mod waiting;
