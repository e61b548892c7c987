//! Bodies and what is found in them.

use super::{Details, Form, bare_code};

fn check(body: &str, form: Form, code: Option<&str>, message: Option<&str>, members: &[(&str, &str)]) -> Details {
    let details = Details::of_body(body.as_bytes());
    assert_eq!(details.form, form, "form of {body}");
    assert_eq!(details.code.as_deref(), code, "code of {body}");
    assert_eq!(details.message.as_deref(), message, "message of {body}");
    let found: Vec<_> = details.members.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(found, members, "members of {body}");
    details
}

#[test]
fn s3() {
    let details = check(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>No &lt;key&gt; &#233;</Message>\
         <Key>a &amp; b</Key><Empty/><RequestId>R1</RequestId><HostId>H1</HostId></Error>",
        Form::Service,
        Some("NoSuchKey"),
        Some("No <key> é"),
        &[("Key", "a & b")],
    );
    assert_eq!((details.request_id.as_deref(), details.host_id.as_deref()), (Some("R1"), Some("H1")));
}

#[test]
fn query_and_ec2() {
    let details = check(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>InvalidClientTokenId</Code>\
         <Message>Bad</Message></Error><RequestId>R2</RequestId></ErrorResponse>",
        Form::Service,
        Some("InvalidClientTokenId"),
        Some("Bad"),
        &[("Type", "Sender")],
    );
    assert_eq!(details.request_id.as_deref(), Some("R2"), "the id beside the error");
    let details = check(
        "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>No i-1</Message></Error></Errors>\
         <RequestID>R3</RequestID></Response>",
        Form::Service,
        Some("InvalidInstanceID.NotFound"),
        Some("No i-1"),
        &[],
    );
    assert_eq!(details.request_id.as_deref(), Some("R3"), "the id beside the errors");
}

#[test]
fn json() {
    check(
        r#"{"__type":"com.amazonaws.kinesis#LimitExceededException","message":"Too many","shards":500,"open":true,"nested":{"a":1}}"#,
        Form::Service,
        Some("LimitExceededException"),
        Some("Too many"),
        &[("open", "true"), ("shards", "500")],
    );
    check(r#"{"code":"Busy:http://x","Message":"M"}"#, Form::Service, Some("Busy"), Some("M"), &[]);
    check(r#"{"code": 7}"#, Form::Service, Some("7"), None, &[]);
    check("{}", Form::Service, None, None, &[]);
}

#[test]
fn secrets_are_withheld_and_taken_out_of_the_rest() {
    let details = check(
        "<Error><Code>ExpiredToken</Code><Message>The token SESSION-TOKEN-1 has expired</Message><Token-0>SESSION-TOKEN-1</Token-0>\
         <StringToSign>AWS4-HMAC-SHA256</StringToSign><StringToSignBytes>41 57</StringToSignBytes><Host>u?X-Amz-Signature=abc</Host></Error>",
        Form::Service,
        Some("ExpiredToken"),
        Some("The token *** has expired"),
        &[("Host", "u?X-Amz-Signature=***")],
    );
    assert_eq!(details.withheld.len(), 3, "three members are secrets");
}

#[test]
fn bodies_that_no_service_sends() {
    check("", Form::Empty, None, None, &[]);
    check(" \r\n", Form::Empty, None, None, &[]);
    check("<html><body>Bad gateway</body></html>", Form::Html, None, None, &[]);
    check("<!DOCTYPE html><html>", Form::Html, None, None, &[]);
    check("upstream connect error", Form::Other, None, None, &[]);
    check("{\"a\":", Form::Other, None, None, &[]);
    check("[1]", Form::Other, None, None, &[]);
    check("<Other><Code>X</Code></Other>", Form::Other, None, None, &[]);
    check("<Error><Code>Cut</Code><Message>off", Form::Service, Some("Cut"), None, &[]);
    check("<Error><Nested><Code>Deep</Code></Nested></Error>", Form::Service, None, None, &[]);
    check(&format!("<Error><Code>Big</Code><A>{}</A></Error>", "a".repeat(70_000)), Form::Other, None, None, &[]);
}

#[test]
fn bare_codes() {
    let check = |code, expected| assert_eq!(bare_code(code), expected, "{code}");
    check("Plain", "Plain");
    check("ns#Name", "Name");
    check("Name:http://internal.amazon.com/", "Name");
    check("aws.x#Name:http://a#b", "Name");
    check("", "");
}
