//! A rule set as bytes.
//!
//! Texts are kept once each, subjects and statements by the places of theirs, rules by the places of those
//! ([`PackedRules`]). How long a large set takes is measured by `functions/interactions/benches/check.rs` and, with all real
//! lists, by `benchmarks/dori`.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::packed::PackedRule;
use super::{
    Advice, Class, Evidence, Mechanism, PackedRules, RuleSet, Severity, Source, Subject,
    UnknownWord,
};
use crate::catalogue::IngredientId;
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "interactions";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 2;

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    editions: Vec<(u8, Option<Date>)>,
    #[serde(borrow)]
    texts: Vec<&'a str>,
    classes: Vec<ClassRow>,
    /// Texts of the subjects.
    subjects: Vec<u32>,
    evidence: Vec<EvidenceRow>,
    rules: Vec<RuleRow>,
}

#[derive(Serialize, Deserialize)]
struct ClassRow {
    id: u32,
    names: [u32; 3],
    atc: Vec<u32>,
    members: Vec<u32>,
    except: Vec<u32>,
    duplicate: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct EvidenceRow {
    source: u8,
    /// The source's severity, effect, advice and citation.
    said: [u32; 4],
}

#[derive(Serialize, Deserialize)]
struct RuleRow {
    pair: [u32; 2],
    severity: u8,
    mechanism: u8,
    advice: Option<u8>,
    evidence: u32,
}

/// A set as a snapshot. The same settled set gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no set of ours holds.
pub fn encode(set: &RuleSet) -> Result<Vec<u8>, FrameError> {
    let packed = PackedRules::from(set.clone());
    let subjects: Vec<String> = packed.subjects.iter().map(ToString::to_string).collect();
    let texts = Texts::of(&packed, &subjects);
    let editions = packed.editions.iter();
    let content = Content {
        editions: editions
            .map(|(source, edition)| (source.number(), *edition))
            .collect(),
        classes: packed
            .classes
            .iter()
            .map(|class| texts.class(class))
            .collect(),
        subjects: subjects
            .iter()
            .map(|subject| texts.place(subject))
            .collect(),
        evidence: packed
            .evidence
            .iter()
            .map(|said| texts.evidence(said))
            .collect(),
        rules: packed.rules.iter().map(rule_row).collect(),
        texts: texts.0,
    };
    let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<PackedRules, FrameError> {
    let content: Content<'_> =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    read(content).map_err(|error| damaged(&error))
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}

fn rule_row(rule: &PackedRule) -> RuleRow {
    RuleRow {
        pair: rule.pair,
        severity: rule.severity.number(),
        mechanism: rule.mechanism.number(),
        advice: rule.advice.map(Advice::number),
        evidence: rule.evidence,
    }
}

/// All texts of a set, each once, in order.
struct Texts<'a>(Vec<&'a str>);

impl<'a> Texts<'a> {
    fn of(packed: &'a PackedRules, subjects: &'a [String]) -> Self {
        let mut all: BTreeSet<&str> = subjects.iter().map(String::as_str).collect();
        for class in &packed.classes {
            all.extend([
                class.id.as_str(),
                &class.name,
                &class.name_ru,
                &class.name_uz,
            ]);
            all.extend(class.atc.iter().map(String::as_str));
            let ingredients = class.members.iter().chain(&class.except);
            all.extend(ingredients.map(IngredientId::as_str));
        }
        for said in &packed.evidence {
            all.extend([&*said.severity, &said.effect, &said.advice, &said.citation]);
        }
        Self(all.into_iter().collect())
    }

    fn place(&self, text: &str) -> u32 {
        // Every text of the set was collected first.
        self.0.binary_search(&text).unwrap_or_default() as u32
    }

    fn class(&self, class: &Class) -> ClassRow {
        let places = |ids: &[IngredientId]| ids.iter().map(|id| self.place(id.as_str())).collect();
        ClassRow {
            id: self.place(class.id.as_str()),
            names: [&class.name, &class.name_ru, &class.name_uz].map(|name| self.place(name)),
            atc: class.atc.iter().map(|prefix| self.place(prefix)).collect(),
            members: places(&class.members),
            except: places(&class.except),
            duplicate: class.duplicate.map(Severity::number),
        }
    }

