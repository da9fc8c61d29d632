//! Escapes of web addresses: `%2F` for a slash.

/// What a text with escapes stands for; `None` when an escape is none, or the whole is no text.
pub(super) fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        if first != b'%' {
            bytes.push(first);
            rest = after;
            continue;
        }
        let (digits, left) = after.split_at_checked(2)?;
        let mut byte = [0];
        hex::decode_to_slice(digits, &mut byte).ok()?;
        bytes.push(byte[0]);
        rest = left;
    }
    String::from_utf8(bytes).ok()
}

/// Whether every `%` begins an escape.
pub(super) fn is_well_formed(text: &str) -> bool {
    let mut pieces = text.split('%').skip(1);
    pieces.all(|piece| {
        let digits = piece.as_bytes().get(..2);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    })
}

/// Escapes all that is not a letter, a digit or one of `-._~`, the characters that mean themselves everywhere in an
/// address (RFC 3986, section 2.3).
pub(super) fn encode(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}
