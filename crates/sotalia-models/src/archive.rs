//! Many models in one file: a header with the place of each, and each by itself, packed.
//!
//! ```text
//! 8 bytes   "sotalia" and the version of the format
//! 4 bytes   the length of the header, least byte first
//! header    in postcard: what the models were made from, the partitions, and name, place and sizes of each service
//! services  each in postcard, packed by zstd
//! ```

use std::borrow::Cow;
use std::io::Read as _;

use serde::{Deserialize, Serialize};
use sotalia_error::{Error, LocalError, Result};

use crate::{Models, Partitions, Service};

const MAGIC: [u8; 8] = *b"sotalia\x01";

/// No model of AWS has more than 3 MiB; what says that it unpacks to more than this is refused.
const MAX_SERVICE: u32 = 64 << 20;

/// A file of models, of which only the header has been read.
#[derive(Debug)]
pub(crate) struct Archive {
    bytes: Cow<'static, [u8]>,
    start: usize,
    pub(crate) header: Header,
}

/// What is known of an archive without unpacking anything.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Header {
    /// What the models were made from, such as `botocore 1.44.5`.
    pub(crate) source: Box<str>,
    pub(crate) partitions: Partitions,
    /// In the order of their names.
    pub(crate) entries: Vec<Entry>,
}

/// Where a service is.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) name: Box<str>,
    /// From the end of the header.
    start: u32,
    length: u32,
    unpacked: u32,
}

impl Archive {
    /// Reads the header.
    pub(crate) fn open(bytes: Cow<'static, [u8]>) -> Result<Self> {
        let rest = bytes.strip_prefix(&MAGIC).ok_or_else(|| damaged("it does not start as one of this version"))?;
        let (length, rest) = rest.split_first_chunk::<4>().ok_or_else(|| damaged("it is cut short"))?;
        let length = u32::from_le_bytes(*length) as usize;
        let header = rest.get(..length).ok_or_else(|| damaged("it is cut short"))?;
        let header: Header = postcard::from_bytes(header).map_err(damaged)?;
        if !header.entries.is_sorted_by(|a, b| a.name < b.name) {
            return Err(damaged("its services are not in order"));
        }
        Ok(Self { start: MAGIC.len() + 4 + length, bytes, header })
    }

    /// Unpacks a service; `None` if it is not in the archive.
    pub(crate) fn service(&self, name: &str) -> Result<Option<Service>> {
        let Ok(place) = self.header.entries.binary_search_by(|entry| (*entry.name).cmp(name)) else { return Ok(None) };
        let entry = &self.header.entries[place];
        let start = self.start + entry.start as usize;
        let packed = self.bytes.get(start..).and_then(|rest| rest.get(..entry.length as usize));
        let packed = packed.ok_or_else(|| damaged("it is cut short"))?;
        if entry.unpacked > MAX_SERVICE {
            return Err(damaged("a service in it is too large"));
        }
        let bytes = unpack(packed, entry.unpacked)?;
        let service: Service = postcard::from_bytes(&bytes).map_err(damaged)?;
        service.finish().map_err(damaged).map(Some)
    }
}

/// Unpacks what must have a size.
fn unpack(packed: &[u8], size: u32) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(size as usize);
    let decoder = ruzstd::decoding::StreamingDecoder::new(packed).map_err(|error| damaged(error.to_string()))?;
    decoder.take(u64::from(size) + 1).read_to_end(&mut bytes).map_err(damaged)?;
    if bytes.len() == size as usize { Ok(bytes) } else { Err(damaged("a service in it is of another size")) }
}

fn damaged(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::local(LocalError::InvalidConfig, "the archive of models cannot be read").with_source(error)
}

impl Models {
    /// Packs the models into an archive, as [`Models::from_archive`] reads it. `source` says what they were made from, and
    /// `compress` is a compressor of zstd, of any level.
    ///
    /// # Errors
    ///
    /// `InvalidConfig` if a model cannot be read, or if they are too many or too large.
    pub fn pack(&self, source: &str, mut compress: impl FnMut(&[u8]) -> std::io::Result<Vec<u8>>) -> Result<Vec<u8>> {
        let partitions = (*self.partitions()?).clone();
        let mut header = Header { source: source.into(), partitions, entries: Vec::new() };
        let mut packed = Vec::new();
        let size = |length: usize| u32::try_from(length).map_err(unpackable);
        for name in self.services() {
            let bytes = postcard::to_allocvec(&*self.service(&name)?).map_err(unpackable)?;
            let one = compress(&bytes).map_err(unpackable)?;
            let (start, length, unpacked) = (size(packed.len())?, size(one.len())?, size(bytes.len())?);
            header.entries.push(Entry { name: name.into(), start, length, unpacked });
            packed.extend_from_slice(&one);
        }
        let header = postcard::to_allocvec(&header).map_err(unpackable)?;
        let mut archive = MAGIC.to_vec();
        archive.extend_from_slice(&size(header.len())?.to_le_bytes());
        archive.extend_from_slice(&header);
        archive.extend_from_slice(&packed);
        Ok(archive)
    }
}

fn unpackable(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::local(LocalError::InvalidConfig, "the models cannot be packed").with_source(error)
}

#[cfg(test)]
mod tests;