    fn evidence(&self, said: &Evidence) -> EvidenceRow {
        EvidenceRow {
            source: said.source.number(),
            said: [&said.severity, &said.effect, &said.advice, &said.citation]
                .map(|text| self.place(text)),
        }
    }
}

fn read(content: Content<'_>) -> Result<PackedRules, UnknownWord> {
    let editions = content.editions.into_iter();
    let editions = editions.map(|(source, edition)| Ok((Source::of_number(source)?, edition)));
    let mut reader = Reader {
        shared: vec![None; content.texts.len()],
        texts: content.texts,
    };
    let classes = content.classes.into_iter().map(|row| reader.class(row));
    let classes = classes.collect::<Result<_, _>>()?;
    let subjects = content.subjects.into_iter();
    let subjects = subjects.map(|text| reader.text(text)?.parse::<Subject>());
    let subjects = subjects.collect::<Result<_, _>>()?;
    let evidence = content
        .evidence
        .into_iter()
        .map(|row| reader.evidence(&row));
    let packed = PackedRules {
        editions: editions.collect::<Result<_, _>>()?,
        classes,
        subjects,
        evidence: evidence.collect::<Result<_, _>>()?,
        rules: content.rules.iter().map(rule).collect::<Result<_, _>>()?,
    };
    packed.checked()
}

fn rule(row: &RuleRow) -> Result<PackedRule, UnknownWord> {
    Ok(PackedRule {
        pair: row.pair,
        severity: Severity::of_number(row.severity)?,
        mechanism: Mechanism::of_number(row.mechanism)?,
        advice: row.advice.map(Advice::of_number).transpose()?,
        evidence: row.evidence,
    })
}

struct Reader<'a> {
    texts: Vec<&'a str>,
    /// The texts that statements share, so far.
    shared: Vec<Option<Arc<str>>>,
}

impl<'a> Reader<'a> {
    fn text(&self, place: u32) -> Result<&'a str, UnknownWord> {
        let text = self.texts.get(place as usize);
        text.copied().ok_or(UnknownWord("text"))
    }

    fn shared(&mut self, place: u32) -> Result<Arc<str>, UnknownWord> {
        let text = self.text(place)?;
        // There are as many slots as texts.
        let slot = &mut self.shared[place as usize];
        Ok(Arc::clone(slot.get_or_insert_with(|| text.into())))
    }

    fn ingredients(&self, places: &[u32]) -> Result<Vec<IngredientId>, UnknownWord> {
        let read = |place: &u32| {
            let parsed = self.text(*place)?.parse();
            parsed.map_err(|_| UnknownWord("ingredient"))
        };
        places.iter().map(read).collect()
    }

    fn class(&self, row: ClassRow) -> Result<Class, UnknownWord> {
        let [name, name_ru, name_uz] = row.names;
        let text = |place| self.text(place).map(str::to_owned);
        Ok(Class {
            id: self.text(row.id)?.parse()?,
            name: text(name)?,
            name_ru: text(name_ru)?,
            name_uz: text(name_uz)?,
            atc: row.atc.into_iter().map(text).collect::<Result<_, _>>()?,
            members: self.ingredients(&row.members)?,
            except: self.ingredients(&row.except)?,
            duplicate: row.duplicate.map(Severity::of_number).transpose()?,
        })
    }

    fn evidence(&mut self, row: &EvidenceRow) -> Result<Arc<Evidence>, UnknownWord> {
        let [severity, effect, advice, citation] = row.said;
        Ok(Arc::new(Evidence {
            source: Source::of_number(row.source)?,
            severity: self.shared(severity)?,
            effect: self.shared(effect)?,
            advice: self.shared(advice)?,
            citation: self.shared(citation)?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::interactions::testing::{class, rule};

    fn sample() -> RuleSet {
        let mut set = RuleSet {
            editions: [(Source::Ansm, Some(jiff::civil::date(2016, 1, 1)))].into(),
            classes: vec![class("nsaids", &["M01A"], &["ibuprofen"])],
            rules: vec![
                rule("warfarin", "class:nsaids", "major", "bleeding"),
                rule(
                    "simvastatin",
                    "food:grapefruit",
                    "moderate",
                    "enzyme_inhibition",
                ),
                rule("codeine", "age:<12", "contraindicated", "harm_by_age"),
                rule(
                    "isotretinoin",
                    "pregnancy",
                    "contraindicated",
                    "harm_to_unborn",
                ),
            ],
        };
        set.settle();
        set
    }

    #[test]
    fn a_set_reads_back_as_it_was() {
        for set in [sample(), RuleSet::default()] {
            assert_eq!(RuleSet::from(decode(&encode(&set).unwrap()).unwrap()), set);
        }
    }

    #[test]
    fn the_order_in_which_rules_were_read_does_not_change_the_bytes() {
        let mut turned = sample();
        turned.rules.reverse();
        let twice = turned.rules[0].clone();
        turned.rules.push(twice);
        turned.settle();
        assert_eq!(encode(&turned).unwrap(), encode(&sample()).unwrap());
    }

    #[test]
    fn what_is_cut_off_is_refused() {
        let bytes = encode(&sample()).unwrap();
        for length in 0..bytes.len() {
            assert!(decode(&bytes[..length]).is_err(), "{length}");
        }
    }

    proptest! {
        #[test]
        fn changed_bytes_never_panic(place in any::<prop::sample::Index>(), value in any::<u8>()) {
            let mut bytes = encode(&sample()).unwrap();
            let place = place.index(bytes.len());
            bytes[place] = value;
            let _ = decode(&bytes);
        }
    }
}
