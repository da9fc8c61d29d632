//! Page cursors: opaque to clients, versioned for us.
//!
//! A cursor holds the position after which a page begins, never whose list it is: that comes from the token, so a
//! forged cursor shows nobody anything. It therefore carries a checksum and no signature; the checksum, over the
//! list's name too, tells a damaged cursor, or one of another list, from a good one.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};

use super::{Code, Problem};

/// The format's version. A cursor of another version is refused, and the client begins anew.
const VERSION: u8 = 1;
const CHECKSUM_BYTES: usize = 8;
/// Longer than any cursor of ours.
const MAX_CHARACTERS: usize = 1024;

/// Writes a position in a list, such as the last key of a page in `jobs`.
pub fn encode<T: Serialize>(list: &str, position: &T) -> Result<String, Problem> {
    let json = serde_json::to_vec(position).map_err(Problem::internal)?;
    let mut bytes = vec![VERSION];
    bytes.extend_from_slice(&checksum(list, &json));
    bytes.extend_from_slice(&json);
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Reads a position that [`encode`] wrote for the same list.
///
/// # Errors
/// `malformed-request` for anything else.
pub fn decode<T: DeserializeOwned>(list: &str, cursor: &str) -> Result<T, Problem> {
    read(list, cursor).ok_or_else(|| Problem::new(Code::MalformedRequest))
}

fn read<T: DeserializeOwned>(list: &str, cursor: &str) -> Option<T> {
    if cursor.len() > MAX_CHARACTERS {
        return None;
    }
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (version, rest) = bytes.split_first()?;
    let (sum, json) = rest.split_at_checked(CHECKSUM_BYTES)?;
    if *version != VERSION || sum != checksum(list, json) {
        return None;
    }
    serde_json::from_slice(json).ok()
}

fn checksum(list: &str, json: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let digest = Sha256::new()
        .chain_update([VERSION])
        .chain_update(list)
        .chain_update([0])
        .chain_update(json)
        .finalize();
    let mut short = [0; CHECKSUM_BYTES];
    short.copy_from_slice(&digest[..CHECKSUM_BYTES]);
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refused(list: &str, cursor: &str) -> bool {
        decode::<String>(list, cursor)
            .is_err_and(|problem| problem.code() == Code::MalformedRequest)
    }

    #[test]
    fn a_cursor_belongs_to_its_list() {
        let cursor = encode("jobs", &"JOB#1").unwrap();
        assert_eq!(decode::<String>("jobs", &cursor).unwrap(), "JOB#1");
        assert!(refused("predictions", &cursor));
        assert!(refused("jobs", ""));
        assert!(refused("jobs", &"A".repeat(MAX_CHARACTERS + 1)));
    }

    proptest! {
        #[test]
        fn positions_round_trip(position in ".{0,60}") {
            let cursor = encode("jobs", &position).unwrap();
            prop_assert!(cursor.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_'));
            prop_assert_eq!(decode::<String>("jobs", &cursor).unwrap(), position);
        }

        #[test]
        fn a_changed_cursor_is_refused(position in ".{0,30}", place in any::<prop::sample::Index>(), flip in 1u8..=255) {
            let cursor = encode("jobs", &position).unwrap();
            let mut bytes = URL_SAFE_NO_PAD.decode(cursor).unwrap();
            let place = place.index(bytes.len());
            bytes[place] ^= flip;
            prop_assert!(refused("jobs", &URL_SAFE_NO_PAD.encode(bytes)));
        }

        #[test]
        fn arbitrary_text_is_refused(cursor in ".{0,80}") {
            prop_assert!(refused("jobs", &cursor));
        }
    }
}
