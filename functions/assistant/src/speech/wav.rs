//! The recording's header, put right.
//!
//! A program that writes to a pipe does not know how long its recording will be, and says that it has two gigabytes.
//! Players then show a wrong length, or refuse.

/// Bytes of the header that the program writes: `RIFF`, `fmt ` of 16 bytes, `data`.
const HEADER: usize = 44;

/// The recording with its true lengths; `None` when it is none of the form that the program writes, or has no samples.
pub(super) fn finished(mut recording: Vec<u8>) -> Option<Vec<u8>> {
    let header = recording.get(..HEADER)?;
    let is_known =
        &header[..4] == b"RIFF" && &header[8..16] == b"WAVEfmt " && &header[36..40] == b"data";
    if !is_known || recording.len() <= HEADER {
        return None;
    }
    let samples = u32::try_from(recording.len() - HEADER).ok()?;
    let whole = samples.checked_add(36)?;
    recording[4..8].copy_from_slice(&whole.to_le_bytes());
    recording[40..HEADER].copy_from_slice(&samples.to_le_bytes());
    Some(recording)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_put_right() {
        let mut recording = vec![0; HEADER + 10];
        recording[..4].copy_from_slice(b"RIFF");
        recording[4..8].copy_from_slice(&[0xff; 4]);
        recording[8..16].copy_from_slice(b"WAVEfmt ");
        recording[36..40].copy_from_slice(b"data");
        let finished = finished(recording).unwrap();
        assert_eq!(finished[4..8], 46_u32.to_le_bytes());
        assert_eq!(finished[40..44], 10_u32.to_le_bytes());
    }

    #[test]
    fn nothing_is_no_recording() {
        assert_eq!(finished(Vec::new()), None);
        assert_eq!(finished(vec![0; 100]), None);
    }
}
