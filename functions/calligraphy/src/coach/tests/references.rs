//! Every character against itself, and against others.

use nazar::glyphs::{CHARACTERS, GlyphError, Group};

use crate::coach::trial::{drawing, perfect, reference};
use crate::coach::{Aspect, FocusCode, FocusKind, Leniency, analyse};

#[test]
fn every_reference_is_perfect_and_letters_have_head_lines() {
    let mut without = Vec::new();
    for character in &CHARACTERS {
        let own = drawing(&reference(character.class_id));
        let analysis = analyse(character.class_id, &own, Leniency::Strict).unwrap();
        let aspects: Vec<u8> = analysis.aspects.iter().map(|scored| scored.score).collect();
        assert!(analysis.score >= 99, "{}: {aspects:?}", character.iast);
        assert!(
            aspects.iter().all(|&score| score >= 99),
            "{}: {aspects:?}",
            character.iast
        );
        assert_eq!(analysis.facts.alignment.scale, 1.0, "{}", character.iast);
        let kinds = analysis.focus.map(|focus| focus.code.kind());
        assert_eq!(kinds, [FocusKind::Praise; 4], "{}", character.iast);
        let line = analysis.facts.head_line;
        assert_eq!(
            line.is_some(),
            analysis.score_of(Aspect::HeadLine).is_some()
        );
        match (line, character.group) {
            (Some(line), Group::Consonant | Group::Vowel) => assert!(line.found > 0.95, "{line:?}"),
            (Some(_), Group::Digit) => panic!("{} has a head line", character.iast),
            (None, Group::Digit) => {}
            (None, _) => without.push(character.iast),
        }
    }
    assert!(without.len() <= 2, "{without:?}");
}

#[test]
fn another_character_scores_low_and_is_told_so() {
    let mut said = Vec::new();
    for (class_id, target) in [
        (0, 54),
        (12, 37),
        (25, 11),
        (31, 4),
        (40, 21),
        (49, 60),
        (56, 2),
        (61, 46),
    ] {
        let other = drawing(&reference(class_id));
        let analysis = analyse(target, &other, Leniency::Normal).unwrap();
        assert!(
            analysis.score < 40,
            "{class_id} as {target}: {}",
            analysis.score
        );
        assert_eq!(
            analysis.focus.map(|focus| focus.code.kind())[0],
            FocusKind::Fault
        );
        said.push(analysis.focus[0].code);
    }
    assert!(said.contains(&FocusCode::OtherForm), "{said:?}");
}

#[test]
fn there_is_no_character_62() {
    let any = drawing(&reference(0));
    let refused = analyse(62, &any, Leniency::Normal);
    assert!(matches!(refused, Err(GlyphError::UnknownCharacter(62))));
}

#[test]
fn the_same_drawing_gets_the_same_answer() {
    let again = analyse(0, &drawing(&reference(0)), Leniency::Normal).unwrap();
    assert_eq!(again, perfect());
}
