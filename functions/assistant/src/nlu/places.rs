//! Districts of Tashkent and towns of Uzbekistan, by any of their names, through their endings.
//!
//! The list is short and our own. Coordinates are of a place's middle, rounded to some hundred metres: near enough to say
//! which pharmacies are around, and no more is said by somebody who names a district.

use std::sync::LazyLock;

use nazar::catalogue::fold::{fold, sound};
use nazar::http::Locale;

use super::inflection::stems;
use super::words::Word;

const LIST: &str = include_str!("places.tsv");

/// A place that a text may name.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Names it everywhere, such as `chilonzor`.
    pub id: &'static str,
    /// Whether it is a district of Tashkent, as against a town.
    pub is_district: bool,
    /// Degrees north of its middle.
    pub latitude: f64,
    /// Degrees east of its middle.
    pub longitude: f64,
    uzbek: &'static str,
    russian: &'static str,
    english: &'static str,
    /// Every name as it sounds.
    said: Vec<String>,
}

impl Place {
    /// Its name for a reader; Uzbek in Cyrillic letters is nearest to Russian.
    pub fn name(&self, locale: Locale) -> &'static str {
        match locale {
            Locale::Uzbek => self.uzbek,
            Locale::Russian | Locale::UzbekCyrillic => self.russian,
            Locale::English | Locale::Nepali => self.english,
        }
    }
}

static PLACES: LazyLock<Vec<Place>> =
    LazyLock::new(|| LIST.lines().skip(1).filter_map(read).collect());

fn read(line: &'static str) -> Option<Place> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [
        id,
        kind,
        latitude,
        longitude,
        uzbek,
        russian,
        english,
        other,
    ] = fields.try_into().ok()?;
    let names = [uzbek, russian, english, other];
    let mut said: Vec<String> = names
        .iter()
        .map(|name| said(&fold(name)))
        .filter(|name| !name.is_empty())
        .collect();
    said.dedup();
    Some(Place {
        id,
        is_district: kind == "district",
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        uzbek,
        russian,
        english,
        said,
    })
}

fn said(folded: &str) -> String {
    folded.split(' ').map(sound).collect()
}

/// The place of this identifier.
pub fn place(id: &str) -> Option<&'static Place> {
    PLACES.iter().find(|place| place.id == id)
}

/// The places that words name, with which words; a district before the town that is named beside it.
pub(crate) fn places(words: &[Word]) -> Vec<(&'static Place, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let named = [2, 1].into_iter().find_map(|length| {
            let span = words.get(at..at + length)?;
            Some((named(span)?, at..at + length))
        });
        at = named.as_ref().map_or(at + 1, |(_, span)| span.end);
        found.extend(named);
    }
    found.sort_by_key(|(place, _)| !place.is_district);
    found
}

fn named(span: &[Word]) -> Option<&'static Place> {
    let (last, front) = span.split_last()?;
    let front: String = front.iter().map(|word| sound(&word.folded)).collect();
    let endless = stems(&last.folded);
    std::iter::once(&last.folded)
        .chain(&endless)
        .find_map(|form| {
            let wanted = format!("{front}{}", sound(form));
            PLACES.iter().find(|place| place.said.contains(&wanted))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlu::words::words;

    #[test]
    fn the_list_is_whole() {
        assert_eq!(PLACES.len(), LIST.lines().count() - 1);
        for place in PLACES.iter() {
            assert!((37.0..46.0).contains(&place.latitude), "{}", place.id);
            assert!((56.0..74.0).contains(&place.longitude), "{}", place.id);
        }
    }

    #[test]
    fn places_are_found_in_three_languages_with_endings() {
        for (text, id) in [
            ("Chilonzorda dorixona", "chilonzor"),
            ("Чиланзаре", "chilonzor"),
            ("pharmacy in Chilanzar", "chilonzor"),
            ("Юнусободда", "yunusobod"),
            ("в Юнусабаде", "yunusobod"),
            ("Mirzo Ulug'bekda", "mirzo-ulugbek"),
            ("аптеки Самарканда", "samarqand"),
            ("Farg‘onadan", "fargona"),
            ("в Бухаре", "buxoro"),
            ("Toshkent, Sergelida", "sergeli"),
        ] {
            let found = places(&words(text));
            assert_eq!(found.first().map(|(place, _)| place.id), Some(id), "{text}");
        }
        assert!(places(&words("paracetamol bormi")).is_empty());
    }
}
