//! Counting what was read.

use std::collections::BTreeMap;
use std::time::Duration;

use nazar::codes::{Budget, Code, read};
use serde::{Deserialize, Serialize};

use super::Trial;

/// Long enough that no figure depends on the machine.
const UNHURRIED: Duration = Duration::from_secs(120);

/// What one way of reading made of the pictures of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// Pictures whose code was read.
    pub right: u32,
    /// Codes that were read and are not there.
    pub wrong: u32,
}

/// The pictures of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// How many there are.
    pub pictures: u32,
    /// By the library's try-harder mode alone.
    pub library: Read,
    /// By all attempts.
    pub ours: Read,
}

/// All kinds, by name.
pub type Figures = BTreeMap<String, Row>;

/// Reads every picture in both ways.
#[must_use]
pub fn judge(trials: &[Trial]) -> Figures {
    let mut figures = Figures::new();
    for trial in trials {
        let row = figures.entry(trial.kind.clone()).or_default();
        row.pictures += 1;
        for (count, rescue) in [(&mut row.library, false), (&mut row.ours, true)] {
            let budget = Budget {
                time: UNHURRIED,
                rescue,
            };
            count.add(trial, &read(&trial.picture, budget).codes);
        }
    }
    figures
}

impl Read {
    fn add(&mut self, trial: &Trial, codes: &[Code]) {
        let wanted = trial.text.as_deref().map(essence);
        let is_right = |code: &&Code| Some(essence(&code.text)) == wanted;
        let right = codes.iter().filter(is_right).count();
        self.right += u32::from(right > 0);
        self.wrong += u32::try_from(codes.len() - right).unwrap_or(u32::MAX);
    }
}

/// What two spellings of one text share: separators are written in several ways, and EAN and UPC with more or fewer
/// zeros in front.
fn essence(text: &str) -> String {
    let kept = text.chars().filter(|letter| {
        !letter.is_whitespace() && !letter.is_control() && !"()".contains(*letter)
    });
    kept.collect::<String>().trim_start_matches('0').to_owned()
}
