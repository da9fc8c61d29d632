//! A rule set as bytes.
//!
//! Texts are kept once each; a rule is six places of texts and four small numbers. A subject is parsed once for each text
//! and not for each rule. How long a large set takes is measured by `functions/interactions/benches/check.rs`.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    Advice, Class, Evidence, Mechanism, Rule, RuleSet, Severity, Source, Subject, UnknownWord,
};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "interactions";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 1;

#[derive(Serialize, Deserialize)]
struct Content {
    editions: Vec<(u8, Option<Date>)>,
    texts: Vec<String>,
    classes: Vec<ClassRow>,
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
struct RuleRow {
    pair: [u32; 2],
    severity: u8,
    mechanism: u8,
    advice: Option<u8>,
    source: u8,
    /// The source's severity, effect, advice and citation.
    said: [u32; 4],
}

/// A set as a snapshot. The same settled set gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no set of ours holds.
pub fn encode(set: &RuleSet) -> Result<Vec<u8>, FrameError> {
    let texts = Texts::of(set);
    let content = Content {
        editions: set
            .editions
            .iter()
            .map(|(source, edition)| (source.number(), *edition))
            .collect(),
        classes: set.classes.iter().map(|class| texts.class(class)).collect(),
        rules: set.rules.iter().map(|rule| texts.rule(rule)).collect(),
        texts: texts.0,
    };
    let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<RuleSet, FrameError> {
    let content: Content =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    read(content).map_err(|error| damaged(&error))
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}

/// All texts of a set, each once, in order.
struct Texts(Vec<String>);

impl Texts {
    fn of(set: &RuleSet) -> Self {
        let mut all = BTreeSet::new();
        for class in &set.classes {
            let names = [
                class.id.as_str(),
                &class.name,
                &class.name_ru,
                &class.name_uz,
            ];
            all.extend(names.map(str::to_owned));
            all.extend(class.atc.iter().cloned());
            let ingredients = class.members.iter().chain(&class.except);
            all.extend(ingredients.map(ToString::to_string));
        }
        for rule in &set.rules {
            all.extend([&rule.pair.0, &rule.pair.1].map(ToString::to_string));
            let said = &rule.evidence;
            let texts = [&said.severity, &said.effect, &said.advice, &said.citation];
            all.extend(texts.map(ToString::to_string));
        }
        Self(all.into_iter().collect())
    }

    fn place(&self, text: &str) -> u32 {
        let found = self.0.binary_search_by(|known| known.as_str().cmp(text));
        // Every text of the set was collected first.
        found.unwrap_or_default() as u32
    }

    fn class(&self, class: &Class) -> ClassRow {
        let places = |ids: &[crate::catalogue::IngredientId]| {
            ids.iter().map(|id| self.place(id.as_str())).collect()
        };
        ClassRow {
            id: self.place(class.id.as_str()),
            names: [&class.name, &class.name_ru, &class.name_uz].map(|name| self.place(name)),
            atc: class.atc.iter().map(|prefix| self.place(prefix)).collect(),
            members: places(&class.members),
            except: places(&class.except),
            duplicate: class.duplicate.map(Severity::number),
        }
    }

    fn rule(&self, rule: &Rule) -> RuleRow {
        let said = &rule.evidence;
        RuleRow {
            pair: [&rule.pair.0, &rule.pair.1].map(|subject| self.place(&subject.to_string())),
            severity: rule.severity.number(),
            mechanism: rule.mechanism.number(),
            advice: rule.advice.map(Advice::number),
            source: said.source.number(),
            said: [&said.severity, &said.effect, &said.advice, &said.citation]
                .map(|text| self.place(text)),
        }
    }
}

fn read(content: Content) -> Result<RuleSet, UnknownWord> {
    let editions = content.editions.into_iter();
    let editions = editions.map(|(source, edition)| Ok((Source::of_number(source)?, edition)));
    let mut reader = Reader {
        subjects: vec![None; content.texts.len()],
        texts: content
            .texts
            .iter()
            .map(|text| text.as_str().into())
            .collect(),
    };
    let classes = content.classes.into_iter().map(|row| reader.class(row));
    let classes = classes.collect::<Result<_, _>>()?;
    let rules = content.rules.into_iter().map(|row| reader.rule(&row));
    Ok(RuleSet {
        editions: editions.collect::<Result<_, _>>()?,
        classes,
        rules: rules.collect::<Result<_, _>>()?,
    })
}

struct Reader {
    texts: Vec<Arc<str>>,
    /// The subjects that were read from texts so far.
    subjects: Vec<Option<Subject>>,
}

impl Reader {
    fn text(&self, place: u32) -> Result<Arc<str>, UnknownWord> {
        let text = self.texts.get(place as usize);
        text.cloned().ok_or(UnknownWord("text"))
    }

    fn ingredients(
        &self,
        places: &[u32],
    ) -> Result<Vec<crate::catalogue::IngredientId>, UnknownWord> {
        let read = |place: &u32| {
            let parsed = self.text(*place)?.parse();
            parsed.map_err(|_| UnknownWord("ingredient"))
        };
        places.iter().map(read).collect()
    }

    fn subject(&mut self, place: u32) -> Result<Subject, UnknownWord> {
        let text = self.text(place)?;
        let slot = &mut self.subjects[place as usize];
        if let Some(known) = slot {
            return Ok(known.clone());
        }
        let subject: Subject = text.parse()?;
        *slot = Some(subject.clone());
        Ok(subject)
    }

    fn class(&mut self, row: ClassRow) -> Result<Class, UnknownWord> {
        let [name, name_ru, name_uz] = row.names;
        let text = |place| self.text(place).map(|text| text.to_string());
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

    fn rule(&mut self, row: &RuleRow) -> Result<Rule, UnknownWord> {
        let [one, other] = row.pair;
        let [severity, effect, advice, citation] = row.said;
        let evidence = Evidence {
            source: Source::of_number(row.source)?,
            severity: self.text(severity)?,
            effect: self.text(effect)?,
            advice: self.text(advice)?,
            citation: self.text(citation)?,
        };
        let judged = (
            Severity::of_number(row.severity)?,
            Mechanism::of_number(row.mechanism)?,
            row.advice.map(Advice::of_number).transpose()?,
        );
        Ok(Rule::new(
            self.subject(one)?,
            self.subject(other)?,
            judged,
            evidence,
        ))
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
            assert_eq!(decode(&encode(&set).unwrap()).unwrap(), set);
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
