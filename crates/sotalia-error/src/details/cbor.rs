//! Members of a CBOR error answer (RFC 8949), read within bounds.

use std::collections::HashMap;

use aws_smithy_types::{Document, Number, base64};

use super::{COUNT_LIMIT, DEPTH_LIMIT, Details, Form, Member, bare_code};

/// Adds the members of the map. A body that breaks off, or that is no map with texts for keys, gives nothing.
pub(super) fn read(body: &[u8], details: &mut Details) {
    let Some(Document::Object(members)) = (Reader { rest: body, left: COUNT_LIMIT }).value(DEPTH_LIMIT) else {
        return;
    };
    details.form = Form::Cbor;
    let mut members: Vec<_> = members.into_iter().collect();
    members.sort_by(|(one, _), (other, _)| one.cmp(other));
    // `message` before `Message`, as in boto3.
    if let Some(at) = members.iter().position(|(name, _)| name == "message") {
        members.swap(0, at);
    }
    for (name, value) in members {
        match (name.as_str(), value) {
            ("__type" | "code" | "Code", Document::String(code)) => {
                details.add(Member::text(name, bare_code(&code).to_owned()));
            }
            ("message" | "Message", value) => details.add(Member::new(name, value)),
            (_, Document::Null) => {}
            (_, value) => details.add(Member::new(name, value)),
        }
    }
}

/// What is still to be read.
struct Reader<'a> {
    rest: &'a [u8],
    /// How many data items may still come.
    left: usize,
}

/// A data item's head: its major type, and its argument, which is `None` for one without a definite length.
struct Head {
    major: u8,
    argument: Option<u64>,
    /// The low bits of the first byte, which tell the simple values apart.
    info: u8,
}

impl<'a> Reader<'a> {
    /// The next value. `None` if the bytes are no value, or if it lies too deep.
    fn value(&mut self, depth: usize) -> Option<Document> {
        let head = self.head()?;
        self.value_of(&head, depth)
    }

    fn value_of(&mut self, head: &Head, depth: usize) -> Option<Document> {
        let depth = depth.checked_sub(1)?;
        Some(match (head.major, head.argument) {
            (0, Some(number)) => Document::Number(Number::PosInt(number)),
            (1, Some(number)) => Document::Number(i64::try_from(number).map_or_else(
                // Integers below the smallest of 64 bits lose precision.
                |_| Number::Float(-1.0 - number as f64),
                |number| Number::NegInt(-1 - number),
            )),
            (2, _) => Document::String(base64::encode(self.bytes(head)?)),
            (3, _) => Document::String(String::from_utf8(self.bytes(head)?).ok()?),
            (4, _) => Document::Array(self.array(head, depth)?),
            (5, _) => Document::Object(self.map(head, depth)?),
            // The tags in use, of times and large numbers, mark a value that is read as it stands.
            (6, Some(_)) => self.value(depth)?,
            (7, argument) => simple(head.info, argument)?,
            _ => return None,
        })
    }

    fn head(&mut self) -> Option<Head> {
        self.left = self.left.checked_sub(1)?;
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 0x1f);
        let argument = match info {
            0..=23 => Some(u64::from(info)),
            24..=27 => {
                let bytes = self.take(1 << (info - 24))?;
                Some(bytes.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)))
            }
            31 => None,
            _ => return None,
        };
        Some(Head { major, argument, info })
    }

    /// A string's bytes: at once, or in chunks up to a break.
    fn bytes(&mut self, head: &Head) -> Option<Vec<u8>> {
        if let Some(length) = head.argument {
            return self.take(usize::try_from(length).ok()?).map(<[u8]>::to_vec);
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = self.next_unless_break()? {
            let length = chunk.argument.filter(|_| chunk.major == head.major)?;
            bytes.extend_from_slice(self.take(usize::try_from(length).ok()?)?);
        }
        Some(bytes)
    }

    fn array(&mut self, head: &Head, depth: usize) -> Option<Vec<Document>> {
        let mut values = Vec::new();
        // The claimed length reserves nothing: it may be a lie.
        while head.argument.is_none_or(|length| (values.len() as u64) < length) {
            let Some(item) = self.next_of(head)? else { break };
            values.push(self.value_of(&item, depth)?);
        }
        Some(values)
    }

    fn map(&mut self, head: &Head, depth: usize) -> Option<HashMap<String, Document>> {
        let (mut members, mut count) = (HashMap::new(), 0);
        while head.argument.is_none_or(|length| count < length) {
            let Some(key) = self.next_of(head)? else { break };
            let Document::String(key) = self.value_of(&key, depth)? else { return None };
            members.insert(key, self.value(depth)?);
            count += 1;
        }
        Some(members)
    }

    /// The head of the next item of a collection, or `None` at the break that ends one without a definite length.
    fn next_of(&mut self, collection: &Head) -> Option<Option<Head>> {
        match collection.argument {
            Some(_) => self.head().map(Some),
            None => self.next_unless_break(),
        }
    }

    fn next_unless_break(&mut self) -> Option<Option<Head>> {
        let head = self.head()?;
        Some((head.major != 7 || head.argument.is_some()).then_some(head))
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }
}

/// A value of major type 7: booleans, null, undefined, and floating-point numbers by their size.
fn simple(info: u8, argument: Option<u64>) -> Option<Document> {
    let float = |number| Document::Number(Number::Float(number));
    Some(match (info, argument?) {
        (20, _) => Document::Bool(false),
        (21, _) => Document::Bool(true),
        (22 | 23, _) => Document::Null,
        (25, bits) => float(half(u16::try_from(bits).ok()?)),
        (26, bits) => float(f64::from(f32::from_bits(u32::try_from(bits).ok()?))),
        (27, bits) => float(f64::from_bits(bits)),
        _ => return None,
    })
}

/// A floating-point number of 16 bits.
fn half(bits: u16) -> f64 {
    let (exponent, fraction) = (bits >> 10 & 0x1f, f64::from(bits & 0x3ff));
    let size = match exponent {
        0 => fraction * 2f64.powi(-24),
        31 if fraction == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + fraction) * 2f64.powi(i32::from(exponent) - 25),
    };
    if bits >> 15 == 1 { -size } else { size }
}
