//! The attempts, from the likely to the unlikely.
//!
//! First the library's own try-harder mode, which finds nine codes of ten; in a large picture it looks at it half as large before. What is read there for certain ends the climb.
//! Otherwise the picture is changed and looked at again; which changes come first was chosen by what each adds to the ones
//! before it on photos that the library alone does not read. A picture in which nothing is ever seen is given up early: a
//! cheap look tells whether it may hold bars or squares at all, and that look and all further attempts together may cost no more than
//! four fifths of the first. What they cost is counted, in pixels and what is done to each, and not timed: the same picture is read alike
//! on every machine, at every hour. Where something was seen but not confirmed, the ladder is climbed to its end, which costs up to eleven
//! times the first attempt: such a picture all but always holds a code.

use std::time::Instant;

use image::GrayImage;

use super::Code;
use super::ballot::Ballot;
use super::decoder::{Effort, decode};
use super::glance::Glance;
use super::guard::Step;
use super::variant::Variant;

/// The longer side in pixels up to which a picture is made larger rather than smaller: in a larger one the bars are wide
/// enough, and what hides them is noise.
const SMALL: u32 = 1_000;

/// From so many pixels on a picture is looked at half as large before it is looked at as it stands: where time is short, something was
/// searched, for a quarter of what the whole costs.
const LARGE: u64 = 8_000_000;

/// The attempt before the first in a large picture.
const HALVED: Rung = rung(50, 0, Effort::Full);

/// How much of what the first attempt costs may be spent on the others, in hundredths, while nothing is seen. Not all of it: machines differ in
/// what is dear to them, and twice the first attempt is the most that a picture without a code may cost.
const ALLOWANCE: u64 = 80;

/// An attempt: the picture changed, what to look for and how hard.
type Rung = (Variant, Effort);

const fn rung(percent: u32, sharpened: u32, effort: Effort) -> Rung {
    let variant = Variant {
        percent,
        sharpened,
        ..Variant::AS_IS
    };
    (variant, effort)
}

const fn blurred(percent: u32, blurred: u32, effort: Effort) -> Rung {
    let variant = Variant {
        percent,
        blurred,
        ..Variant::AS_IS
    };
    (variant, effort)
}

const fn merged(percent: u32, sharpened: u32) -> Rung {
    let variant = Variant {
        merged: true,
        percent,
        sharpened,
        ..Variant::AS_IS
    };
    (variant, Effort::Bars)
}

const fn turned(percent: u32, degrees: u32) -> Rung {
    let variant = Variant {
        percent,
        turned: degrees,
        ..Variant::AS_IS
    };
    (variant, Effort::QuickBars)
}

/// For pictures with narrow bars.
///
/// While nothing is seen, bars are looked for in few lines, or in lines made of three; all lines of a picture made larger come where
/// something was. No two attempts at bars look at the same change: a reading is believed when two have it.
const UP: [Rung; 12] = [
    rung(100, 3, Effort::QuickBars),
    rung(125, 2, Effort::Squares),
    merged(75, 3),
    rung(150, 2, Effort::QuickBars),
    rung(100, 2, Effort::QuickBars),
    turned(100, 45),
    rung(150, 3, Effort::Bars),
    rung(200, 0, Effort::Bars),
    rung(200, 2, Effort::Bars),
    rung(150, 0, Effort::Bars),
    rung(200, 3, Effort::Bars),
    merged(100, 2),
];

/// For photos as phones make them.
const DOWN: [Rung; 9] = [
    rung(50, 0, Effort::Bars),
    rung(50, 2, Effort::QuickBars),
    rung(50, 0, Effort::Squares),
    turned(50, 45),
    rung(50, 2, Effort::Squares),
    merged(100, 2),
    blurred(100, 1, Effort::QuickBars),
    rung(30, 1, Effort::Bars),
    blurred(100, 2, Effort::Bars),
];

