//! The keys of a bucket, in order, with what a listing says of each.

use std::fmt::Write as _;
use std::sync::OnceLock;

use anyhow::{Context as _, Result, bail, ensure};
use bytes::Bytes;

use super::xml;

/// The most keys that a bucket may have.
const MOST_KEYS: usize = 20_000_000;

/// How keys are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A counter with leading zeros: `data/part-00000000042.parquet`.
    Flat,
    /// Folders by date and machine, 1,000 keys in each: `logs/2026/03/14/host-05/0042042.json.gz`.
    Tree,
    /// Hexadecimal digits that say nothing: `9f86d081884c7d65/000042`.
    Hash,
    /// A counter without leading zeros in one of sixteen folders, of which each holds half of what the one before it
    /// does: `tenant-3/object-42`.
    Skewed,
    /// What has to be escaped in XML and in addresses: `dir &<é>/a b+c%20_00000042`.
    Odd,
}

/// The name of a bucket, which says what is in it: `flat-200k`, `tree-1m`, `flat-1-1g`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Name {
    /// How keys are spread.
    pub layout: Layout,
    /// How many there are.
    pub count: usize,
    /// The size of each object, in bytes.
    pub size: u64,
}

impl std::str::FromStr for Name {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let mut parts = name.split('-');
        let layout = match parts.next().unwrap_or_default() {
            "flat" => Layout::Flat,
            "tree" => Layout::Tree,
            "hash" => Layout::Hash,
            "skewed" => Layout::Skewed,
            "odd" => Layout::Odd,
            other => bail!("no layout is called {other:?}: take flat, tree, hash, skewed or odd"),
        };
        let count = number(parts.next().context("no number of keys: flat-1000")?, 1000)?;
        let size = parts.next().map_or(Ok(1234), |size| number(size, 1024))?;
        ensure!(parts.next().is_none(), "{name:?} has more than a layout, a number of keys and a size");
        let count = usize::try_from(count)?;
        ensure!(count <= MOST_KEYS, "{count} keys are more than {MOST_KEYS}");
        Ok(Self { layout, count, size })
    }
}

/// `64k`, `1m`, `1g`, with what a `k` is.
fn number(text: &str, thousand: u64) -> Result<u64> {
    let (digits, power) = match text.as_bytes().last() {
        Some(b'k') => (&text[..text.len() - 1], 1),
        Some(b'm') => (&text[..text.len() - 1], 2),
        Some(b'g') => (&text[..text.len() - 1], 3),
        _ => (text, 0),
    };
    let number: u64 = digits.parse().with_context(|| format!("{text:?} is no number"))?;
    number.checked_mul(thousand.pow(power)).with_context(|| format!("{text:?} is too much"))
}

/// Texts one behind the other.
struct Texts {
    all: Bytes,
    ends: Vec<u64>,
}

impl Texts {
    fn write(count: usize, each: usize, mut text: impl FnMut(usize, &mut String)) -> Self {
        let mut all = String::with_capacity(count * each);
        let mut ends = Vec::with_capacity(count);
        for index in 0..count {
            text(index, &mut all);
            ends.push(all.len() as u64);
        }
        Self { all: all.into(), ends }
    }

    fn start(&self, index: usize) -> usize {
        let end = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        usize::try_from(end).expect("it is in memory")
    }

    fn slice(&self, from: usize, to: usize) -> Bytes {
        self.all.slice(self.start(from)..self.start(to))
    }

    fn get(&self, index: usize) -> &str {
        std::str::from_utf8(&self.all[self.start(index)..self.start(index + 1)]).expect("it was written as text")
    }
}

/// A bucket's keys, in the order of their bytes.
pub struct Dataset {
    name: Name,
    keys: Texts,
    /// `<Contents>` of each key, and the same with the keys as in addresses; `<Version>` or `<DeleteMarker>`.
    entries: [OnceLock<Texts>; 3],
}

/// How a listing shows a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is, in XML.
    Plain = 0,
    /// As in an address.
    Encoded = 1,
    /// As a version.
    Version = 2,
}

