//! Lipi: characters, predictions and similarities of Ranjana drawings.
