//! MP4: the box `mvhd` inside `moov` says how long it is and in which units (ISO/IEC 14496-12, 8.2.2).

use super::big;

/// Boxes that are looked at: a file has a handful at the top.
const MOST_BOXES: usize = 64;

pub(super) fn seconds(bytes: &[u8]) -> Option<f64> {
    let header = find(find(bytes, b"moov")?, b"mvhd")?;
    let (unit, duration) = match header.first()? {
        0 => (big(header, 12)?, u64::from(big(header, 16)?)),
        1 => {
            let long = (u64::from(big(header, 24)?) << 32) | u64::from(big(header, 28)?);
            (big(header, 20)?, long)
        }
        _ => return None,
    };
    (unit > 0).then(|| duration as f64 / f64::from(unit))
}

/// The body of the first box of this name.
fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let mut place = 0_usize;
    for _ in 0..MOST_BOXES {
        let size = big(bytes, place)? as usize;
        let found = bytes.get(place + 4..place + 8)?;
        let (head, size) = match size {
            // To the end of the file.
            0 => (8, bytes.len() - place),
            // A length of eight bytes follows; a longer file than four bytes can say is refused before this.
            1 => (16, big(bytes, place + 12)? as usize),
            size => (8, size),
        };
        if size < head {
            return None;
        }
        let end = place.checked_add(size)?;
        if found == name {
            return bytes.get(place + head..end);
        }
        place = end;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap();
        [&size.to_be_bytes()[..], name, body].concat()
    }

    #[test]
    fn the_movie_header_says_how_long() {
        let mut header = vec![0; 12];
        header.extend(1_000_u32.to_be_bytes());
        header.extend(2_500_u32.to_be_bytes());
        let file = [
            boxed(b"ftyp", b"M4A isom"),
            boxed(b"free", &[]),
            boxed(b"moov", &boxed(b"mvhd", &header)),
        ]
        .concat();
        assert_eq!(seconds(&file), Some(2.5));
        assert_eq!(seconds(&file[..file.len() - 1]), None);
        assert_eq!(seconds(&boxed(b"ftyp", b"M4A isom")), None);
    }
}
