//! Whole HTTP answers, as bytes for the fault server.

/// An answer with a status line such as `404 Not Found`, and a body.
pub fn status(line: &str, body: &str) -> Vec<u8> {
    status_with(line, &[], body)
}

/// An answer with more headers.
pub fn status_with(line: &str, headers: &[(&str, &str)], body: &str) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {line}\r\ncontent-length: {}\r\n", body.len());
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    format!("{head}\r\n{body}").into_bytes()
}

/// A 200 with an XML document: the root element's name, and what is in it.
pub fn xml(root: &str, content: &str) -> Vec<u8> {
    sotalia_testkit::ok_xml(&format!(r#"<?xml version="1.0" encoding="UTF-8"?><{root}>{content}</{root}>"#))
}

/// An answer to `ListObjectsV2`: whether there is more, the token of the next page, and the keys, which need no escaping.
pub fn listing(is_truncated: bool, next: Option<&str>, keys: &[&str]) -> Vec<u8> {
    let token = next.map(|next| format!("<NextContinuationToken>{next}</NextContinuationToken>")).unwrap_or_default();
    let contents: String =
        keys.iter().map(|key| format!("<Contents><Key>{key}</Key><Size>1</Size></Contents>")).collect();
    xml("ListBucketResult", &format!("<Name>b</Name><IsTruncated>{is_truncated}</IsTruncated>{token}{contents}"))
}
