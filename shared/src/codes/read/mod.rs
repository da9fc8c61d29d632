//! Finding codes in a picture.

mod ballot;
mod code;
mod decoder;
mod glance;
mod guard;
mod ladder;
mod pixels;
mod variant;

use std::time::Instant;

use image::DynamicImage;

pub use code::{Budget, Code, Corner, Ended, Reading};

/// Reads the codes of a picture. Blocks for as long as the budget allows: call it where blocking is allowed.
///
/// A picture without a code gives a [`Reading`] without one; [`Reading::ended`] says how far it was looked through.
pub fn read(picture: &DynamicImage, budget: Budget) -> Reading {
    let deadline = Instant::now() + budget.time;
    let grey = picture.to_luma8();
    guard::within(deadline, move |report| {
        ladder::climb(&grey, budget.rescue, deadline, report);
    })
}
