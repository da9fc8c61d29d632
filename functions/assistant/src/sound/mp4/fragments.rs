//! Frames of a file of fragments: each says what it holds, over defaults of its own, of its track and of the file.

use super::{Boxed, MOST_FRAMES, big, boxes, find};

/// The frames of a track in all fragments, in order.
pub(super) fn frames<'a>(file: &'a [u8], movie: &[u8], track: u32) -> Option<Vec<&'a [u8]>> {
    let mut frames = Vec::new();
    for fragment in boxes(file).filter(|found| found.name == b"moof") {
        for part in boxes(fragment.body).filter(|found| found.name == b"traf") {
            let header = find(part.body, b"tfhd")?;
            if big(header, 4)? == track {
                let default = default_size(movie, track);
                runs(file, &fragment, part.body, header, default, &mut frames)?;
            }
        }
    }
    Some(frames)
}

/// The size of the track's frames where nothing else says it.
fn default_size(movie: &[u8], track: u32) -> Option<usize> {
    let extends = find(movie, b"mvex")?;
    let mut defaults = boxes(extends).filter(|found| found.name == b"trex");
    let own = defaults.find(|found| big(found.body, 4) == Some(track))?;
    Some(big(own.body, 16)? as usize)
}

/// The frames of a track's part of one fragment.
fn runs<'a>(
    file: &'a [u8],
    fragment: &Boxed<'_>,
    part: &[u8],
    header: &[u8],
    default: Option<usize>,
    frames: &mut Vec<&'a [u8]>,
) -> Option<()> {
    let flags = big(header, 0)? & 0x00ff_ffff;
    let mut place = 8;
    let mut field = |flag: u32, length: usize| {
        let at = place;
        let is_there = flags & flag != 0;
        place += if is_there { length } else { 0 };
        is_there.then_some(at)
    };
    let base = match field(0x1, 8) {
        Some(at) => big(header, at + 4)? as usize,
        None => fragment.begins,
    };
    field(0x2, 4);
    field(0x8, 4);
    let size = match field(0x10, 4) {
        Some(at) => Some(big(header, at)? as usize),
        None => default,
    };
    let mut end_of_last = base;
    for run in boxes(part).filter(|found| found.name == b"trun") {
        let flags = big(run.body, 0)? & 0x00ff_ffff;
        let count = big(run.body, 4)? as usize;
        let mut place = 8;
        let mut begin = end_of_last;
        if flags & 0x1 != 0 {
            let offset = big(run.body, place)? as i32;
            begin = base.checked_add_signed(isize::try_from(offset).ok()?)?;
            place += 4;
        }
        place += if flags & 0x4 != 0 { 4 } else { 0 };
        // Of each frame: duration, size, flags and offset of time, as far as they are there.
        let width = 4 * [0x100, 0x200, 0x400, 0x800]
            .map(|flag| usize::from(flags & flag != 0))
            .iter()
            .sum::<usize>();
        let before = if flags & 0x100 != 0 { 4 } else { 0 };
        for _ in 0..count {
            if frames.len() >= MOST_FRAMES {
                return Some(());
            }
            let own = match flags & 0x200 {
                0 => size?,
                _ => big(run.body, place + before)? as usize,
            };
            place += width;
            let end = begin.checked_add(own)?;
            frames.push(file.get(begin..end)?);
            begin = end;
        }
        end_of_last = begin;
    }
    Some(())
}
