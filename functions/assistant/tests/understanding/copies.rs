//! Which held-out utterances are near copies of what was trained on: medicines and numbers left out, three letters at a time.

use nazar_assistant::nlu::folded_words;

const TRAINED_ON: [&str; 3] = [
    include_str!("../../../../models/nlu/train/uz.txt"),
    include_str!("../../../../models/nlu/train/ru.txt"),
    include_str!("../../../../models/nlu/train/en.txt"),
];

/// Share of common runs of letters from which on one text is a near copy of another.
const ALIKE: f64 = 0.8;

/// Everything that was trained on, as its runs of letters.
pub(crate) struct Trained(Vec<Vec<u32>>);

impl Trained {
    pub(crate) fn read() -> Self {
        let lines = TRAINED_ON.iter().flat_map(|text| text.lines());
        let patterns = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', '[']));
        let utterances = patterns.flat_map(written_out).map(|text| {
            let plain = text.split_whitespace().filter(|word| !word.contains('{'));
            runs(&plain.collect::<Vec<_>>().join(" "))
        });
        let mut all: Vec<Vec<u32>> = utterances.collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    /// Whether a text, its medicines left out, is nearly one of these.
    pub(crate) fn has_nearly(&self, text: &str) -> bool {
        let wanted = runs(text);
        self.0.iter().any(|known| {
            let (fewer, more) = if known.len() < wanted.len() {
                (known, &wanted)
            } else {
                (&wanted, known)
            };
            // Two sets of such different sizes cannot have so much in common.
            fewer.len() as f64 >= ALIKE * more.len() as f64 && share(fewer, more) >= ALIKE
        })
    }
}

/// Runs of three letters of the folded words, ascending, each once; numbers are left out.
fn runs(text: &str) -> Vec<u32> {
    let mut words = folded_words(text);
    words.retain(|word| !word.starts_with(|letter: char| letter.is_ascii_digit()));
    let joined = format!(" {} ", words.join(" "));
    let mut runs: Vec<u32> = joined
        .as_bytes()
        .windows(3)
        .map(|run| u32::from(run[0]) << 16 | u32::from(run[1]) << 8 | u32::from(run[2]))
        .collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

/// Common runs by all runs of two sorted lists.
fn share(one: &[u32], other: &[u32]) -> f64 {
    let common = one
        .iter()
        .filter(|run| other.binary_search(run).is_ok())
        .count();
    common as f64 / (one.len() + other.len() - common).max(1) as f64
}

/// Every way to take the choices of `(a|b|)`.
fn written_out(line: &str) -> Vec<String> {
    let Some((before, rest)) = line.split_once('(') else {
        return vec![line.to_owned()];
    };
    let (choices, after) = rest.split_once(')').unwrap();
    let tails = written_out(after);
    choices
        .split('|')
        .flat_map(|choice| {
            tails
                .iter()
                .map(move |tail| format!("{before}{choice}{tail}"))
        })
        .collect()
}

#[test]
fn a_copy_is_found_and_another_wording_is_not() {
    let trained = Trained::read();
    assert!(trained.has_nearly("eng yaqin dorixona qayerda"));
    assert!(trained.has_nearly("Энг яқин дорихона қаерда?"));
    assert!(!trained.has_nearly("shu mahallada dorixonalar joylashuvini bilmoqchi edim"));
}
