//! What can be given as the body of a call.

use aws_smithy_types::Blob;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::byte_stream::ByteStream;
use bytes::Bytes;

/// What [`Call::body`](crate::Call::body) takes: a text, bytes, or a [`ByteStream`], also of a file
/// (`ByteStream::from_path`).
pub trait IntoBody {
    /// The body.
    fn into_body(self) -> ByteStream;
}

impl IntoBody for ByteStream {
    fn into_body(self) -> ByteStream {
        self
    }
}

/// Makes a body of what has its bytes at hand.
macro_rules! of_bytes {
    ($($from:ty: $bytes:expr;)+) => {$(
        impl IntoBody for $from {
            fn into_body(self) -> ByteStream {
                let bytes: fn(Self) -> Vec<u8> = $bytes;
                ByteStream::from(bytes(self))
            }
        }
    )+};
}

of_bytes! {
    Vec<u8>: |bytes| bytes;
    &[u8]: <[u8]>::to_vec;
    String: String::into_bytes;
    &str: |text| text.as_bytes().to_vec();
    &String: |text| text.as_bytes().to_vec();
    Blob: Blob::into_inner;
}

impl<const N: usize> IntoBody for &[u8; N] {
    fn into_body(self) -> ByteStream {
        self.as_slice().into_body()
    }
}

impl IntoBody for Bytes {
    fn into_body(self) -> ByteStream {
        ByteStream::from(self)
    }
}

impl IntoBody for SdkBody {
    fn into_body(self) -> ByteStream {
        ByteStream::new(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_has_the_bytes_that_were_given() {
        let bodies = [
            "hello".into_body(),
            String::from("hello").into_body(),
            (&String::from("hello")).into_body(),
            b"hello".into_body(),
            b"hello".as_slice().into_body(),
            b"hello".to_vec().into_body(),
            Bytes::from_static(b"hello").into_body(),
            Blob::new("hello").into_body(),
            SdkBody::from("hello").into_body(),
            ByteStream::from_static(b"hello").into_body(),
        ];
        for body in bodies {
            assert_eq!(body.collect().await.expect("it is in memory").into_bytes(), "hello");
        }
    }
}
