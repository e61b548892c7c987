//! Reads where the next page is from the top of an answer, while the rest of it still comes.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use aws_smithy_types::body::{Error, SdkBody};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use memchr::memmem;

use super::layout::{Kind, Layout};
use crate::paginate::{EarlyPosition, Position};

/// How far into an answer it is looked for, in bytes: what stands above the entries is a few hundred.
const TOP: usize = 8192;

/// The body of an answer, passed on as it comes.
pub(super) struct Overheard {
    body: SdkBody,
    layout: &'static Layout,
    next: EarlyPosition,
    /// What came so far; `None` once nothing more is looked for.
    top: Option<Vec<u8>>,
    /// What is passed on when the walk has had the time to ask for the next page.
    held: Option<Frame<Bytes>>,
}

impl Overheard {
    pub(super) fn new(body: SdkBody, layout: &'static Layout, next: EarlyPosition) -> Self {
        Self { body, layout, next, top: Some(Vec::new()), held: None }
    }

    /// Whether the next page's position was told now.
    fn hear(&mut self, data: &[u8]) -> bool {
        let Some(top) = &mut self.top else { return false };
        top.extend_from_slice(&data[..data.len().min(TOP - top.len())]);
        let position = next_position(self.layout, top);
        if position.is_some() || top.len() == TOP {
            self.top = None;
        }
        let is_told = position.is_some();
        if let Some(position) = position {
            self.next.tell(position);
        }
        is_told
    }
}

/// Where the next page is, if the top of an answer says that there is one, and where, in texts that need no decoding.
fn next_position(layout: &Layout, top: &[u8]) -> Option<Position> {
    if text(top, "IsTruncated")? != "true" {
        return None;
    }
    let mut values = Vec::new();
    for (name, kind) in layout.page.iter().filter(|(name, _)| name.starts_with("Next")) {
        let is_encoded = |byte| byte == b'&' || (*kind == Kind::Name && matches!(byte, b'%' | b'+'));
        let text = text(top, name)?;
        if text.is_empty() || text.bytes().any(is_encoded) {
            return None;
        }
        values.push(Some(text.to_owned()));
    }
    Some(Position::new(values))
}

/// The text of the first element of this name, if all of it is there.
fn text<'a>(top: &'a [u8], name: &str) -> Option<&'a str> {
    let start = format!("<{name}>");
    let from = memmem::find(top, start.as_bytes())? + start.len();
    let end = from + memmem::find(&top[from..], b"</")?;
    std::str::from_utf8(&top[from..end]).ok()
}

impl Body for Overheard {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = self.get_mut();
        if let Some(frame) = this.held.take() {
            return Poll::Ready(Some(Ok(frame)));
        }
        let frame = match ready!(Pin::new(&mut this.body).poll_frame(context)) {
            Some(Ok(frame)) => frame,
            other => return Poll::Ready(other),
        };
        if frame.data_ref().is_some_and(|data| this.hear(data)) {
            // The next request is to be under way before all of this answer is read, also where all of it is there already.
            this.held = Some(frame);
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Ok(frame)))
    }

    fn is_end_stream(&self) -> bool {
        self.held.is_none() && Body::is_end_stream(&self.body)
    }

    fn size_hint(&self) -> SizeHint {
        let held = self.held.as_ref().and_then(Frame::data_ref).map_or(0, Bytes::len) as u64;
        let left = Body::size_hint(&self.body);
        let mut hint = SizeHint::new();
        hint.set_lower(left.lower().saturating_add(held));
        if let Some(upper) = left.upper() {
            hint.set_upper(upper.saturating_add(held));
        }
        hint
    }
}

#[cfg(test)]
mod tests {
    use super::super::layout::objects::{OBJECTS, OBJECTS_V2};
    use super::super::layout::parts::PARTS;
    use super::super::layout::uploads::UPLOADS;
    use super::super::layout::versions::VERSIONS;
    use super::*;

    /// Passes an answer on in pieces, and tells what was heard before the last of them.
    fn heard(layout: &'static Layout, pieces: &[&str]) -> Option<Position> {
        let next = EarlyPosition::default();
        let mut body = Overheard::new(SdkBody::empty(), layout, next.clone());
        for piece in &pieces[..pieces.len() - 1] {
            body.hear(piece.as_bytes());
        }
        next.take()
    }

    #[test]
    fn what_the_top_says_is_told_before_the_end() {
        let more = "<IsTruncated>true</IsTruncated>";
        let token = "<NextContinuationToken>t/1=</NextContinuationToken>";
        let long = "<Contents><Key>k</Key></Contents>".repeat(1000);
        let both = |first: &str, second: &str| format!("<ListBucketResult>{first}{second}<Contents>");
        let marker = "<NextKeyMarker>k</NextKeyMarker>";
        let cases: [(&str, &'static Layout, Vec<String>, &[&str]); 14] = [
            ("token and flag", &OBJECTS_V2, vec![both(token, more), String::new()], &["t/1="]),
            ("in the other order", &OBJECTS_V2, vec![both(more, token), String::new()], &["t/1="]),
            ("in pieces", &OBJECTS_V2, vec![token[..30].into(), both(&token[30..], more), String::new()], &["t/1="]),
            ("all at once is not early", &OBJECTS_V2, vec![both(token, more)], &[]),
            ("no more", &OBJECTS_V2, vec![both("<IsTruncated>false</IsTruncated>", token), String::new()], &[]),
            ("no flag yet", &OBJECTS_V2, vec![both(token, ""), more.into()], &[]),
            (
                "a token that has to be decoded",
                &OBJECTS_V2,
                vec![both(&token.replace('1', "&amp;"), more), String::new()],
                &[],
            ),
            ("below the top", &OBJECTS_V2, vec![long, both(token, more), String::new()], &[]),
            ("a marker of names", &OBJECTS, vec![both(more, "<NextMarker>a/</NextMarker>"), String::new()], &["a/"]),
            (
                "a marker that has to be decoded",
                &OBJECTS,
                vec![both(more, "<NextMarker>a%2F</NextMarker>"), String::new()],
                &[],
            ),
            (
                "two markers",
                &VERSIONS,
                vec![both(more, &format!("{marker}<NextVersionIdMarker>v%+</NextVersionIdMarker>")), String::new()],
                &["k", "v%+"],
            ),
            ("one of two markers", &VERSIONS, vec![both(more, marker), String::new()], &[]),
            (
                "markers of uploads",
                &UPLOADS,
                vec![both(more, &format!("{marker}<NextUploadIdMarker>u</NextUploadIdMarker>")), String::new()],
                &["k", "u"],
            ),
            (
                "a part",
                &PARTS,
                vec![both(more, "<NextPartNumberMarker>7</NextPartNumberMarker>"), String::new()],
                &["7"],
            ),
        ];
        for (name, layout, pieces, expected) in cases {
            let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
            let values = || expected.iter().map(|value| Some((*value).to_owned()));
            let expected = (!expected.is_empty()).then(|| Position::new(values()));
            assert_eq!(heard(layout, &pieces), expected, "{name}");
        }
    }
}
