//! The card's figures.

use std::collections::BTreeMap;

use nazar_assistant::recogniser::Hearing;

use crate::Judged;
use crate::words::{apart, count};

/// What became of the recordings of one kind.
#[derive(Default)]
struct Group {
    recordings: usize,
    words: usize,
    wrong: usize,
    exact: usize,
    accepted: usize,
    accepted_words: usize,
    accepted_wrong: usize,
    other_language: usize,
}

/// All figures, by kind and by language.
#[derive(Default)]
pub(crate) struct Tally {
    groups: BTreeMap<String, Group>,
}

impl Tally {
    pub(crate) fn of(judged: &[Judged]) -> Self {
        let mut tally = Self::default();
        for one in judged {
            let tag = one.language.map_or("none", |language| language.tag());
            tally.add(&one.kind, one);
            if one.text.is_empty() {
                tally.add(&format!("{} ({tag})", one.kind), one);
            } else {
                tally.add(&format!("all ({tag})"), one);
                tally.add("all", one);
            }
        }
        tally
    }

    fn add(&mut self, name: &str, one: &Judged) {
        let group = self.groups.entry(name.to_owned()).or_default();
        let heard = one.hearing.as_ref().map_or("", |hearing| &hearing.text);
        let (words, wrong) = (count(&one.text), apart(&one.text, heard));
        group.recordings += 1;
        group.words += words;
        group.wrong += wrong;
        group.exact += usize::from(wrong == 0);
        let language = one.hearing.as_ref().map(|hearing| hearing.language);
        group.other_language += usize::from(language.is_some() && language != one.language);
        if one.hearing.as_ref().is_some_and(Hearing::is_sure) {
            group.accepted += 1;
            group.accepted_words += words;
            group.accepted_wrong += wrong;
        }
    }

    pub(crate) fn print(&self) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        for (name, group) in &self.groups {
            if group.words == 0 {
                println!(
                    "{name}: {} of {} refused ({:.1} %)",
                    group.recordings - group.accepted,
                    group.recordings,
                    100.0 - share(group.accepted, group.recordings)
                );
                continue;
            }
            println!(
                "{name}: {} recordings, word error rate {:.1} %, {:.1} % exact, another language {}; accepted {:.1} %, \
                 their word error rate {:.1} %",
                group.recordings,
                share(group.wrong, group.words),
                share(group.exact, group.recordings),
                group.other_language,
                share(group.accepted, group.recordings),
                share(group.accepted_wrong, group.accepted_words)
            );
        }
    }
}
