//! The attempts, from the likely to the unlikely.

use std::time::Instant;

use image::GrayImage;

use super::decoder::{Effort, decode};
use super::guard::Step;

/// Makes the attempts on a picture and reports each.
pub(super) fn climb(
    picture: &GrayImage,
    rescue: bool,
    deadline: Instant,
    report: &mut dyn FnMut(Step),
) {
    let codes = decode(picture, Effort::FULL);
    report(Step::Attempt(codes));
    if rescue && Instant::now() > deadline {
        report(Step::OutOfTime);
    }
}
