//! Whether a value keeps the rules of its identifier.

use super::Fault;
use super::rules::{Part, Rule};

/// Checks a value part by part. A part that may be left out is checked as soon as one character of it is there.
pub(super) fn value(rule: &Rule, value: &str) -> Result<(), Fault> {
    // The alphabets are of ASCII alone, so that from here on a character is a byte.
    if !value.is_ascii() {
        return Err(Fault::Character);
    }
    let mut rest = value;
    for part in &rule.parts {
        if rest.is_empty() && part.is_optional {
            continue;
        }
        let (taken, left) = rest.split_at(rest.len().min(part.longest));
        check(part, taken)?;
        rest = left;
    }
    if rest.is_empty() {
        Ok(())
    } else {
        Err(Fault::TooLong)
    }
}

fn check(part: &Part, taken: &str) -> Result<(), Fault> {
    if taken.len() < part.shortest {
        return Err(Fault::TooShort);
    }
    if !taken.chars().all(|letter| part.alphabet.has(letter)) {
        return Err(Fault::Character);
    }
    part.lints.iter().try_for_each(|lint| lint.check(taken))
}
