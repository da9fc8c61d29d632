//! Lipi: characters, predictions and similarities of Ranjana drawings.

fn main() {}
