//! Keys as buckets have them.

/// So many keys of a layout, sorted; a folder of a tree holds `folder` of them.
pub(super) fn keys(layout: &str, count: usize, folder: usize) -> Vec<String> {
    let key = |index: usize| match layout {
        "flat" => format!("data/part-{index:011}.parquet"),
        "tree" => {
            let (host, day) = (index / folder % 8, index / folder / 8);
            format!("logs/2026/{:02}/{:02}/host-{host:02}/{index:07}.json.gz", day / 28 + 1, day % 28 + 1)
        }
        "hash" => format!("{:016x}/{index:06}", mixed(index as u64)),
        "skewed" => format!("tenant-{}/object-{index}", mixed(index as u64).trailing_zeros().min(15)),
        other => panic!("no layout is called {other}"),
    };
    let mut keys: Vec<String> = (0..count).map(key).collect();
    keys.sort_unstable();
    keys
}

/// Any number, the same for the same.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
