//! A name behind its endings.
//!
//! Uzbek hangs one ending on another (`aspirinlarimizdan`), Russian changes the last vowel (`но-шпу`), English adds an s.
//! All of them are tried on the folded word; what comes out only counts when the catalogue or a list has it, so endings may
//! be cut too freely here without anything being understood that was not said.

/// Endings of Uzbek nouns, folded; the question `mi` and the emphatic `chi` among them.
const UZBEK: [&str; 30] = [
    "larning", "larini", "lardan", "larni", "larga", "larda", "lari", "lar", "ning", "ingiz",
    "imiz", "iga", "idan", "ini", "ida", "dan", "mikan", "gacha", "dagi", "niki", "ni", "ga", "ka",
    "qa", "da", "mi", "chi", "im", "cha", "i",
];

/// Endings of Russian nouns, folded: those that are cut, with what the nominative has in their place.
const RUSSIAN: [(&str, &[&str]); 17] = [
    ("ami", &["", "a"]),
    ("ami", &["i"]),
    ("ov", &[""]),
    ("om", &["", "o"]),
    ("em", &["", "e"]),
    ("oy", &["a", ""]),
    ("ey", &["a", ""]),
    ("am", &["", "a"]),
    ("ax", &["", "a"]),
    ("a", &["", "o"]),
    ("u", &["a", "", "o"]),
    ("e", &["", "a", "o"]),
    ("i", &["a", "", "iy"]),
    ("ya", &["", "y", "iya"]),
    ("yu", &["", "ya", "iya"]),
    ("ii", &["iya"]),
    ("iya", &["iy"]),
];

/// Shorter stems are too likely to be another word.
const SHORTEST: usize = 3;

/// How many Uzbek endings may follow each other.
const DEPTH: usize = 3;

/// What a folded word may be without its endings, the longest first; the word itself is not among them.
pub(crate) fn stems(word: &str) -> Vec<String> {
    let mut stems = Vec::new();
    agglutinated(word, DEPTH, &mut stems);
    for (ending, nominatives) in RUSSIAN {
        if let Some(stem) = word.strip_suffix(ending) {
            stems.extend(nominatives.iter().map(|last| format!("{stem}{last}")));
        }
    }
    stems.extend(word.strip_suffix('s').map(str::to_owned));
    stems.retain(|stem| stem.len() >= SHORTEST && stem != word);
    stems.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
    let mut seen = Vec::with_capacity(stems.len());
    stems.retain(|stem| {
        let is_new = !seen.contains(stem);
        seen.push(stem.clone());
        is_new
    });
    stems
}

fn agglutinated(word: &str, depth: usize, stems: &mut Vec<String>) {
    if depth == 0 {
        return;
    }
    for ending in UZBEK {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() >= SHORTEST
        {
            stems.push(stem.to_owned());
            agglutinated(stem, depth - 1, stems);
        }
    }
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::fold::fold;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_come_out_of_their_endings() {
        for (inflected, name) in [
            ("aspirinni", "aspirin"),
            ("metforminning", "metformin"),
            ("парацетамола", "парацетамол"),
            ("ибупрофеном", "ибупрофен"),
            ("но-шпу", "но-шпа"),
            ("виагры", "виагра"),
            ("concorlarimizdan", "concor"),
            ("Чиланзаре", "Чиланзар"),
            ("aspirins", "aspirin"),
            ("Нурофеннинг", "Нурофен"),
            ("dorixonada", "dorixona"),
        ] {
            let last = |text: &str| fold(text).split(' ').next_back().map(str::to_owned);
            let stems = stems(&last(inflected).unwrap());
            assert!(
                stems.contains(&last(name).unwrap()),
                "{inflected}: {stems:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn stems_are_few_and_not_short(word in "[a-z]{0,24}") {
            let stems = stems(&word);
            prop_assert!(stems.len() < 120);
            prop_assert!(stems.iter().all(|stem| stem.len() >= SHORTEST && *stem != word));
        }
    }
}
