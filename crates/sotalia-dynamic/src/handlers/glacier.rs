//! The checksums that Amazon S3 Glacier asks for with data.

use sha2::{Digest as _, Sha256};

/// What a leaf of the tree covers.
const LEAF: usize = 1024 * 1024;

/// The SHA-256 of data, in hexadecimal.
pub(super) fn sha256(data: &[u8]) -> String {
    hexadecimal(&Sha256::digest(data))
}

/// The root of the tree of hashes over pieces of one mebibyte, in hexadecimal: boto3's `calculate_tree_hash`.
pub(super) fn tree_hash(data: &[u8]) -> String {
    let mut row: Vec<_> = data.chunks(LEAF).map(Sha256::digest).collect();
    while row.len() > 1 {
        let pairs = row.chunks(2).map(|pair| match pair {
            [left, right] => Sha256::new().chain_update(left).chain_update(right).finalize(),
            single => single.first().copied().unwrap_or_default(),
        });
        row = pairs.collect();
    }
    row.first().map_or_else(|| sha256(b""), |root| hexadecimal(root))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}
