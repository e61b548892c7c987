//! Proves that whoever renews a console sign-in holds its key (RFC 9449).

use std::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::{SecureRandom as _, SystemRandom};
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::json;

/// The private key of a sign-in, on the curve P-256.
pub(super) struct ProofKey(EcdsaKeyPair);

impl fmt::Debug for ProofKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProofKey").finish_non_exhaustive()
    }
}

impl ProofKey {
    /// Reads the key from PEM, as `aws login` writes it (`EC PRIVATE KEY`) or in PKCS #8 (`PRIVATE KEY`).
    pub(super) fn parse(pem: &str) -> Result<Self, String> {
        let unusable = || "its dpopKey is no key of the curve P-256".to_owned();
        let text: String = pem.replace("\\n", "\n").lines().filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD.decode(text.split_whitespace().collect::<String>()).map_err(|_| unusable())?;
        let random = SystemRandom::new();
        let pair = if pem.contains("BEGIN PRIVATE KEY") {
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &der, &random)
        } else {
            let (private, public) = parts(&der).ok_or_else(unusable)?;
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, private, public, &random)
        };
        pair.map(Self).map_err(|_| unusable())
    }

    /// A proof for one request, now.
    pub(super) fn proof(&self, url: &str, now: SystemTime) -> Result<String, String> {
        let random = SystemRandom::new();
        let failed = |_| "no random numbers are to be had".to_owned();
        let mut id = [0; 16];
        random.fill(&mut id).map_err(failed)?;
        // The point is the byte 4, x and y.
        let (x, y) = self.0.public_key().as_ref()[1..].split_at(32);
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let header = json!({
            "typ": "dpop+jwt",
            "alg": "ES256",
            "jwk": { "kty": "EC", "x": encode(x), "y": encode(y), "crv": "P-256" },
        });
        let payload = json!({
            "htm": "POST",
            "htu": url,
            "iat": now.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
            "jti": encode(&id),
        });
        let signed = format!("{}.{}", encode(header.to_string().as_bytes()), encode(payload.to_string().as_bytes()));
        let signature = self.0.sign(&random, signed.as_bytes()).map_err(failed)?;
        Ok(format!("{signed}.{}", encode(signature.as_ref())))
    }
}

/// The private key and the public point of an `ECPrivateKey` (RFC 5915).
fn parts(der: &[u8]) -> Option<(&[u8], &[u8])> {
    let (0x30, content, []) = element(der)? else { return None };
    let (0x02, [1], rest) = element(content)? else { return None };
    let (0x04, private, mut rest) = element(rest)? else { return None };
    while !rest.is_empty() {
        let (tag, content, after) = element(rest)?;
        if tag == 0xa1 {
            // A bit string with no bits unused.
            let (0x03, [0, public @ ..], []) = element(content)? else { return None };
            return (public.len() == 65 && private.len() == 32).then_some((private, public));
        }
        rest = after;
    }
    None
}

/// Tag and content of the first DER element, and what follows it. Keys are short: lengths have one byte, or two.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (length, content) = match der.get(1..)? {
        [0x81, length, content @ ..] | [length @ 0..=0x7f, content @ ..] => (usize::from(*length), content),
        _ => return None,
    };
    let (content, rest) = content.split_at_checked(length)?;
    Some((der[0], content, rest))
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    use super::*;

    /// The key that AWS documents as an example of the format.
    const PEM: &str = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIFDZHUzOG1Pzq+6F0mjMlOSp1syN9LRPBuHMoCFXTcXhoAoGCCqGSM49\n\
                       AwEHoUQDQgAE9qhj+KtcdHj1kVgwxWWWw++tqoh7H7UHs7oXh8jBbgF47rrYGC+t\n\
                       djiIaHK3dBvvdE7MGj5HsepzLm3Kj91bqA==\n-----END EC PRIVATE KEY-----\n";

    #[test]
    fn a_proof_is_signed_with_the_key() {
        let key = ProofKey::parse(PEM).expect("the key is whole");
        let proof = key.proof("https://example.com/v1/token", UNIX_EPOCH).expect("it can sign");
        let (signed, signature) = proof.rsplit_once('.').expect("three parts");
        let signature = URL_SAFE_NO_PAD.decode(signature).expect("base64");
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key.0.public_key().as_ref());
        public.verify(signed.as_bytes(), &signature).expect("the signature is the key's");
        let (header, payload) = signed.split_once('.').expect("two parts");
        let read = |part: &str| {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64");
            serde_json::from_slice::<serde_json::Value>(&bytes).expect("JSON")
        };
        assert_eq!(read(header)["jwk"]["x"], "9qhj-KtcdHj1kVgwxWWWw--tqoh7H7UHs7oXh8jBbgE");
        assert_eq!(read(header)["typ"], "dpop+jwt");
        assert_eq!(read(payload)["htu"], "https://example.com/v1/token");
        assert_eq!(read(payload)["iat"], 0);
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_a_key_or_none(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200)) {
            let pem = STANDARD.encode(&bytes);
            let _ = (ProofKey::parse(&pem), ProofKey::parse(&format!("-----BEGIN PRIVATE KEY-----\n{pem}")), parts(&bytes));
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let cut = PEM.replace("djiIaHK3dBvvdE7MGj5HsepzLm3Kj91bqA==\n", "");
        let other = PEM.replace("9qhj", "9qhk");
        for pem in ["", "no key", "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----", &cut, &other] {
            let error = ProofKey::parse(pem).expect_err("it is no key");
            assert!(error.contains("dpopKey"), "{error}");
        }
    }
}
