//! Reads the version of each upload from a listing.

use quick_xml::Reader;
use quick_xml::events::Event;
use sotalia_resource::error::{BoxError, Error, LocalError, Result};

/// The upload ids of a `ListMultipartUploadsResult`, each with its `VersionId` if it has one.
pub(super) fn of(document: &[u8]) -> Result<Vec<(String, Option<String>)>> {
    read(document).map_err(|error| {
        let message = "the listing of uploads cannot be read";
        Error::local(LocalError::UnparsableAnswer, message)
            .with_operation("s3", "ListMultipartUploads")
            .with_source(error)
    })
}

fn read(document: &[u8]) -> Result<Vec<(String, Option<String>)>, BoxError> {
    let mut reader = Reader::from_reader(document);
    let mut path: Vec<Vec<u8>> = Vec::new();
    let mut uploads = Vec::new();
    let (mut id, mut version) = (String::new(), String::new());
    loop {
        match reader.read_event()? {
            Event::Start(start) => path.push(start.local_name().as_ref().to_vec()),
            Event::Text(text) => {
                if let Some(value) = wanted(&path, &mut id, &mut version) {
                    value.push_str(&text.decode()?);
                }
            }
            Event::GeneralRef(reference) => {
                if let (Some(value), Some(letter)) =
                    (wanted(&path, &mut id, &mut version), reference.resolve_char_ref()?)
                {
                    value.push(letter);
                }
            }
            Event::End(_) => {
                if path.len() == 2 && path.last().is_some_and(|name| name == b"Upload") {
                    let version = std::mem::take(&mut version);
                    uploads.push((std::mem::take(&mut id), (!version.is_empty()).then_some(version)));
                }
                path.pop();
            }
            Event::Eof => return Ok(uploads),
            _ => {}
        }
    }
}

/// Where the text of an element goes: `ListMultipartUploadsResult/Upload/UploadId` or `VersionId`.
fn wanted<'a>(path: &[Vec<u8>], id: &'a mut String, version: &'a mut String) -> Option<&'a mut String> {
    match path {
        [_, upload, name] if upload == b"Upload" => match name.as_slice() {
            b"UploadId" => Some(id),
            b"VersionId" => Some(version),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::of;

    #[test]
    fn versions_are_read() {
        let document =
            b"<?xml version=\"1.0\"?><ListMultipartUploadsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
            <Bucket>b</Bucket><UploadIdMarker>x</UploadIdMarker>\
            <Upload><Key>k</Key><UploadId>one</UploadId><VersionId>v&#49;</VersionId><Owner><ID>o</ID></Owner></Upload>\
            <Upload><UploadId>two</UploadId></Upload></ListMultipartUploadsResult>";
        let expected = [("one".to_owned(), Some("v1".to_owned())), ("two".to_owned(), None)];
        assert_eq!(of(document).expect("a good listing"), expected);
        assert_eq!(of(b"").expect("nothing"), [], "an empty document lists nothing");
        of(b"<a></b>").expect_err("tags that do not match");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = of(&bytes);
        }
    }
}
