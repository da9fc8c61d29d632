//! What stands on a pill: printed, or pressed into it.
//!
//! The two networks of PP-OCR (detection of text, recognition of a line) were made for print on paper. On a pill they
//! read what is brought near to that: the pill is laid level, every spot is set against the mean and the spread of its
//! surroundings within the pill, so that an embossed letter stands out like a printed one, and of four ways of turning it
//! the one that reads best counts. What is kept is not a string but a lattice, limited to what imprints are made of.

mod blur;
mod canvas;
mod ctc;
mod reader;
mod reading;
mod regions;
mod strip;
mod surface;
mod turn;

pub(super) use reader::Reader;
