//! What the coach promises, on whole analyses.

mod any;
mod faults;
mod leniency;
mod monotone;
mod references;
mod sides;
mod steady;
