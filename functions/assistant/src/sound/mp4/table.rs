//! Frames of a file in one piece: tables say how long each is, how many stand together, and where.

use super::{MOST_FRAMES, big, find};

/// The frames that the tables name, in order; none when they are empty, as they are in a file of fragments.
pub(super) fn frames<'a>(file: &'a [u8], table: &[u8]) -> Option<Vec<&'a [u8]>> {
    let sizes = find(table, b"stsz")?;
    let (each, count) = (big(sizes, 4)? as usize, big(sizes, 8)? as usize);
    let size_of = |frame: usize| match each {
        0 => Some(big(sizes, 12 + frame * 4)? as usize),
        each => Some(each),
    };
    let runs = find(table, b"stsc")?;
    let mut frames = Vec::new();
    let (mut run, mut chunk) = (0, 0);
    while frames.len() < count.min(MOST_FRAMES) {
        // A run holds until the chunk at which the next begins; chunks are counted from one.
        let next = 8 + (run + 1) * 12;
        let has_next = run + 1 < big(runs, 4)? as usize;
        if has_next && big(runs, next)? as usize == chunk + 1 {
            run += 1;
            continue;
        }
        let together = big(runs, 8 + run * 12 + 4)? as usize;
        if together == 0 {
            return None;
        }
        let mut place = chunk_at(table, chunk)?;
        for _ in 0..together {
            if frames.len() >= count.min(MOST_FRAMES) {
                break;
            }
            let end = place.checked_add(size_of(frames.len())?)?;
            frames.push(file.get(place..end)?);
            place = end;
        }
        chunk += 1;
    }
    Some(frames)
}

/// Where a chunk begins in the file.
fn chunk_at(table: &[u8], chunk: usize) -> Option<usize> {
    if let Some(places) = find(table, b"stco") {
        let known = chunk < big(places, 4)? as usize;
        return known
            .then(|| big(places, 8 + chunk * 4))?
            .map(|place| place as usize);
    }
    let places = find(table, b"co64")?;
    let at = 8 + chunk * 8;
    let is_near = big(places, at)? == 0;
    is_near
        .then(|| big(places, at + 4))?
        .map(|place| place as usize)
}
