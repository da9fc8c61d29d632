//! The attempts, from the likely to the unlikely.
//!
//! First the library's own try-harder mode, which finds nine codes of ten. What is read there for certain ends the climb.
//! Otherwise the picture is changed and looked at again; which changes come first was chosen by what each adds to the ones
//! before it on photos that the library alone does not read. A picture in which nothing is ever seen is given up early: a
//! cheap look tells whether it may hold bars or squares at all, and its further attempts may cost no more than the first did.
//! Where something was seen but not confirmed, more is spent.

use std::time::Instant;

use image::GrayImage;

use super::ballot::Ballot;
use super::decoder::{Effort, decode};
use super::glance::Glance;
use super::guard::Step;
use super::variant::Variant;

/// The longer side in pixels up to which a picture is made larger rather than smaller: in a larger one the bars are wide
/// enough, and what hides them is noise.
const SMALL: u32 = 1_000;

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

const fn turned(degrees: u32, effort: Effort) -> Rung {
    let variant = Variant {
        turned: degrees,
        ..Variant::AS_IS
    };
    (variant, effort)
}

/// For pictures with narrow bars.
const UP: [Rung; 10] = [
    rung(100, 3, Effort::QuickBars),
    rung(125, 2, Effort::Squares),
    rung(75, 3, Effort::Bars),
    rung(150, 2, Effort::Bars),
    turned(45, Effort::QuickBars),
    rung(200, 0, Effort::Bars),
    rung(200, 2, Effort::Bars),
    rung(150, 0, Effort::Bars),
    rung(100, 2, Effort::Bars),
    rung(200, 3, Effort::Bars),
];

/// For photos as phones make them.
const DOWN: [Rung; 9] = [
    rung(50, 0, Effort::Bars),
    rung(50, 2, Effort::QuickBars),
    rung(50, 0, Effort::Squares),
    turned(45, Effort::QuickBars),
    blurred(100, 1, Effort::QuickBars),
    rung(50, 2, Effort::Squares),
    rung(100, 2, Effort::QuickBars),
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
    ballot.count(decode(picture, Effort::Full), false);
    report(Step::Attempt(ballot.believed()));

    let is_small = picture.width().max(picture.height()) <= SMALL;
    let rungs: &[Rung] = if is_small { &UP } else { &DOWN };
    let allowed = work(picture, (Variant::AS_IS, Effort::Full));
    let mut spent = 0;
    let mut glance = None;
    for (variant, effort) in rungs {
        if !ballot.is_open() && !ballot.believed().is_empty() {
            return;
        }
        let glance = glance.get_or_insert_with(|| Glance::of(picture));
        if !ballot.is_open() && !glance.promises(*effort) {
            continue;
        }
        spent += work(picture, (*variant, *effort));
        if spent > allowed && !ballot.is_open() {
            return;
        }
        if Instant::now() >= deadline {
            return report(Step::OutOfTime);
        }
        let found = decode(&variant.of(picture), *effort);
        let codes = found.into_iter().map(|code| variant.undo(picture, code));
        ballot.count(codes.collect(), true);
        report(Step::Attempt(ballot.believed()));
    }
}

/// What an attempt costs, in pixels of a full one times a hundred.
fn work(picture: &GrayImage, (variant, effort): Rung) -> u64 {
    let (width, height) = variant.size(picture);
    u64::from(width) * u64::from(height) * effort.cost()
}
