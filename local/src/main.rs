//! Runs the bundle.

fn main() {}
