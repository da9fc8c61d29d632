use std::collections::BTreeSet;

use super::*;
use crate::coach::analysis::{FocusCode, Part, Place, RegionKind};
use crate::coach::trial::perfect;

/// An analysis whose first point says this of that region.
fn saying(code: FocusCode, aspect: Aspect, kind: RegionKind, part: Part, place: Place) -> Analysis {
    let mut analysis = perfect();
    analysis.regions[0].kind = kind;
    analysis.regions[0].part = part;
    analysis.regions[0].place = place;
    let focus = &mut analysis.focus[0];
    (focus.code, focus.aspect, focus.region, focus.amount) = (code, aspect, 0, Some(3));
    analysis
}

fn first(analysis: &Analysis, locale: Locale) -> String {
    analysis.words(locale).points[0].text.clone()
}

#[test]
fn every_code_is_a_sentence_in_every_language() {
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for code in FocusCode::ALL {
            let analysis = saying(
                code,
                Aspect::Slant,
                RegionKind::Missing,
                Part::Stem,
                Place::TopLeft,
            );
            let text = first(&analysis, locale);
            assert!(
                !text.contains("coach-") && !text.contains(['{', '}', '$']),
                "{code:?}: {text}"
            );
            assert!(text.ends_with(['.', '।']), "{code:?}: {text}");
            assert!(
                seen.insert(text.clone()),
                "{code:?} says the same as another: {text}"
            );
        }
    }
}

#[test]
fn parts_places_and_aspects_are_told_apart() {
    for locale in Locale::ALL {
        let texts = |of: &dyn Fn(usize) -> Analysis, count: usize| -> usize {
            (0..count)
                .map(|number| first(&of(number), locale))
                .collect::<BTreeSet<_>>()
                .len()
        };
        let of_part = |number: usize| {
            saying(
                FocusCode::Missing,
                Aspect::Completeness,
                RegionKind::Missing,
                Part::ALL[number],
                Place::Top,
            )
        };
        // The whole and a stroke are said in the same words.
        assert_eq!(
            texts(&of_part, Part::ALL.len()),
            Part::ALL.len() - 1,
            "{}",
            locale.tag()
        );
        let of_place = |number: usize| {
            saying(
                FocusCode::Extra,
                Aspect::Cleanness,
                RegionKind::Extra,
                Part::Bowl,
                Place::ALL[number],
            )
        };
        assert_eq!(
            texts(&of_place, Place::ALL.len()),
            Place::ALL.len(),
            "{}",
            locale.tag()
        );
        for code in [FocusCode::DoneWell, FocusCode::KeepPractising] {
            let of_aspect = |number: usize| {
                saying(
                    code,
                    Aspect::ALL[number],
                    RegionKind::Part,
                    Part::Whole,
                    Place::Centre,
                )
            };
            assert_eq!(
                texts(&of_aspect, Aspect::ALL.len()),
                Aspect::ALL.len(),
                "{}",
                locale.tag()
            );
        }
    }
}

#[test]
fn numbers_take_the_forms_of_their_language() {
    let leaning = |degrees: u16| {
        let mut analysis = saying(
            FocusCode::LeansRight,
            Aspect::Slant,
            RegionKind::Part,
            Part::Stem,
            Place::Centre,
        );
        analysis.focus[0].amount = Some(degrees);
        analysis
    };
    let russian = [
        (1, "1 градус."),
        (3, "3 градуса."),
        (11, "11 градусов."),
        (21, "21 градус."),
    ];
    for (degrees, expected) in russian {
        let text = first(&leaning(degrees), Locale::Russian);
        assert!(text.contains(expected), "{text}");
    }
    assert!(first(&leaning(1), Locale::English).contains("1 degree."));
    assert!(first(&leaning(2), Locale::English).contains("2 degrees."));
}

#[test]
fn the_assessment_names_the_character_and_its_score() {
    let mut analysis = perfect();
    for locale in Locale::ALL {
        let mut seen = BTreeSet::new();
        for score in [95, 80, 60, 30, 10] {
            analysis.score = score;
            let words = analysis.words(locale);
            let sentence = words.assessment.replace(&score.to_string(), "");
            assert!(
                words.assessment.contains('क') && sentence != words.assessment,
                "{sentence}"
            );
            assert_eq!(words.points.len(), 4);
            assert!(
                seen.insert(sentence),
                "{score} is judged as another score is"
            );
        }
    }
}
