//! Bodies and what is found in them.

use aws_smithy_types::{Document, Number};

use super::{Details, Form, Member, bare_code};

fn check(body: &str, form: Form, code: Option<&str>, message: Option<&str>, members: &[(&str, &str)]) -> Details {
    let details = Details::of_body(body.as_bytes());
    assert_eq!(details.form, form, "form of {body}");
    assert_eq!(
        details.type_code.as_deref().or(details.code.as_ref().and_then(Member::as_text)),
        code,
        "code of {body}"
    );
    assert_eq!(details.message.as_deref(), message, "message of {body}");
    assert_eq!(texts(&details), members, "members of {body}");
    details
}

fn texts(details: &Details) -> Vec<(&str, &str)> {
    details.members.iter().filter_map(|member| Some((&*member.name, member.as_text()?))).collect()
}

fn structure(details: &Details, name: &str) -> Document {
    let found = details.members.iter().find(|member| member.name == name).and_then(Member::as_structure);
    found.cloned().unwrap_or_else(|| panic!("expected a structure {name} in {details:?}"))
}

fn object(members: &[(&str, Document)]) -> Document {
    Document::Object(members.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

#[test]
fn s3() {
    let details = check(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>NoSuchKey</Code><Message>No &lt;key&gt; &#233;</Message>\
         <Key>a &amp; b</Key><Empty/><RequestId>R1</RequestId><HostId>H1</HostId></Error>",
        Form::Xml,
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
        Form::WrappedXml,
        Some("InvalidClientTokenId"),
        Some("Bad"),
        &[("Type", "Sender")],
    );
    assert_eq!(details.request_id.as_deref(), Some("R2"), "the id beside the error");
    let details = check(
        "<Response><Errors><Error><Code>InvalidInstanceID.NotFound</Code><Message>No i-1</Message></Error></Errors>\
         <RequestID>R3</RequestID></Response>",
        Form::WrappedXml,
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
        Form::Json,
        Some("LimitExceededException"),
        Some("Too many"),
        &[("open", "true"), ("shards", "500")],
    );
    check(r#"{"code":"Busy:http://x","Message":"M"}"#, Form::Json, Some("Busy"), Some("M"), &[]);
    check(r#"{"code": 7}"#, Form::Json, Some("7"), None, &[]);
    check("{}", Form::Json, None, None, &[]);
}

#[test]
fn messages_of_json() {
    let check = |body: &str, expected| check(body, Form::Json, None, expected, &[]);
    check(r#"{"Message":"upper","message":"lower"}"#, Some("lower"));
    check(r#"{"message":null,"Message":"upper"}"#, Some(""));
    check(r#"{"message":null}"#, Some(""));
    check(r#"{"errorMessage":"of Lambda"}"#, Some("of Lambda"));
    check(r#"{"message":{"text":"no text"}}"#, Some(""));
    let described = r#"{"error":"invalid_grant","error_description":"of OAuth"}"#;
    let details = Details::of_body(described.as_bytes());
    assert_eq!(details.message.as_deref(), Some("of OAuth"));
    assert_eq!(texts(&details), [("error", "invalid_grant"), ("error_description", "of OAuth")]);
}

#[test]
fn structures_of_json() {
    let body = r#"{"__type":"X","Reasons":[{"Code":"None"},{"Code":"No","Token":"SECRET-1234","Item":{"id":{"N":"7"}}}],
        "wait":-1,"part":0.5,"none":null,"note":"SECRET-1234 is bad"}"#;
    let details = check(body, Form::Json, Some("X"), None, &[("note", "*** is bad"), ("part", "0.5"), ("wait", "-1")]);
    let item = object(&[("id", object(&[("N", "7".into())]))]);
    let reasons = [object(&[("Code", "None".into())]), object(&[("Code", "No".into()), ("Item", item)])];
    assert_eq!(structure(&details, "Reasons"), Document::Array(reasons.to_vec()));
    let deep = format!("{{\"a\":{}1{}}}", "[".repeat(100), "]".repeat(100));
    assert!(format!("{:?}", structure(&Details::of_body(deep.as_bytes()), "a")).contains("Null"), "cut at some depth");
    let many = format!("{{\"__type\":\"X\",\"a\":[{}0]}}", "0,".repeat(20_000));
    let details = Details::of_body(many.as_bytes());
    assert_eq!((details.type_code.as_deref(), details.members.len()), (Some("X"), 1), "too many values");
    assert_eq!(structure(&details, "a"), Document::Null, "too many values are left out");
}

#[test]
fn structures_of_xml() {
    let body = "<ErrorResponse><Error><Code>C</Code><Ids><member>1</member><member>2</member></Ids>\n\
        <Place> <Zone>a</Zone><Token>SECRET-1234</Token><Az>1</Az><Az>2</Az> </Place></Error></ErrorResponse>";
    let details = check(body, Form::WrappedXml, Some("C"), None, &[]);
    assert_eq!(structure(&details, "Ids"), Document::Array(vec!["1".into(), "2".into()]));
    let zones = Document::Array(vec!["1".into(), "2".into()]);
    assert_eq!(structure(&details, "Place"), object(&[("Az", zones), ("Zone", "a".into())]));
    assert_eq!(details.withheld, ["SECRET-1234"]);
    let deep = format!("<Error><Code>C</Code>{}", "<a>".repeat(5_000));
    check(&deep, Form::Xml, Some("C"), None, &[]);
}

#[test]
fn route_53s_own_form() {
    let body = "<InvalidChangeBatch xmlns=\"x\"><Messages><Message>one</Message><Message>two</Message></Messages>\
        <RequestId>R4</RequestId></InvalidChangeBatch>";
    let details = check(body, Form::WrappedXml, Some("InvalidChangeBatch"), Some("one; two"), &[]);
    assert_eq!(details.request_id.as_deref(), Some("R4"));
    assert!(structure(&details, "Messages").is_object(), "the messages are a member too");
}

#[test]
fn cbor() {
    let body = b"\xbf\x66__type\x78\x19com.example#NotFoundThing\x67Message\x62no\x61a\x19\x01\xf4\x61b\x82\xf5\xf6\
        \x61c\x7f\x61x\x61y\xff\x61d\x42\x01\x02\x61e\xf9\x3e\x00\x61f\x39\x00\x01\x61g\xc1\xfb\x3f\xf8\0\0\0\0\0\0\xff";
    let details = Details::of_body(body);
    assert_eq!(details.form, Form::Cbor);
    assert_eq!((details.type_code.as_deref(), details.message.as_deref()), (Some("NotFoundThing"), Some("no")));
    let expected = [("a", "500"), ("c", "xy"), ("d", "AQI="), ("e", "1.5"), ("f", "-2"), ("g", "1.5")];
    assert_eq!(texts(&details), expected);
    assert_eq!(structure(&details, "b"), Document::Array(vec![true.into(), Document::Null]));
    assert_eq!(structure(&details, "f"), Document::Number(Number::NegInt(-2)));
}

#[test]
fn cbor_that_is_none() {
    for (name, body) in [
        ("cut off", b"\xa1\x61a".to_vec()),
        ("a length that lies", b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff".to_vec()),
        ("a string's length that lies", b"\xa1\x7b\xff\xff\xff\xff\xff\xff\xff\xff".to_vec()),
        ("a key that is no text", b"\xa1\x01\x01".to_vec()),
        ("too deep", [b"\xa1\x61a".as_slice(), &[0x81; 5_000]].concat()),
        ("tags without end", [b"\xa1\x61a".as_slice(), &[0xc1; 5_000]].concat()),
        ("too many values", [b"\xa1\x61a\x9f".as_slice(), &[0xf6; 100_000], b"\xff"].concat()),
        ("a break in its place", b"\xa1\x61a\xff".to_vec()),
        ("no text", b"\xa1\x61a\x61\xff".to_vec()),
        ("a reserved head", b"\xa1\x61a\x1c".to_vec()),
    ] {
        assert_eq!(Details::of_body(&body), Details { form: Form::Other, ..Details::default() }, "{name}");
    }
}

#[test]
fn an_answer_full_of_secrets_is_not_read() {
    let body = format!("<Error><Code>C</Code>{}</Error>", "<Token>SECRET-1234</Token>".repeat(1_000));
    check(&body, Form::Other, None, None, &[]);
}

#[test]
fn secrets_are_withheld_and_taken_out_of_the_rest() {
    let details = check(
        "<Error><Code>ExpiredToken</Code><Message>The token SESSION-TOKEN-1 has expired</Message><Token-0>SESSION-TOKEN-1</Token-0>\
         <StringToSign>AWS4-HMAC-SHA256</StringToSign><StringToSignBytes>41 57</StringToSignBytes><Host>u?X-Amz-Signature=abc</Host></Error>",
        Form::Xml,
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
    check("<Error><Code>Cut</Code><Message>off", Form::Xml, Some("Cut"), None, &[]);
    check("<Error><Nested><Code>Deep</Code></Nested></Error>", Form::Xml, None, None, &[]);
    check("\u{a0}", Form::Other, None, None, &[]);
    check(&format!("<Error><Code>Big</Code><A>{}</A></Error>", "a".repeat(1024 * 1024)), Form::Other, None, None, &[]);
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
