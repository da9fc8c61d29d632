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
    Search::begin(picture, budget).end()
}

/// Codes being read on a thread of its own, while the picture is looked at for something else.
#[derive(Debug)]
pub struct Search(guard::Work);

impl Search {
    /// Begins; the budget's time runs from here.
    pub fn begin(picture: &DynamicImage, budget: Budget) -> Self {
        let deadline = Instant::now() + budget.time;
        let grey = picture.to_luma8();
        Self(guard::Work::begin(deadline, move |report| {
            ladder::climb(&grey, budget.rescue, deadline, report);
        }))
    }

    /// What was read. Blocks while there is time left; what was read before counts, however late this is called.
    pub fn end(self) -> Reading {
        self.0.end()
    }
}
