//! What the classifier sees of a text: hashed runs of letters inside words, words, and pairs of words.
//!
//! Medicines, places and numbers are replaced by marks first, so that nothing is learnt about aspirin and everything about
//! what people say around a medicine's name. Training and understanding use this file both, so they cannot drift apart.

/// Stands for a medicine's name.
pub const MEDICINE: &str = "#m";
/// Stands for a number.
pub const NUMBER: &str = "#n";
/// Stands for a place's name.
pub const PLACE: &str = "#p";

/// Buckets that features are hashed into: 2 to this power.
pub const BUCKET_BITS: u32 = 15;

/// Lengths of the runs of letters, with the word's borders counted as letters.
const RUNS: std::ops::RangeInclusive<usize> = 2..=5;

/// The buckets of a text's features, ascending, each once.
pub fn features(words: &[&str]) -> Vec<u32> {
    let mut buckets = Vec::with_capacity(words.len() * 24);
    for word in words {
        buckets.push(bucket("w", word));
        if !word.starts_with('#') {
            runs(word, &mut buckets);
        }
    }
    let bounded = || {
        std::iter::once("^")
            .chain(words.iter().copied())
            .chain(["$"])
    };
    for (one, other) in bounded().zip(bounded().skip(1)) {
        buckets.push(bucket(one, other));
    }
    let medicines = words.iter().filter(|word| **word == MEDICINE).count();
    buckets.push(bucket("medicines", ["0", "1", "2"][medicines.min(2)]));
    buckets.push(bucket(
        "length",
        ["1", "2", "3", "more"][words.len().clamp(1, 4) - 1],
    ));
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}

/// Runs of letters of `_word_`. Folded words are ASCII, so bytes are letters.
fn runs(word: &str, buckets: &mut Vec<u32>) {
    let bordered = format!("_{word}_");
    for length in RUNS {
        for start in 0..(bordered.len() + 1).saturating_sub(length) {
            if let Some(run) = bordered.get(start..start + length) {
                buckets.push(bucket("r", run));
            }
        }
    }
}

fn bucket(kind: &str, text: &str) -> u32 {
    let mut hash = hash(kind);
    for byte in std::iter::once(&b' ').chain(text.as_bytes()) {
        hash = step(hash, *byte);
    }
    // The upper bits of FNV are mixed better than the lower ones.
    (hash ^ (hash >> 15)) & ((1 << BUCKET_BITS) - 1)
}

/// FNV-1a of 32 bits: the same on every machine and in every release.
pub fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, step)
}

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_hash_never_changes() {
        assert_eq!(hash(""), 0x811c_9dc5);
        assert_eq!(hash("a"), 0xe40c_292c);
        assert_eq!(hash("foobar"), 0xbf9c_f968);
    }

    #[test]
    fn the_order_of_words_and_a_second_medicine_matter() {
        assert_ne!(features(&["bor", "mi"]), features(&["mi", "bor"]));
        assert_ne!(
            features(&[MEDICINE, "va"]),
            features(&[MEDICINE, "va", MEDICINE])
        );
    }

    proptest! {
        #[test]
        fn features_are_sorted_and_within_bounds(words in proptest::collection::vec("[a-z0-9]{1,12}", 0..12)) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let found = features(&words);
            prop_assert!(found.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(found.iter().all(|bucket| *bucket < 1 << BUCKET_BITS));
        }
    }
}
