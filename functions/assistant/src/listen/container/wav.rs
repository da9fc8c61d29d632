//! RIFF WAVE: `fmt ` says how many bytes a second has, `data` how many there are
//! (<https://www.mmsp.ece.mcgill.ca/Documents/AudioFormats/WAVE/WAVE.html>).

use super::little;

pub(super) fn seconds(bytes: &[u8]) -> Option<f64> {
    let mut place = 12;
    let mut a_second = 0;
    loop {
        let name = bytes.get(place..place + 4)?;
        let size = little(bytes, place + 4)? as usize;
        let body = place + 8;
        match name {
            b"fmt " => a_second = little(bytes, body + 8)?,
            b"data" => {
                // What was written to a pipe says that it is longer than it is.
                let held = size.min(bytes.len() - body.min(bytes.len()));
                return (a_second > 0).then(|| held as f64 / f64::from(a_second));
            }
            _ => {}
        }
        // Chunks begin at even places.
        place = body.checked_add(size)?.checked_add(size % 2)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(data: usize) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80\x3e\0\0".to_vec();
        bytes.extend(32_000_u32.to_le_bytes());
        bytes.extend([2, 0, 16, 0]);
        bytes.extend(b"LIST\x03\0\0\0abc\0data");
        bytes.extend(u32::MAX.to_le_bytes());
        bytes.extend(vec![0; data]);
        bytes
    }

    #[test]
    fn bytes_are_counted_and_not_believed() {
        assert_eq!(seconds(&wav(64_000)), Some(2.0));
        assert_eq!(seconds(&wav(0)), Some(0.0));
        assert_eq!(seconds(b"RIFF\0\0\0\0WAVE"), None);
    }
}
