//! Similarity worker: compares a queued drawing with the reference.

fn main() {}
