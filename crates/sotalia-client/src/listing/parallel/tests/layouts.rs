//! Keys as buckets have them.

const WORDS: [&str; 10] = ["apple", "banana", "cherry", "dog", "elephant", "fox", "grape", "house", "ink", "jug"];

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
        "words" => {
            let word = |rank: u64| WORDS[(mixed(index as u64) / rank % 10) as usize];
            format!("{}/{}/{}-{}.txt", word(1), word(10), word(100), mixed(index as u64) >> 40)
        }
        "huge" if !index.is_multiple_of(10) => format!("main/{index:08}"),
        "huge" => format!("small-{:05}/{index}", mixed(index as u64) % (count as u64 / 67)),
        "dates" => {
            let minute = index * 25 / folder;
            let (month, day, hour) = (minute / 1440 / 28, minute / 1440 % 28 + 1, minute / 60 % 24);
            let (year, month) = (2020 + month / 12, month % 12 + 1);
            format!("y={year}/m={month:02}/d={day:02}/h={hour:02}/app-{}.log", mixed(index as u64) % 100_000)
        }
        other => panic!("no layout is called {other}"),
    };
    let mut keys: Vec<String> = (0..count).map(key).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Any number, the same for the same.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}
