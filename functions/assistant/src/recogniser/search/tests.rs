//! The search over moments that are made up.

use super::*;

const LEXICON: &str =
    "uz\tword\tdori\td o r i\nuz\tmedicine\tno\tn o\nuz\tending\t+ni\tn i\nru\tword\tда\td a\n";
const UNITS: [&str; 7] = ["", "d", "o", "r", "i", "n", "a"];

/// Moments in which one unit is nearly certain; `.` is nothing.
fn told(heard: &str) -> Told {
    let values = heard.chars().flat_map(|unit| {
        let unit = if unit == '.' {
            String::new()
        } else {
            unit.to_string()
        };
        UNITS.map(|known| if known == unit { -0.05 } else { -5.0 })
    });
    Told {
        units: UNITS.len(),
        values: values.collect(),
    }
}

fn said(heard: &str, languages: &[Language]) -> Option<Found> {
    let units = UNITS.map(str::to_owned);
    let lexicon = Lexicon::read(LEXICON, &units).unwrap();
    let bigrams = Bigrams::read("uz\t<s>\tdori\t5\nru\t<s>\tда\t5\n", &lexicon).unwrap();
    Search::new(&lexicon, &bigrams).find(&told(heard), languages)
}

#[test]
fn words_come_out_of_units_that_last_and_pause() {
    let found = said("..dd.orri..", &Language::ALL).unwrap();
    assert_eq!(
        (found.words.as_slice(), found.language),
        (&[0][..], Language::Uzbek)
    );
    assert_eq!(found.units, 4);
    assert!(
        (found.heard - found.freely).abs() < 1e-3,
        "nothing else was heard"
    );
    let two = said("no.ni", &Language::ALL).unwrap();
    assert_eq!(two.words, [1, 2]);
    assert_eq!(
        said("dda", &Language::ALL).unwrap().language,
        Language::Russian
    );
}

#[test]
fn the_same_unit_twice_needs_nothing_between() {
    assert_eq!(said("doridori", &Language::ALL).unwrap().words, [0, 0]);
    let lasting = said("ddoorrii", &Language::ALL).unwrap();
    assert_eq!(lasting.words, [0]);
}

#[test]
fn silence_is_no_words_and_only_known_words_fit() {
    assert_eq!(
        said("......", &Language::ALL).unwrap().words,
        [] as [u32; 0]
    );
    let forced = said("dori", &[Language::Russian]);
    assert!(forced.is_none_or(|found| found.freely - found.heard > 8.0));
}