/// Makes the attempts on a picture and reports each.
pub(super) fn climb(
    picture: &GrayImage,
    rescue: bool,
    deadline: Instant,
    report: &mut dyn FnMut(Step),
) {
    if !rescue {
        return report(Step::Attempt(decode(picture, Effort::Full)));
    }
    let mut ballot = Ballot::default();
    let pixels = u64::from(picture.width()) * u64::from(picture.height());
    let mut spent = Glance::cost(picture);
    if pixels >= LARGE {
        spent += work(picture, HALVED);
        ballot.count(read(picture, HALVED), true);
        report(Step::Attempt(ballot.believed()));
    }
    ballot.count(decode(picture, Effort::Full), false);
    report(Step::Attempt(ballot.believed()));

    let is_small = picture.width().max(picture.height()) <= SMALL;
    let rungs: &[Rung] = if is_small { &UP } else { &DOWN };
    let mut glance = None;
    for (variant, effort) in rungs {
        // All of it was searched before the first attempt: what is read there again is no second vote.
        if pixels >= LARGE && *variant == HALVED.0 {
            continue;
        }
        if !ballot.is_open() && !ballot.believed().is_empty() {
            return;
        }
        let glance = glance.get_or_insert_with(|| Glance::of(picture));
        if !ballot.is_open() && !glance.promises(*effort) {
            continue;
        }
        spent += work(picture, (*variant, *effort));
        if spent * 100 > pixels * glance.full_cost() * ALLOWANCE && !ballot.is_open() {
            return;
        }
        if Instant::now() >= deadline {
            return report(Step::OutOfTime);
        }
        ballot.count(read(picture, (*variant, *effort)), true);
        report(Step::Attempt(ballot.believed()));
    }
}

/// What is read in the changed picture, its corners in the picture as it stands.
fn read(picture: &GrayImage, (variant, effort): Rung) -> Vec<Code> {
    let found = decode(&variant.of(picture), effort);
    let codes = found.into_iter().map(|code| variant.undo(picture, code));
    codes.collect()
}

/// What an attempt costs with making the changed picture, in hundredths of a full one at a pixel.
fn work(picture: &GrayImage, (variant, effort): Rung) -> u64 {
    let (width, height) = variant.size(picture);
    u64::from(width) * u64::from(height) * effort.cost() + variant.cost(picture)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use image::Luma;

    use super::*;

    /// How many attempts are made on ribs of so many pixels: they look like bars and are no code.
    fn attempts(side: u32, rib: u32) -> usize {
        let ribs = GrayImage::from_fn(side, side, |x, _| {
            Luma([if (x / rib).is_multiple_of(2) { 90 } else { 150 }])
        });
        let mut count = 0;
        climb(
            &ribs,
            true,
            Instant::now() + Duration::from_secs(600),
            &mut |step| {
                assert!(matches!(&step, Step::Attempt(codes) if codes.is_empty()));
                count += 1;
            },
        );
        count
    }

    #[test]
    fn what_only_looks_like_bars_is_given_up_before_the_first_attempt_is_paid_for_twice() {
        // The look and the full attempt, then bars sharpened, merged, larger and less sharpened: 12 + 9 + 11 + 36 + 9 of 100.
        assert_eq!(attempts(480, 6), 1 + 4);
        // In a large picture the look is cheaper, and so is the picture made smaller.
        assert_eq!(attempts(1600, 20), 1 + 6);
        // In a larger one that was searched small before, the same change is not looked at again.
        assert_eq!(attempts(3000, 40), 2 + 4);
    }

    #[test]
    fn a_large_picture_is_searched_small_before_it_is_searched_whole() {
        for (side, attempts) in [(2_000, 1), (3_000, 2)] {
            let mut count = 0;
            let even = GrayImage::from_pixel(side, side, Luma([90]));
            // Even where the time is over: these are the attempts that are always made.
            climb(&even, true, Instant::now(), &mut |_| count += 1);
            assert_eq!(count, attempts, "{side}");
        }
    }

    #[test]
    fn no_ladder_costs_more_than_the_words_above_say() {
        for (side, rungs) in [(480, &UP[..]), (1600, &DOWN)] {
            let picture = GrayImage::new(side, side);
            let all: u64 = rungs.iter().map(|rung| work(&picture, *rung)).sum();
            assert!(
                all + Glance::cost(&picture) <= 1_100 * u64::from(side).pow(2),
                "{all}"
            );
        }
    }

    #[test]
    fn no_change_has_two_votes_for_bars() {
        for rungs in [&UP[..], &DOWN] {
            let bars = rungs.iter().filter(|rung| rung.1 != Effort::Squares);
            let changes: Vec<Variant> = bars.map(|rung| rung.0).collect();
            for (place, change) in changes.iter().enumerate() {
                assert!(!changes[..place].contains(change), "{change:?}");
            }
        }
    }
}
