//! Entity tags (RFC 9110 section 8.8.3): strong ones, made of the content itself.

use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

/// A strong tag for this content.
pub fn of(content: &[u8]) -> HeaderValue {
    let digest = Sha256::digest(content);
    let text = format!("\"{}\"", hex::encode(&digest[..16]));
    // Hex in quotes is always a header value.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Whether `If-None-Match` has this tag, so that `304` is the answer. Weak comparison, as the RFC wants it here.
pub fn matches(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let Ok(tag) = tag.to_str() else { return false };
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|candidate| candidate == "*" || candidate.trim_start_matches("W/") == tag)
}

/// Whether the request may go on with what has this tag: `If-Match` names it, or asks for nothing. Strong comparison.
pub fn is_expected(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    if !headers.contains_key(header::IF_MATCH) {
        return true;
    }
    let Ok(tag) = tag.to_str() else { return false };
    headers
        .get_all(header::IF_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|candidate| candidate == "*" || candidate == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(value: &str, tag: &HeaderValue) -> bool {
        matches(
            &HeaderMap::from_iter([(header::IF_NONE_MATCH, value.parse().unwrap())]),
            tag,
        )
    }

    #[test]
    fn only_what_was_seen_is_changed() {
        let tag = of(b"content");
        let text = tag.to_str().unwrap();
        let may = |value: &str| {
            is_expected(
                &HeaderMap::from_iter([(header::IF_MATCH, value.parse().unwrap())]),
                &tag,
            )
        };
        assert!(may(text) && may("*") && may(&format!("\"other\", {text}")));
        assert!(!may("\"other\"") && !may(&format!("W/{text}")));
        assert!(is_expected(&HeaderMap::new(), &tag));
    }

    #[test]
    fn a_tag_is_found_in_a_list_weak_or_not() {
        let tag = of(b"content");
        let text = tag.to_str().unwrap();
        assert!(asks(text, &tag));
        assert!(asks(&format!("\"other\", W/{text}"), &tag));
        assert!(asks("*", &tag));
        assert!(!asks("\"other\"", &tag));
        assert!(!matches(&HeaderMap::new(), &tag));
        assert_ne!(of(b"other content"), tag);
    }
}
