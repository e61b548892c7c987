//! Errors that S3 sends with the status 200, when it failed after it had begun to answer.

/// How much of a body is looked at.
const LOOK: usize = 512;

/// Whether the body of an answer with status 200 is an error: its root element is `Error`.
///
/// boto3 asks this of all operations but those whose answer is a stream or text of the object itself, and treats such an answer
/// like a status 500: it is asked again.
pub(crate) fn is_error(body: &[u8]) -> bool {
    let head = body.get(..body.len().min(LOOK)).unwrap_or_default();
    let text = String::from_utf8_lossy(head);
    let mut rest = text.trim_start_matches(|letter: char| letter != '<');
    while rest.starts_with("<?") || rest.starts_with("<!") {
        let Some((_, behind)) = rest.split_once('>') else { return false };
        rest = behind.trim_start();
    }
    let Some(name) = rest.strip_prefix('<') else { return false };
    let end = name.find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/')).unwrap_or(name.len());
    name.get(..end) == Some("Error")
}
