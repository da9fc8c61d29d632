//! A worse fault never scores higher: the promise that the coach is built on. It is held strictly; docs/lipi.md says of which kinds
//! of faults it is not kept between any two strengths, and those are not drawn here.

use nazar::glyphs::CHARACTERS;
use nazar_lab::flaws::Flaw;
use proptest::prelude::*;

use crate::coach::trial::spoilt;
use crate::coach::{Analysis, Aspect, Leniency, analyse};

/// The aspect that a fault is about.
fn aspect(flaw: Flaw) -> Aspect {
    match flaw {
        Flaw::MissingPart | Flaw::MissingHead => Aspect::Completeness,
        Flaw::ExtraStroke | Flaw::Blot => Aspect::Cleanness,
        Flaw::Slant => Aspect::Slant,
        Flaw::Squeeze => Aspect::Proportion,
        Flaw::Wobble | Flaw::Uneven => Aspect::Shape,
        Flaw::HeadTilt | Flaw::HeadWave => Aspect::HeadLine,
        Flaw::Heavy | Flaw::Light => Aspect::Weight,
        Flaw::FilledCounter | Flaw::OpenedCounter => Aspect::Counters,
    }
}

fn analysed(class_id: u8, flaw: Flaw, strength: f32, seed: u64) -> Analysis {
    analyse(
        class_id,
        &spoilt(class_id, flaw, strength, seed),
        Leniency::Normal,
    )
    .unwrap()
}

/// The scores that must not rise: of the whole, and of the fault's own aspect.
fn scores(analysis: &Analysis, flaw: Flaw) -> [u8; 2] {
    let own = analysis.score_of(aspect(flaw)).unwrap_or(0);
    [analysis.score, own]
}

fn never_rises(class_id: u8, flaw: Flaw, seed: u64, strengths: &[f32]) {
    let mut before = [100, 100];
    for &strength in strengths {
        let now = scores(&analysed(class_id, flaw, strength, seed), flaw);
        let worse = now.iter().zip(&before).all(|(now, before)| now <= before);
        assert!(
            worse,
            "{flaw:?} of {class_id} (seed {seed}) at {strength}: {before:?}, then {now:?}"
        );
        before = now;
    }
}

/// By quarters.
fn every_kind(class_id: u8, seed: u64) {
    for flaw in Flaw::ALL {
        never_rises(class_id, flaw, seed, &[0.25, 0.5, 0.75, 1.0]);
    }
}

#[test]
fn no_kind_of_fault_raises_a_letter_as_it_grows() {
    every_kind(36, 5);
}

#[test]
fn no_kind_of_fault_raises_a_conjunct_as_it_grows() {
    every_kind(33, 8);
}

#[test]
fn no_kind_of_fault_raises_a_digit_as_it_grows() {
    every_kind(55, 3);
}

/// Each of these rose once, for a reason of its own.
#[test]
fn what_rose_once_does_not_rise_again() {
    // What was left of a digit slid up into the place of the line that it lacked.
    let strengths = [0.3, 0.412_402_36, 0.55, 0.712_850_9, 0.9];
    never_rises(60, Flaw::MissingHead, 1_760_633_659_823_926_635, &strengths);
    // Half a mark that was missing was taken for a steep head line, and all of it for a level one.
    let strengths = [0.408_913_97, 0.646_231_4];
    never_rises(
        49,
        Flaw::MissingHead,
        10_585_409_315_213_051_858,
        &strengths,
    );
    // Strokes that a thin pen had lost were no longer seen to be thin.
    let strengths = [0.650_684_5, 0.887_263_2];
    never_rises(57, Flaw::Light, 6_991_323_924_855_675_233, &strengths);
    // A thick pen's strokes were laid on a larger reference, where they seemed thinner.
    let strengths = [0.643_649_46, 0.776_302_4];
    never_rises(23, Flaw::Heavy, 14_348_196_400_099_411_305, &strengths);
    // Where a head line waved too far, it was no longer seen to wave.
    let strengths = [0.793_821_93, 1.0];
    never_rises(50, Flaw::HeadWave, 2_118_823_137_416_973_527, &strengths);
}

#[test]
fn at_full_strength_every_kind_costs_something() {
    for flaw in Flaw::ALL {
        let analysis = analysed(0, flaw, 1.0, 6);
        assert!(analysis.score <= 93, "{flaw:?}: {}", analysis.score);
    }
}

/// The kinds of which no rise is known between any two strengths.
const STRICT: [Flaw; 11] = [
    Flaw::MissingPart,
    Flaw::MissingHead,
    Flaw::ExtraStroke,
    Flaw::Slant,
    Flaw::Squeeze,
    Flaw::Wobble,
    Flaw::HeadWave,
    Flaw::Heavy,
    Flaw::Light,
    Flaw::Uneven,
    Flaw::OpenedCounter,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn nothing_raises_any_character_as_it_grows(
        class_id in 0..CHARACTERS.len() as u8,
        flaw in proptest::sample::select(STRICT.to_vec()),
        weak in 0.05_f32..0.85,
        more in 0.12_f32..0.5,
        seed in any::<u64>(),
    ) {
        let weaker = scores(&analysed(class_id, flaw, weak, seed), flaw);
        let stronger = scores(&analysed(class_id, flaw, (weak + more).min(1.0), seed), flaw);
        prop_assert!(
            stronger[0] <= weaker[0] && stronger[1] <= weaker[1],
            "{:?} of {} (seed {}) from {} by {}: {:?}, then {:?}",
            flaw, class_id, seed, weak, more, weaker, stronger
        );
    }
}
