//! One character in one person's memory.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{Grade, Memory};
use crate::store::history::Score;

/// The least time between two reviews, so that the minutes around midnight are not two days.
const LEAST_PAUSE: SignedDuration = SignedDuration::from_hours(6);

/// What a new score counts for in the mean of the recent ones; of the tenth one back, 3 % are left.
const NEWEST_SHARE: f32 = 0.3;

/// One drawing that was compared with its reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Attempt {
    /// The character that was wanted, 0-61.
    pub wanted: u8,
    /// The character that it looks like, 0-61, when that can be told.
    pub recognised: Option<u8>,
    /// How like the reference it is.
    pub score: Score,
    /// Whether both are the same character.
    pub is_same_character: bool,
    /// When.
    pub at: Timestamp,
    /// The day in the person's zone.
    pub day: Date,
}

/// What is known about a character and when it should be drawn again.
///
/// The first drawing of a day is the **review**: it shows what was remembered and moves the schedule. Those that follow
/// on the same day, or within six hours, have the character fresh before their eyes; they count as practice (last and mean
/// score) and leave the schedule alone, so that nobody can draw a character into next year in an afternoon.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// The character, 0-61.
    pub class_id: u8,
    /// How well it is remembered, as of the last review.
    #[serde(flatten)]
    pub memory: Memory,
    /// The grade of the last review.
    pub grade: Grade,
    /// The day of the first drawing.
    pub introduced_on: Date,
    /// When it was last reviewed.
    pub reviewed_at: Timestamp,
    /// The day of that in the person's zone.
    pub reviewed_on: Date,
    /// The first day on which it is due again.
    pub due_on: Date,
    /// The day of the last drawing, review or not.
    pub practised_on: Date,
    /// The score of the last drawing.
    pub last_score: Score,
    /// Mean of the scores, the newer the more it counts, 0-100.
    pub mean_score: f32,
    /// Drawings, reviews or not.
    pub drawings: u32,
    /// Reviews.
    pub reviews: u32,
    /// Reviews that failed after one that had not.
    pub lapses: u32,
    /// Goes up by one with each write.
    pub version: u64,
}

impl Card {
    /// The card of a character that was drawn for the first time.
    pub fn first(attempt: &Attempt) -> Self {
        let grade = Grade::of(attempt.score, attempt.is_same_character);
        let memory = Memory::first(grade);
        Self {
            class_id: attempt.wanted,
            memory,
            grade,
            introduced_on: attempt.day,
            reviewed_at: attempt.at,
            reviewed_on: attempt.day,
            due_on: days_after(attempt.day, memory.interval()),
            practised_on: attempt.day,
            last_score: attempt.score,
            mean_score: attempt.score.value(),
            drawings: 1,
            reviews: 1,
            lapses: 0,
            version: 1,
        }
    }

    /// The card after one more drawing of its character.
    #[must_use]
    pub fn after(&self, attempt: &Attempt) -> Self {
        let mut next = if self.is_review(attempt) {
            self.reviewed(attempt)
        } else {
            self.clone()
        };
        next.practised_on = self.practised_on.max(attempt.day);
        next.last_score = attempt.score;
        next.mean_score += NEWEST_SHARE * (attempt.score.value() - self.mean_score);
        next.drawings = self.drawings.saturating_add(1);
        next.version = self.version.saturating_add(1);
        next
    }

    /// The chance that the character is remembered on a day, 0 to 1.
    pub fn retrievability(&self, day: Date) -> f64 {
        self.memory.retrievability(self.days_since_review(day))
    }

    /// Whole days from the last review to a day; 0 when it is not later.
    pub fn days_since_review(&self, day: Date) -> u32 {
        days_between(self.reviewed_on, day)
    }

    fn is_review(&self, attempt: &Attempt) -> bool {
        attempt.day > self.reviewed_on && attempt.at.duration_since(self.reviewed_at) >= LEAST_PAUSE
    }

    fn reviewed(&self, attempt: &Attempt) -> Self {
        let grade = Grade::of(attempt.score, attempt.is_same_character);
        let days = self.days_since_review(attempt.day);
        let memory = self.memory.reviewed(days, grade);
        let lapsed = grade == Grade::Again && self.grade != Grade::Again;
        Self {
            memory,
            grade,
            reviewed_at: attempt.at,
            reviewed_on: attempt.day,
            due_on: days_after(attempt.day, memory.interval()),
            reviews: self.reviews.saturating_add(1),
            lapses: self.lapses.saturating_add(u32::from(lapsed)),
            ..self.clone()
        }
    }
}

/// Days from one day to a later one; 0 when it is not later.
pub(super) fn days_between(from: Date, to: Date) -> u32 {
    let days = to.duration_since(from).as_hours() / 24;
    u32::try_from(days).unwrap_or(0)
}

/// The day so many days later. Dates end with the year 9999, where this one stands still.
fn days_after(day: Date, days: u16) -> Date {
    day.saturating_add(jiff::Span::new().days(days))
}
