//! Upload gate: checks what arrived in the bucket and queues the work.

fn main() {}
