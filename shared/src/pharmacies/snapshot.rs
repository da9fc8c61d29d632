//! The directory as bytes.

use super::{Directory, Pharmacy};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "pharmacies";

const LAYOUT: u16 = 2;

/// The directory as a snapshot. The same directory gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no directory of ours holds.
pub fn encode(directory: &Directory) -> Result<Vec<u8>, FrameError> {
    let bytes = postcard::to_allocvec(directory.all())
        .map_err(|error| FrameError::Damaged(error.to_string()))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made, and indexes it.
///
/// # Errors
/// [`FrameError`] when it is something else.
pub fn decode(bytes: &[u8]) -> Result<Directory, FrameError> {
    let pharmacies: Vec<Pharmacy> = postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?)
        .map_err(|error| FrameError::Damaged(error.to_string()))?;
    Ok(Directory::new(pharmacies))
}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::super::testing::pharmacy;
    use super::*;

    #[test]
    fn a_directory_reads_back() {
        let mut held = pharmacy(1, Place::new(41.3, 69.2).unwrap());
        held.hours = Some("mon-fri 09:00-13:00,14:00-20:00; ph off".parse().unwrap());
        let directory = Directory::new(vec![held, pharmacy(2, Place::new(-1.0, 180.0).unwrap())]);
        let bytes = encode(&directory).unwrap();
        assert_eq!(decode(&bytes).unwrap().all(), directory.all());
        assert!(decode(&bytes[..bytes.len() - 1]).is_err());
        assert!(decode(b"<html>").is_err());
    }
}
