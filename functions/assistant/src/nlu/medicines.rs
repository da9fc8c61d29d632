//! Medicines that a text names, looked up in the catalogue through their endings.

use std::ops::Range;

use nazar::catalogue::{Catalogue, IngredientId, MedicineId, Resolution};
use serde::Serialize;
use utoipa::ToSchema;

use super::inflection::stems;
use super::names::Names;
use super::words::Word;

/// How sure it is that a name means what it was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The catalogue has the name, perhaps in another script or spelling, or with an ending.
    Exact,
    /// One name alone is within a letter or two: ask before acting on it.
    Guess,
}

/// A medicine that a text names.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// Its bytes in the text.
    pub place: Range<usize>,
    /// What the catalogue has under the name.
    pub resolution: Resolution,
    /// How sure that is.
    pub certainty: Certainty,
    /// Its words, as a range among the text's words.
    pub(crate) words: Range<usize>,
}

/// Most words of a name.
const LONGEST: usize = 4;

/// Names of fewer letters are taken only when they stand there without an ending.
const SHORTEST_INFLECTED: usize = 4;

impl Mention {
    /// The substance that is meant, if it is one substance.
    pub fn ingredient(&self) -> Option<&IngredientId> {
        match &self.resolution {
            Resolution::Ingredient(id) => Some(id),
            _ => None,
        }
    }

    /// The one medicine that is meant, if it is one.
    pub fn medicine(&self) -> Option<&MedicineId> {
        match &self.resolution {
            Resolution::Medicine(id) => Some(id),
            _ => None,
        }
    }
}

/// The medicines that the words name, in their order; longer names before shorter ones. `is_common` says which words are
/// words of the language and so no names by themselves.
pub(crate) fn mentions(
    catalogue: &Catalogue,
    names: &Names,
    words: &[Word],
    is_common: impl Fn(&str) -> bool,
) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST.min(words.len() - at);
        let named = (1..=longest).rev().find_map(|length| {
            let span = &words[at..at + length];
            let resolution = named(catalogue, names, span, &is_common)?;
            Some((length, resolution, Certainty::Exact))
        });
        let named = named.or_else(|| {
            let resolution = guessed(catalogue, names, &words[at].folded, &is_common)?;
            Some((1, resolution, Certainty::Guess))
        });
        let Some((length, resolution, certainty)) = named else {
            at += 1;
            continue;
        };
        let (resolution, length) = with_strength(catalogue, words, at, length, resolution);
        found.push(Mention {
            place: words[at].place.start..words[at + length - 1].place.end,
            resolution,
            certainty,
            words: at..at + length,
        });
        at += length;
    }
    found
}

/// What the catalogue has under these words, the last of them with an ending or without.
fn named(
    catalogue: &Catalogue,
    names: &Names,
    span: &[Word],
    is_common: impl Fn(&str) -> bool,
) -> Option<Resolution> {
    let (last, front) = span.split_last()?;
    let is_code = span.len() == 1 && last.folded.len() >= 12 && last.is_number();
    if (last.is_number() || span[0].is_number()) && !is_code {
        return None;
    }
    if front
        .iter()
        .chain([last])
        .all(|word| is_common(&word.folded))
    {
        return None;
    }
    let look_up = |last: &str| {
        let mut name: String = front
            .iter()
            .map(|word| format!("{} ", word.folded))
            .collect();
        name.push_str(last);
        if name.len() < 3 {
            return None;
        }
        match catalogue.resolve(&name) {
            Resolution::Unknown => names.cyrillic(&name).cloned(),
            found => Some(found),
        }
    };
    look_up(&last.folded).or_else(|| {
        let endless = stems(&last.folded);
        let mut long = endless.iter().filter(|stem| {
            stem.len() >= SHORTEST_INFLECTED && !(front.is_empty() && is_common(stem))
        });
        long.find_map(|stem| look_up(stem))
    })
}

fn guessed(
    catalogue: &Catalogue,
    names: &Names,
    word: &str,
    is_common: impl Fn(&str) -> bool,
) -> Option<Resolution> {
    let endless = stems(word);
    let forms = || std::iter::once(word).chain(endless.iter().map(String::as_str));
    if forms().any(is_common) {
        return None;
    }
    let name = forms().find_map(|form| names.nearest(form))?;
    let found = catalogue.resolve(name);
    (found != Resolution::Unknown).then_some(found)
}

/// `Panadol 500 mg` is one medicine where `Panadol` may be several.
fn with_strength(
    catalogue: &Catalogue,
    words: &[Word],
    at: usize,
    length: usize,
    named: Resolution,
) -> (Resolution, usize) {
    let Some([number, unit]) = words.get(at + length..at + length + 2) else {
        return (named, length);
    };
    if !number.is_number() || unit.is_number() {
        return (named, length);
    }
    let all = &words[at..at + length + 2];
    let name: Vec<&str> = all.iter().map(|word| word.folded.as_str()).collect();
    match catalogue.resolve(&name.join(" ")) {
        found @ Resolution::Medicine(_) if found != named => (found, length + 2),
        _ => (named, length),
    }
}
