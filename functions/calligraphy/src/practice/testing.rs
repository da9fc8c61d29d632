//! For tests: cards that were drawn once.

use jiff::Timestamp;
use jiff::civil::Date;
use nazar::store::history::Score;
use nazar::store::practice::{Attempt, Card};

/// A character that was drawn well on a day, for the first time.
pub(super) fn card(class_id: u8, day: Date) -> Card {
    scored(class_id, day, 85.0)
}

/// A character that was drawn with this score on a day, for the first time.
pub(super) fn scored(class_id: u8, day: Date, score: f32) -> Card {
    Card::first(&drawn(class_id, day, score))
}

/// One drawing, at the beginning of a day in UTC.
pub(super) fn drawn(class_id: u8, day: Date, score: f32) -> Attempt {
    let at: Timestamp = format!("{day}T00:00:00Z").parse().unwrap();
    Attempt {
        wanted: class_id,
        recognised: None,
        score: Score::nearest(score),
        is_same_character: score > 50.0,
        at,
        day,
    }
}
