//! Ogg: packets in pages (RFC 3533).

/// Bytes of a page before its table of lengths.
const HEAD: usize = 27;
/// Most lengths of a page.
const LENGTHS: usize = 255;
const BEGINS: u8 = 2;
const ENDS: u8 = 4;

/// The packets of a file's first stream, in their order, and the position that its last page names.
///
/// `None` when the bytes are no pages. A stream that is cut off has the packets that are whole.
pub fn packets(bytes: &[u8]) -> Option<(Vec<Vec<u8>>, u64)> {
    let (mut packets, mut packet) = (Vec::new(), Vec::new());
    let (mut place, mut last, mut serial) = (0, 0, None);
    while let Some(page) = bytes.get(place..).filter(|rest| rest.starts_with(b"OggS")) {
        let Some((position, own, body, lengths)) = page_of(page) else {
            break;
        };
        place += HEAD + lengths.len() + body.len();
        if *serial.get_or_insert(own) != own {
            continue;
        }
        let mut at = 0;
        for &length in lengths {
            packet.extend(&body[at..at + usize::from(length)]);
            at += usize::from(length);
            // A packet goes on while its lengths are full.
            if length < 255 {
                packets.push(std::mem::take(&mut packet));
            }
        }
        if position != u64::MAX {
            last = position;
        }
    }
    serial.map(|_| (packets, last))
}

/// A page's position, stream, body and lengths.
fn page_of(page: &[u8]) -> Option<(u64, u32, &[u8], &[u8])> {
    let position = u64::from_le_bytes(page.get(6..14)?.try_into().ok()?);
    let serial = u32::from_le_bytes(page.get(14..18)?.try_into().ok()?);
    let lengths = page.get(HEAD..HEAD + usize::from(*page.get(26)?))?;
    let size: usize = lengths.iter().map(|length| usize::from(*length)).sum();
    let body = page.get(HEAD + lengths.len()..)?.get(..size)?;
    Some((position, serial, body, lengths))
}

/// A file of one stream, being written.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    lengths: Vec<u8>,
    body: Vec<u8>,
    position: u64,
    pages: u32,
}

impl Writer {
    /// Adds a packet of at most 65,025 bytes, after which the stream is at `position`.
    pub fn packet(&mut self, packet: &[u8], position: u64) {
        let needed = packet.len() / 255 + 1;
        if self.lengths.len() + needed > LENGTHS {
            self.page(0);
        }
        self.lengths.extend(std::iter::repeat_n(255, needed - 1));
        self.lengths.push((packet.len() % 255) as u8);
        self.body.extend(packet);
        self.position = position;
    }

    /// Ends the page: headers stand on pages of their own.
    pub fn end_page(&mut self) {
        self.page(0);
    }

    /// The whole file.
    pub fn finish(mut self) -> Vec<u8> {
        self.page(ENDS);
        self.bytes
    }

    fn page(&mut self, flags: u8) {
        if self.lengths.is_empty() && flags != ENDS {
            return;
        }
        let flags = if self.pages == 0 {
            flags | BEGINS
        } else {
            flags
        };
        let mut page = b"OggS\0".to_vec();
        page.push(flags);
        page.extend(self.position.to_le_bytes());
        // One stream, so that any number names it.
        page.extend(1_u32.to_le_bytes());
        page.extend(self.pages.to_le_bytes());
        page.extend([0; 4]);
        page.push(self.lengths.len() as u8);
        page.append(&mut self.lengths);
        page.append(&mut self.body);
        let sum = checksum(&page);
        page[22..26].copy_from_slice(&sum.to_le_bytes());
        self.bytes.append(&mut page);
        self.pages += 1;
    }
}

/// The cyclic redundancy check of a page whose own field is zero: polynomial 0x04c11db7, nothing reflected.
fn checksum(page: &[u8]) -> u32 {
    page.iter().fold(0, |sum, byte| {
        let start = sum ^ (u32::from(*byte) << 24);
        (0..8).fold(start, |sum, _| match sum & 0x8000_0000 {
            0 => sum << 1,
            _ => (sum << 1) ^ 0x04c1_1db7,
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_check_is_that_of_the_format() {
        // The check value of CRC-32/MPEG-2 without its beginning and end, over nine digits.
        assert_eq!(checksum(b"123456789"), 0x89a1_897f);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(packets_in in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..1_000), 1..40)) {
            let mut writer = Writer::default();
            for (place, packet) in (1..).zip(&packets_in) {
                writer.packet(packet, place * 960);
            }
            let bytes = writer.finish();
            let (read, position) = packets(&bytes).unwrap();
            prop_assert_eq!(position, packets_in.len() as u64 * 960);
            prop_assert_eq!(read, packets_in);
        }

        #[test]
        fn what_is_cut_off_is_no_trouble(length in 0_usize..900) {
            let mut writer = Writer::default();
            writer.packet(&[7; 600], 1);
            writer.packet(&[8; 200], 2);
            let bytes = writer.finish();
            let cut = &bytes[..length.min(bytes.len())];
            if let Some((read, _)) = packets(cut) {
                prop_assert!(read.len() <= 2);
            }
        }
    }
}
