//! MP4: the frames of AAC say how long it is; of anything else the box `mvhd` inside `moov` does, and in which units (ISO/IEC
//! 14496-12, 8.2.2).

use super::big;
use crate::sound::aac;
use crate::sound::mp4::find;

pub(super) fn seconds(bytes: &[u8]) -> Option<f64> {
    aac::seconds(bytes).or_else(|| told(bytes))
}

/// What the file says of itself.
fn told(bytes: &[u8]) -> Option<f64> {
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
