//! Our own rules' sentences in the reader's language: `shared/demo/interaction_effects.tsv`.
//!
//! Every rule of ours says in one sentence what happens between these two; the mechanism's words say it of all. The table has each
//! sentence once, by its English text, which is what a rule keeps. Texts of other sources are not in it: what an authority wrote
//! is shown as it wrote it.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::i18n::Locale;
use crate::interactions::{Evidence, Source};

const TABLE: &str = include_str!("../../../demo/interaction_effects.tsv");

/// From each English sentence to the Russian one and the Uzbek ones in Latin and Cyrillic letters.
static EFFECTS: LazyLock<HashMap<&str, [&str; 3]>> = LazyLock::new(|| {
    let rows = TABLE.lines().skip(1).filter_map(|line| {
        let mut texts = line.split('\t');
        Some((texts.next()?, [texts.next()?, texts.next()?, texts.next()?]))
    });
    rows.collect()
});

/// What a source says will happen, in the reader's language where the rule is ours, and the language that it is in.
pub fn effect(locale: Locale, evidence: &Evidence) -> (&str, Locale) {
    let place = match locale {
        Locale::Russian => 0,
        Locale::Uzbek => 1,
        Locale::UzbekCyrillic => 2,
        Locale::English | Locale::Nepali => return (&evidence.effect, Locale::English),
    };
    let texts = EFFECTS.get(&*evidence.effect);
    match texts.filter(|_| evidence.source == Source::Demonstration) {
        Some(texts) => (texts[place], locale),
        None => (&evidence.effect, Locale::English),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::interactions::demonstration::rules;

    const RULES: &str = include_str!("../../../demo/interactions.tsv");

    #[test]
    fn every_sentence_of_our_rules_is_there_in_every_language_and_no_other() {
        let rules = rules(RULES).unwrap().rules;
        let said: BTreeSet<&str> = rules.iter().map(|rule| &*rule.evidence.effect).collect();
        let translated: BTreeSet<&str> = EFFECTS.keys().copied().collect();
        assert_eq!(said, translated);
        for rule in &rules {
            for locale in [Locale::Russian, Locale::Uzbek, Locale::UzbekCyrillic] {
                let (text, language) = effect(locale, &rule.evidence);
                assert_eq!(language, locale, "{text}");
                assert!(text.ends_with('.') && text != &*rule.evidence.effect);
                let cyrillic = text.chars().any(|letter| ('а'..='я').contains(&letter));
                assert_eq!(cyrillic, locale != Locale::Uzbek, "{text}");
                assert!(
                    !text.contains(['‘', '’', '`', '\'']),
                    "one apostrophe: {text}"
                );
            }
        }
    }

    #[test]
    fn a_text_of_another_source_stays_as_it_was_written() {
        let mut evidence = rules(RULES).unwrap().rules[0].evidence.clone();
        evidence.source = Source::Ansm;
        let shown = effect(Locale::Russian, &evidence);
        assert_eq!(shown, (&*evidence.effect, Locale::English));
    }
}
