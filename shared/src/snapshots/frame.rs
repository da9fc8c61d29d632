//! The few bytes in front of a snapshot that say what it is.

/// First bytes of every snapshot.
const MAGIC: &[u8; 4] = b"NZSN";

/// Why bytes are not the snapshot that was wanted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// They are no snapshot at all.
    #[error("these bytes are no snapshot")]
    NoSnapshot,
    /// They are a snapshot of something else.
    #[error("this is a snapshot of {found:?}")]
    OtherKind {
        /// What it is of.
        found: String,
    },
    /// Another release wrote them in another layout: they have to be made again from their sources.
    #[error("the snapshot has layout {found}, this release reads {wanted}")]
    OtherLayout {
        /// Layout of the bytes.
        found: u16,
        /// Layout that is read.
        wanted: u16,
    },
    /// The content does not decode.
    #[error("the snapshot's content is damaged: {0}")]
    Damaged(String),
}

/// Puts the header in front of `content`: magic, layout, kind (length in a byte, then the text).
///
/// `kind` is one of our own short words; what is longer than 255 bytes would be cut.
pub fn frame(kind: &str, layout: u16, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(kind.len()).unwrap_or(u8::MAX);
    let mut framed = Vec::with_capacity(content.len() + kind.len() + 7);
    framed.extend_from_slice(MAGIC);
    framed.extend_from_slice(&layout.to_le_bytes());
    framed.push(length);
    framed.extend_from_slice(&kind.as_bytes()[..usize::from(length)]);
    framed.extend_from_slice(content);
    framed
}

/// The content behind the header of a snapshot of this kind and layout.
///
/// # Errors
/// [`FrameError`] when it is anything else.
pub fn unframe<'a>(kind: &str, layout: u16, bytes: &'a [u8]) -> Result<&'a [u8], FrameError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(FrameError::NoSnapshot)?;
    let (found_layout, rest) = rest.split_first_chunk().ok_or(FrameError::NoSnapshot)?;
    let (length, rest) = rest.split_first().ok_or(FrameError::NoSnapshot)?;
    let (found_kind, content) = rest
        .split_at_checked(usize::from(*length))
        .ok_or(FrameError::NoSnapshot)?;
    if found_kind != kind.as_bytes() {
        return Err(FrameError::OtherKind {
            found: String::from_utf8_lossy(found_kind).into_owned(),
        });
    }
    let found = u16::from_le_bytes(*found_layout);
    if found != layout {
        return Err(FrameError::OtherLayout {
            found,
            wanted: layout,
        });
    }
    Ok(content)
}

/// The layout of a snapshot, whatever it is of.
///
/// # Errors
/// [`FrameError::NoSnapshot`].
pub fn layout(bytes: &[u8]) -> Result<u16, FrameError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(FrameError::NoSnapshot)?;
    let (layout, _) = rest.split_first_chunk().ok_or(FrameError::NoSnapshot)?;
    Ok(u16::from_le_bytes(*layout))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn another_kind_or_layout_is_named() {
        let framed = frame("catalogue", 3, b"content");
        assert_eq!(unframe("catalogue", 3, &framed), Ok(&b"content"[..]));
        assert_eq!(
            unframe("market", 3, &framed),
            Err(FrameError::OtherKind {
                found: "catalogue".to_owned()
            })
        );
        assert_eq!(
            unframe("catalogue", 4, &framed),
            Err(FrameError::OtherLayout {
                found: 3,
                wanted: 4
            })
        );
        assert_eq!(
            unframe("catalogue", 3, b"<html>"),
            Err(FrameError::NoSnapshot)
        );
    }

    proptest! {
        #[test]
        fn content_comes_back(layout: u16, content: Vec<u8>) {
            let framed = frame("a", layout, &content);
            prop_assert_eq!(super::layout(&framed), Ok(layout));
            prop_assert_eq!(unframe("a", layout, &framed), Ok(&content[..]));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes: Vec<u8>) {
            let _ = (unframe("a", 1, &bytes), layout(&bytes));
        }
    }
}
