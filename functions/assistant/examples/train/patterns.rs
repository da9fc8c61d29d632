//! Utterances as they are written down: sections of an intent, a pattern a line, every choice written out.

use std::path::Path;

use fastrand::Rng;
use nazar_assistant::nlu::{Intent, Language};

/// Most utterances of one pattern; of more a fixed random choice is taken.
const MOST: usize = 60;

/// A pattern with what it may say.
pub(crate) struct Pattern {
    pub(crate) intent: Intent,
    pub(crate) language: Language,
    pub(crate) utterances: Vec<String>,
}

/// The patterns of all languages.
pub(crate) fn read(folder: &Path) -> Vec<Pattern> {
    let mut patterns = Vec::new();
    for language in Language::ALL {
        let file = folder.join(format!("{}.txt", language.tag()));
        let text = std::fs::read_to_string(file).expect("the utterances should be there");
        let mut intent = Intent::Unknown;
        for line in text.lines().map(str::trim) {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(word) = line
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                intent = Intent::of_word(word).expect("a section should be an intent");
                continue;
            }
            patterns.push(Pattern {
                intent,
                language,
                utterances: chosen(written_out(line)),
            });
        }
    }
    patterns
}

fn chosen(mut utterances: Vec<String>) -> Vec<String> {
    utterances.sort_unstable();
    utterances.dedup();
    if utterances.len() > MOST {
        Rng::with_seed(utterances.len() as u64).shuffle(&mut utterances);
        utterances.truncate(MOST);
    }
    utterances
}

/// Every way to take the choices of `(a|b|)`; choices stand beside each other, not inside.
fn written_out(line: &str) -> Vec<String> {
    let Some((before, rest)) = line.split_once('(') else {
        return vec![line.split_whitespace().collect::<Vec<_>>().join(" ")];
    };
    let (choices, after) = rest.split_once(')').expect("a choice should be closed");
    let tails = written_out(after);
    let mut all = Vec::new();
    for choice in choices.split('|') {
        for tail in &tails {
            let glue = if after.starts_with(' ') || after.is_empty() {
                " "
            } else {
                ""
            };
            let text = format!("{before}{choice}{glue}{tail}");
            all.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    all
}
