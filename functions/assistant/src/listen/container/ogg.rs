//! Ogg: the last page says how many samples have gone by (RFC 3533); Opus counts 48,000 a second whatever was recorded
//! (RFC 7845), Vorbis as its first header says.

use super::little;

/// Bytes of a page before its table of lengths.
const HEAD: usize = 27;

pub(super) fn seconds(bytes: &[u8]) -> Option<f64> {
    let first = bytes.get(HEAD + usize::from(*bytes.get(26)?)..)?;
    let (a_second, skipped) = if first.starts_with(b"OpusHead") {
        let skipped = u16::from_le_bytes(first.get(10..12)?.try_into().ok()?);
        (48_000, u64::from(skipped))
    } else if first.starts_with(b"\x01vorbis") {
        (little(first, 12)?, 0)
    } else {
        return None;
    };
    let samples = last_position(bytes)?.saturating_sub(skipped);
    (a_second > 0).then(|| samples as f64 / f64::from(a_second))
}

/// The highest position that a page names; pages on which no packet ends name none.
fn last_position(bytes: &[u8]) -> Option<u64> {
    let mut place = 0;
    let mut last = None;
    while let Some(page) = bytes.get(place..).filter(|rest| rest.starts_with(b"OggS")) {
        let position = u64::from_le_bytes(page.get(6..14)?.try_into().ok()?);
        if position != u64::MAX {
            last = last.max(Some(position));
        }
        let segments = usize::from(*page.get(26)?);
        let table = page.get(HEAD..HEAD + segments)?;
        let body: usize = table.iter().map(|length| usize::from(*length)).sum();
        place += HEAD + segments + body;
    }
    last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(position: u64, body: &[u8]) -> Vec<u8> {
        let mut page = b"OggS\0\0".to_vec();
        page.extend(position.to_le_bytes());
        page.extend([0; 12]);
        page.push(1);
        page.push(u8::try_from(body.len()).unwrap());
        page.extend(body);
        page
    }

    #[test]
    fn the_last_page_counts_the_samples() {
        let head = b"OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0";
        let file = [page(0, head), page(48_312, b"a"), page(96_312, b"b")].concat();
        assert_eq!(seconds(&file), Some(2.0));
        assert_eq!(seconds(&page(5, b"something else")), None);
    }
}
