//! What a passport means, in words.

use nazar::codes::Marking;
use nazar::http::Locale;
use nazar::i18n::text;
use nazar::passport::{Duplicate, Expiry, Freshness, Overlap, Passport, Seen, Suspicion};
use nazar::recalls::Verdict;
use serde::Serialize;
use utoipa::ToSchema;

use crate::follow::recalls::RecallsView;

/// How much a note matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PackNoteLevel)]
pub(super) enum NoteLevel {
    /// Do not use the pack before somebody who knows has looked at it.
    Danger,
    /// To be minded.
    Warning,
    /// To be known.
    Info,
}

/// Something that a passport means.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = PackNote)]
pub(super) struct NoteView {
    /// What about: `recalled`, `expired`, `expires_soon`, `in_date`, `no_expiry`, `copied`, `seen_elsewhere`, `mark_well_formed`,
    /// `mark_malformed`, `mark_absent`, `same_medicine` or `same_ingredient`.
    #[schema(example = "expires_soon")]
    about: &'static str,
    /// How much it matters.
    level: NoteLevel,
    /// In words.
    #[schema(example = "It may be used until 2026-12-31: days left: 12.")]
    text: String,
}

/// What a passport means, the gravest first.
pub(super) fn notes(
    passport: &Passport,
    copies: Option<Seen>,
    recalls: Option<&RecallsView>,
    locale: Locale,
) -> Vec<NoteView> {
    let recalled = recalls.is_some_and(|recalls| recalls.verdict == Verdict::Recalled);
    let said = [
        recalled.then(|| Said::plain("recalled", NoteLevel::Danger)),
        Some(expiry(passport.expiry)),
        copies.and_then(copied),
        Some(marking(&passport.marking)),
        doubled(&passport.duplicates, Overlap::SameMedicine),
        doubled(&passport.duplicates, Overlap::SameIngredient),
    ];
    let mut notes: Vec<NoteView> = said
        .into_iter()
        .flatten()
        .map(|said| said.view(locale))
        .collect();
    notes.sort_by_key(|note| note.level);
    notes
}

/// A note before it has words.
struct Said {
    about: &'static str,
    level: NoteLevel,
    arguments: Vec<(&'static str, String)>,
}

impl Said {
    fn plain(about: &'static str, level: NoteLevel) -> Self {
        Self {
            about,
            level,
            arguments: Vec::new(),
        }
    }

    fn with(mut self, name: &'static str, value: String) -> Self {
        self.arguments.push((name, value));
        self
    }

    fn view(self, locale: Locale) -> NoteView {
        let id = format!("scan-pack-{}", self.about);
        NoteView {
            text: text(locale, &id, None, &self.arguments),
            about: self.about,
            level: self.level,
        }
    }
}

fn expiry(expiry: Option<Expiry>) -> Said {
    let Some(expiry) = expiry else {
        return Said::plain("no_expiry", NoteLevel::Info);
    };
    let said = match expiry.freshness {
        Freshness::Expired => Said::plain("expired", NoteLevel::Danger),
        Freshness::Soon => Said::plain("expires_soon", NoteLevel::Warning),
        Freshness::InDate => Said::plain("in_date", NoteLevel::Info),
    };
    said.with("date", expiry.last_day.to_string())
        .with("days", expiry.days_left.to_string())
}

fn copied(seen: Seen) -> Option<Said> {
    let said = match seen.suspicion {
        Suspicion::None => return None,
        Suspicion::Notice => Said::plain("seen_elsewhere", NoteLevel::Warning),
        Suspicion::Alarm => Said::plain("copied", NoteLevel::Danger),
    };
    Some(said.with("others", seen.others.to_string()))
}

fn marking(marking: &Marking) -> Said {
    match marking {
        Marking::Absent => Said::plain("mark_absent", NoteLevel::Info),
        Marking::Malformed(_) => Said::plain("mark_malformed", NoteLevel::Warning),
        Marking::WellFormed => Said::plain("mark_well_formed", NoteLevel::Info),
    }
}

fn doubled(duplicates: &[Duplicate], overlap: Overlap) -> Option<Said> {
    let names: Vec<&str> = duplicates
        .iter()
        .filter(|duplicate| duplicate.overlap == overlap)
        .map(|duplicate| duplicate.name.as_str())
        .collect();
    if names.is_empty() {
        return None;
    }
    let said = match overlap {
        Overlap::SameMedicine => Said::plain("same_medicine", NoteLevel::Info),
        Overlap::SameIngredient => Said::plain("same_ingredient", NoteLevel::Warning),
    };
    Some(said.with("names", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use nazar::catalogue::Catalogue;
    use nazar::codes::gs1;

    use super::*;

    fn about(code: &str, copies: Option<Seen>) -> Vec<(&'static str, NoteLevel)> {
        let elements = gs1::parse(code).unwrap();
        let today = date(2026, 11, 22);
        let passport = Passport::of(&elements, &Catalogue::default(), &[], today);
        let notes = notes(&passport, copies, None, Locale::English);
        for note in &notes {
            assert!(!note.text.starts_with("scan-pack"), "{note:?}");
        }
        notes.iter().map(|note| (note.about, note.level)).collect()
    }

    #[test]
    fn the_gravest_comes_first() {
        let copied = Seen {
            others: 2,
            suspicion: Suspicion::Alarm,
        };
        assert_eq!(
            about("(01)04780012345677(17)261231(21)S1", Some(copied)),
            [
                ("copied", NoteLevel::Danger),
                ("in_date", NoteLevel::Info),
                ("mark_absent", NoteLevel::Info),
            ]
        );
        assert_eq!(
            about("(01)04780012345677(17)261121(91)EE05", None),
            [
                ("expired", NoteLevel::Danger),
                ("mark_malformed", NoteLevel::Warning),
            ]
        );
    }

    /// A mark of the right shape may be copied: no word of ours may call it genuine.
    #[test]
    fn a_mark_is_never_called_verified() {
        for locale in Locale::ALL {
            let said = marking(&Marking::WellFormed).view(locale);
            assert_eq!(said.level, NoteLevel::Info);
            assert!(!said.text.starts_with("scan-pack"), "{said:?}");
        }
        let english = marking(&Marking::WellFormed).view(Locale::English).text;
        assert!(english.contains("was not verified"), "{english}");
    }
}
