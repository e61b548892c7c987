//! Texts with secrets, and without.

use super::{is_secret_name, redact};

fn check(text: &str, expected: &str) {
    assert_eq!(redact(text, &["abcdefgh-known".to_owned(), "short".to_owned()]), expected, "redaction of {text}");
}

#[test]
fn values_of_secret_names_go() {
    check("GET /k?X-Amz-Signature=0a1b&X-Amz-Date=1 failed", "GET /k?X-Amz-Signature=***&X-Amz-Date=1 failed");
    check("x-amz-signature=0a1b", "x-amz-signature=***");
    check("u?a%26X-Amz-Security-Token%3Dabc%2F%26b", "u?a%26X-Amz-Security-Token%3D***%26b");
    check("X-Amz-Credential=AKID/20260101/r X-Amz-Signature=b", "X-Amz-Credential=*** X-Amz-Signature=***");
    check("host:h\nx-amz-security-token:IQoJ/+=\n\nhost", "host:h\nx-amz-security-token:***\n\nhost");
    check("bad TOKEN-1234: x-amz-security-token:TOKEN-1234", "bad ***: x-amz-security-token:***");
    check("Credential=A, Signature=abc", "Credential=A, Signature=***");
    check("<SecretAccessKey>wJalr</SecretAccessKey>", "<SecretAccessKey>***</SecretAccessKey>");
    check("{\"SecretAccessKey\": \"wJalr\"}", "{\"SecretAccessKey\": \"***\"}");
    check("x-amz-server-side-encryption-customer-key: AAAA=", "x-amz-server-side-encryption-customer-key: ***");
    check("sessiontoken> aws_secret_access_key = abc d", "sessiontoken> *** d");
    check("TOKEN-1234: password: signature: TOKEN-1234", "***: password: ***");
}

#[test]
fn known_secrets_go() {
    check("token abcdefgh-known has expired", "token *** has expired");
    check("a short text", "a short text");
}

#[test]
fn other_text_stays() {
    check("The request signature we calculated does not match", "The request signature we calculated does not match");
    check("x-amz-signature", "x-amz-signature");
    check("X-Amz-Signature=", "X-Amz-Signature=");
    check("X-Amz-Date=20260101T000000Z", "X-Amz-Date=20260101T000000Z");
    check("x-amz-server-side-encryption-customer-key-md5: abc", "x-amz-server-side-encryption-customer-key-md5: abc");
    check("é=ö: %", "é=ö: %");
}

#[test]
fn names_of_secrets() {
    for name in
        ["Token-0", "SessionToken", "SecretAccessKey", "masterPassword", "StringToSignBytes", "CanonicalRequest"]
    {
        assert!(is_secret_name(name), "{name} is withheld");
    }
    for name in
        ["BucketName", "Region", "AWSAccessKeyId", "Resource", "expectedSequenceToken", "NextToken", "SecretArn"]
    {
        assert!(!is_secret_name(name), "{name} is shown");
    }
}