impl Dataset {
    /// Makes the keys.
    pub fn new(name: Name) -> Self {
        let key = |index: usize| match name.layout {
            Layout::Flat => format!("data/part-{index:011}.parquet"),
            Layout::Tree => {
                let (host, day) = (index / 1000 % 8, index / 8000);
                let (month, day) = (day / 28 + 1, day % 28 + 1);
                format!("logs/2026/{month:02}/{day:02}/host-{host:02}/{index:07}.json.gz")
            }
            Layout::Hash => format!("{:016x}/{index:06}", mixed(index as u64)),
            Layout::Skewed => format!("tenant-{}/object-{index}", mixed(index as u64).trailing_zeros().min(15)),
            Layout::Odd => format!("dir &<é>/a b+c%20_{index:08}"),
        };
        let keys = if name.layout == Layout::Flat {
            Texts::write(name.count, 32, |index, all| all.push_str(&key(index)))
        } else {
            let mut sorted: Vec<_> = (0..name.count).map(key).collect();
            sorted.sort_unstable();
            Texts::write(name.count, 44, |index, all| all.push_str(&sorted[index]))
        };
        Self { name, keys, entries: Default::default() }
    }

    /// The size of each object, in bytes.
    pub fn size(&self) -> u64 {
        self.name.size
    }

    /// How many keys there are.
    pub fn count(&self) -> usize {
        self.name.count
    }

    /// The key at this place.
    pub fn key(&self, index: usize) -> &str {
        self.keys.get(index)
    }

    /// The place of the first key that `before` is false for; it is true for all before that.
    pub fn first(&self, before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low.midpoint(high);
            if before(self.key(middle)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// One past the last key with this prefix.
    pub fn end_of(&self, prefix: &str) -> usize {
        self.first(|key| key < prefix || key.starts_with(prefix))
    }

    /// Is there such a key?
    pub fn has(&self, key: &str) -> bool {
        let index = self.first(|other| other < key);
        index < self.count() && self.key(index) == key
    }

    /// What a listing says of these keys.
    pub(super) fn entries(&self, from: usize, to: usize, form: Form) -> Bytes {
        let texts = self.entries[form as usize].get_or_init(|| {
            Texts::write(self.count(), 330, |index, all| match form {
                Form::Plain => contents(all, &xml::escaped(self.key(index)), self.size(), index),
                Form::Encoded => contents(all, &xml::encoded(self.key(index)), self.size(), index),
                Form::Version => version(all, &xml::escaped(self.key(index)), self.size(), index),
            })
        });
        texts.slice(from, to)
    }
}

/// As S3 writes it today, with the checksum.
fn contents(all: &mut String, key: &str, size: u64, index: usize) {
    let time = time(index);
    let tag = etag(index as u64);
    let written = write!(
        all,
        "<Contents><Key>{key}</Key><LastModified>{time}</LastModified><ETag>&quot;{tag}&quot;</ETag>\
         <ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType>\
         <Size>{size}</Size><StorageClass>STANDARD</StorageClass></Contents>"
    );
    written.expect("a String takes everything");
}

/// Each tenth key is deleted.
fn version(all: &mut String, key: &str, size: u64, index: usize) {
    let time = time(index);
    let id = mixed(index as u64);
    let owner = "<Owner><ID>0123456789abcdef</ID></Owner>";
    let written = if index % 10 == 9 {
        write!(
            all,
            "<DeleteMarker><Key>{key}</Key><VersionId>{id:016x}</VersionId><IsLatest>true</IsLatest>\
             <LastModified>{time}</LastModified>{owner}</DeleteMarker>"
        )
    } else {
        let tag = etag(index as u64);
        write!(
            all,
            "<Version><Key>{key}</Key><VersionId>{id:016x}</VersionId><IsLatest>true</IsLatest>\
             <LastModified>{time}</LastModified><ETag>&quot;{tag}&quot;</ETag><Size>{size}</Size>\
             <StorageClass>STANDARD</StorageClass>{owner}</Version>"
        )
    };
    written.expect("a String takes everything");
}

/// 32 hexadecimal digits, always the same for the same object.
pub(super) fn etag(seed: u64) -> String {
    format!("{:016x}{:016x}", mixed(seed), mixed(!seed))
}

fn time(index: usize) -> String {
    let mixed = mixed(index as u64);
    let (month, day) = (mixed % 12 + 1, (mixed >> 8) % 28 + 1);
    let (hour, minute, second) = ((mixed >> 16) % 24, (mixed >> 24) % 60, (mixed >> 32) % 60);
    format!("2026-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000Z")
}

/// `SplitMix64`: the same number always gives the same one, and neighbours give strangers.
fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ number >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ number >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ number >> 31
}
