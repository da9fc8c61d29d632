//! Ids in the form that AWS gives them.

use ulid::Ulid;

/// A fresh UUID. Its first bits are the time, which nothing relies on.
#[must_use]
pub fn uuid() -> String {
    let hex = hex::encode(Ulid::generate().to_bytes());
    [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ]
    .join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_has_its_form() {
        let lengths: Vec<_> = uuid().split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_ne!(uuid(), uuid());
    }
}
