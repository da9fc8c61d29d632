//! What makes two requests the same: type and content of the body.
//!
//! Two things need care. A client that builds its form anew chooses a new multipart boundary, so the boundary is left
//! out. And a fast hash of a password must never be at rest, so members of a JSON body whose names end in `password` are
//! left out.

use http::{HeaderMap, header};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 in hex of what counts in a body.
pub(super) fn fingerprint(headers: &HeaderMap, body: &[u8]) -> String {
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = content_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();

    let mut hash = Sha256::new();
    hash.update(&essence);
    hash.update([0]);
    if let Some(boundary) = boundary(content_type) {
        hash_without(&mut hash, body, boundary.as_bytes());
    } else if let Ok(Value::Object(mut members)) = serde_json::from_slice(body) {
        members.retain(|name, _| !name.ends_with("password"));
        hash.update(Value::Object(members).to_string());
    } else {
        hash.update(body);
    }
    hex::encode(hash.finalize())
}

fn boundary(content_type: &str) -> Option<&str> {
    let parameters = content_type.split(';').skip(1);
    parameters
        .filter_map(|parameter| parameter.trim().split_once('='))
        .find_map(|(name, value)| {
            let boundary = value.trim().trim_matches('"');
            (name.trim().eq_ignore_ascii_case("boundary") && !boundary.is_empty())
                .then_some(boundary)
        })
}

/// Hashes the pieces between the boundaries, each with its length, so that moving a piece's end changes the hash.
fn hash_without(hash: &mut Sha256, body: &[u8], boundary: &[u8]) {
    let mut rest = body;
    loop {
        let end = find(rest, boundary);
        let piece = &rest[..end.unwrap_or(rest.len())];
        hash.update((piece.len() as u64).to_be_bytes());
        hash.update(piece);
        match end {
            Some(end) => rest = &rest[end + boundary.len()..],
            None => return,
        }
    }
}

/// The first place of `needle`, looked for by its first byte: bodies are megabytes.
fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(step) = haystack[from..].iter().position(|byte| *byte == first) {
        let place = from + step;
        if haystack[place..].starts_with(needle) {
            return Some(place);
        }
        from = place + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(content_type: &str, body: &str) -> String {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, content_type.parse().unwrap())]);
        fingerprint(&headers, body.as_bytes())
    }

    #[test]
    fn a_form_is_the_same_with_another_boundary() {
        let form = |boundary: &str, content: &str| {
            let body = format!("--{boundary}\r\n\r\n{content}\r\n--{boundary}--\r\n");
            of(&format!("multipart/form-data; boundary={boundary}"), &body)
        };
        assert_eq!(form("AAAA", "drawing"), form("BBBBBB", "drawing"));
        assert_ne!(form("AAAA", "drawing"), form("AAAA", "another"));
    }

    #[test]
    fn passwords_do_not_count() {
        let body = |name: &str, password: &str| {
            of(
                "application/json",
                &format!(
                    r#"{{"username":"{name}","password":"{password}","new_password":"{password}"}}"#
                ),
            )
        };
        assert_eq!(body("anna", "one"), body("anna", "two"));
        assert_ne!(body("anna", "one"), body("berta", "one"));
    }

    #[test]
    fn type_and_content_count() {
        assert_ne!(of("text/plain", "{}"), of("application/json", "{}"));
        assert_ne!(of("application/json", "[1]"), of("application/json", "[2]"));
        assert_eq!(
            of("application/json; charset=utf-8", "[1]"),
            of("Application/JSON", "[1]")
        );
    }

    #[test]
    fn needles_are_found_wherever_they_are() {
        assert_eq!(find(b"ababac", b"abac"), Some(2));
        assert_eq!(find(b"abc", b"abcd"), None);
        assert_eq!(find(b"abc", b"c"), Some(2));
        assert_eq!(find(b"", b"c"), None);
    }
}
