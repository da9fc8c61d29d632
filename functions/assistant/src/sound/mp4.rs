//! The frames of AAC in an MP4 file (ISO/IEC 14496-12 and -14): in one piece, as telephones keep recordings, or in fragments, as
//! browsers record.
//!
//! Reading this is ours: the crates that do it stop with a panic, or for minutes, at files that are made for it.

mod fragments;
mod table;

/// Boxes that are looked at in one place: a file of a minute has a few hundred.
const MOST_BOXES: usize = 4_096;
/// Frames after which reading stops: more than a minute of them at every rate.
const MOST_FRAMES: usize = 8_192;
/// Samples of a frame, of each channel, before a decoder widens the band.
pub(crate) const FRAME: usize = 1_024;
/// Bytes of an audio entry before its boxes: its head, and the fields of each version.
const ENTRY: [usize; 3] = [28, 44, 64];

/// The first track of AAC.
#[derive(Debug)]
pub(crate) struct Track<'a> {
    /// How to decode it (`AudioSpecificConfig`).
    pub(crate) config: &'a [u8],
    /// Its frames, in order.
    pub(crate) frames: Vec<&'a [u8]>,
}

/// A box: its name, where it begins, and its body.
#[derive(Debug, Clone, Copy)]
struct Boxed<'a> {
    name: &'a [u8],
    begins: usize,
    body: &'a [u8],
}

impl<'a> Track<'a> {
    /// The first track of AAC in a file; `None` when there is none, or when the bytes do not hold together.
    pub(crate) fn of(file: &'a [u8]) -> Option<Self> {
        let movie = find(file, b"moov")?;
        for track in boxes(movie).filter(|found| found.name == b"trak") {
            let media = find(track.body, b"mdia").and_then(|media| find(media, b"minf"));
            let Some(table) = media.and_then(|media| find(media, b"stbl")) else {
                continue;
            };
            let Some(config) = find(table, b"stsd").and_then(config) else {
                continue;
            };
            let mut frames = table::frames(file, table)?;
            if frames.is_empty() {
                let id = track_id(find(track.body, b"tkhd")?)?;
                frames = fragments::frames(file, movie, id)?;
            }
            return Some(Self { config, frames });
        }
        None
    }
}

/// The boxes that stand beside each other, as far as they hold together.
fn boxes(bytes: &[u8]) -> impl Iterator<Item = Boxed<'_>> {
    let mut place = 0_usize;
    let next = move || {
        let size = big(bytes, place)? as usize;
        let name = bytes.get(place + 4..place + 8)?;
        let (head, size) = match size {
            // To the end of the file.
            0 => (8, bytes.len() - place),
            // A length of eight bytes follows; of a file as small as ours its first half is nothing.
            1 => (16, big(bytes, place + 12)? as usize),
            size => (8, size),
        };
        let end = place.checked_add(size).filter(|_| size >= head)?;
        let found = Boxed {
            name,
            begins: place,
            body: bytes.get(place + head..end)?,
        };
        place = end;
        Some(found)
    };
    std::iter::from_fn(next).take(MOST_BOXES)
}

/// The body of the first box of this name.
pub(crate) fn find<'a>(bytes: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let found = boxes(bytes).find(|found| found.name == name)?;
    Some(found.body)
}

/// A big-endian number of four bytes.
fn big(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

/// A track's number, in its header.
fn track_id(header: &[u8]) -> Option<u32> {
    match header.first()? {
        0 => big(header, 12),
        _ => big(header, 20),
    }
}

/// How to decode a track, if it is AAC: behind its entry's fields stand boxes, one of them with descriptors.
fn config(descriptions: &[u8]) -> Option<&[u8]> {
    let entry = boxes(descriptions.get(8..)?).find(|entry| entry.name == b"mp4a")?;
    let version = usize::from(*entry.body.get(9)?);
    let inside = entry.body.get(*ENTRY.get(version)?..)?;
    let wrapped = || find(find(inside, b"wave")?, b"esds");
    let descriptors = find(inside, b"esds").or_else(wrapped)?.get(4..)?;
    let (stream, _) = descriptor(descriptors, 3)?;
    // Its number, and flags that say what else precedes the description of the decoder.
    let flags = *stream.get(2)?;
    let mut place = 3;
    if flags & 0x80 != 0 {
        place += 2;
    }
    if flags & 0x40 != 0 {
        place += 1 + usize::from(*stream.get(place)?);
    }
    if flags & 0x20 != 0 {
        place += 2;
    }
    let (decoder, _) = descriptor(stream.get(place..)?, 4)?;
    // Audio of MPEG-4, or of MPEG-2 in its three profiles.
    if !matches!(decoder.first()?, 0x40 | 0x66..=0x68) {
        return None;
    }
    let (config, _) = descriptor(decoder.get(13..)?, 5)?;
    Some(config)
}

/// The body of a descriptor with this tag, which stands first, and what follows it.
fn descriptor(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (first, mut rest) = bytes.split_first()?;
    let mut length = 0_usize;
    // Seven bits a byte, four bytes at most.
    for _ in 0..4 {
        let (byte, after) = rest.split_first()?;
        rest = after;
        length = (length << 7) | usize::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            break;
        }
    }
    (*first == tag).then(|| rest.split_at_checked(length))?
}
