//! Our own rules, written for demonstration: `shared/demo/interactions.tsv` and `interaction_classes.tsv`.
//!
//! Two plain tables with a header, a value that is a list parted by semicolons. They are ours, so a row that cannot be
//! read is a defect and stops the import, which is not so for the tables of others.

use super::{Class, Evidence, Rule, RuleSet, Source, Subject, UnknownWord};

/// Columns of the classes.
const CLASS_COLUMNS: [&str; 8] = [
    "id",
    "en",
    "ru",
    "uz",
    "atc",
    "members",
    "except",
    "duplicate",
];

/// Columns of the rules.
const RULE_COLUMNS: [&str; 7] = [
    "first",
    "second",
    "severity",
    "mechanism",
    "advice",
    "effect",
    "citation",
];

/// Why a table of ours cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TableError {
    /// The header names other columns.
    #[error("the table has other columns")]
    Columns,
    /// A row has more or fewer values than the header.
    #[error("line {line} has another number of values")]
    Values {
        /// Its line, the header's being 1.
        line: usize,
    },
    /// A value is no word of its list.
    #[error("line {line}: {word}")]
    Word {
        /// Its line, the header's being 1.
        line: usize,
        /// What it is not.
        word: UnknownWord,
    },
}

/// The classes of a table.
///
/// # Errors
/// [`TableError`] with the first row that cannot be read.
pub fn classes(table: &str) -> Result<Vec<Class>, TableError> {
    rows(table, CLASS_COLUMNS, class)
}

/// The rules of a table, as a set without classes.
///
/// # Errors
/// [`TableError`] with the first row that cannot be read.
pub fn rules(table: &str) -> Result<RuleSet, TableError> {
    Ok(RuleSet {
        editions: [(Source::Demonstration, None)].into(),
        classes: Vec::new(),
        rules: rows(table, RULE_COLUMNS, rule)?,
    })
}

fn rows<const N: usize, T>(
    table: &str,
    columns: [&str; N],
    read: impl Fn([&str; N]) -> Result<T, UnknownWord>,
) -> Result<Vec<T>, TableError> {
    let mut lines = (1..).zip(table.lines());
    let header = lines
        .next()
        .map(|(_, line)| line.split('\t').collect::<Vec<_>>());
    if header.as_deref() != Some(&columns) {
        return Err(TableError::Columns);
    }
    lines
        .map(|(line, text)| {
            let values: Vec<&str> = text.split('\t').collect();
            let values = values.try_into().map_err(|_| TableError::Values { line })?;
            read(values).map_err(|word| TableError::Word { line, word })
        })
        .collect()
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split(';').filter(|value| !value.is_empty())
}

fn class(
    [id, en, ru, uz, atc, members, except, duplicate]: [&str; 8],
) -> Result<Class, UnknownWord> {
    let ingredients = |text| {
        let ids = list(text).map(|id| id.parse().map_err(|_| UnknownWord("ingredient")));
        ids.collect::<Result<Vec<_>, _>>()
    };
    let twice = (!duplicate.is_empty())
        .then(|| duplicate.parse())
        .transpose()?;
    Ok(Class {
        id: id.parse()?,
        name: en.to_owned(),
        name_ru: ru.to_owned(),
        name_uz: uz.to_owned(),
        atc: list(atc).map(str::to_owned).collect(),
        members: ingredients(members)?,
        except: ingredients(except)?,
        duplicate: twice,
    })
}

fn rule(
    [first, second, severity, mechanism, advice, effect, citation]: [&str; 7],
) -> Result<Rule, UnknownWord> {
    let (one, other): (Subject, Subject) = (first.parse()?, second.parse()?);
    if !one.is_medicine() && !other.is_medicine() {
        return Err(UnknownWord("medicine"));
    }
    let evidence = Evidence {
        source: Source::Demonstration,
        severity: severity.into(),
        effect: effect.into(),
        advice: "".into(),
        citation: citation.into(),
    };
    let judged = (severity.parse()?, mechanism.parse()?, Some(advice.parse()?));
    Ok(Rule::new(one, other, judged, evidence))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;
    use crate::catalogue::IngredientId;

    const CLASSES: &str = include_str!("../../demo/interaction_classes.tsv");
    const RULES: &str = include_str!("../../demo/interactions.tsv");
    const INGREDIENTS: &str = include_str!("../../demo/ingredients.tsv");

    /// Named by rules, sold in Uzbekistan, and not among the demonstration medicines.
    const ELSEWHERE: [&str; 5] = [
        "clonidine",
        "colchicine",
        "diltiazem",
        "fusidic-acid",
        "phytomenadione",
    ];

    #[test]
    fn every_row_names_what_there_is() {
        let classes = classes(CLASSES).unwrap();
        let rules = rules(RULES).unwrap().rules;
        assert!(rules.len() >= 250, "{}", rules.len());
        let mut known: HashSet<&str> = ELSEWHERE.into();
        known.extend(
            INGREDIENTS
                .lines()
                .skip(1)
                .filter_map(|line| line.split('\t').next()),
        );
        known.extend(
            classes
                .iter()
                .flat_map(|class| class.members.iter().map(IngredientId::as_str)),
        );
        let ids: HashSet<&str> = classes.iter().map(|class| class.id.as_str()).collect();
        for rule in &rules {
            let (one, other) = rule.pair();
            for subject in [one, other] {
                match subject {
                    Subject::Ingredient(id) => assert!(known.contains(id.as_str()), "{id}"),
                    Subject::Class(id) => assert!(ids.contains(id.as_str()), "{id}"),
                    _ => {}
                }
            }
            assert!(
                !rule.evidence.effect.is_empty() && !rule.evidence.citation.is_empty(),
                "{rule:?}"
            );
        }
    }

    #[test]
    fn no_pair_stands_twice_and_no_class_without_a_name_in_each_language() {
        let mut pairs = BTreeSet::new();
        for rule in rules(RULES).unwrap().rules {
            let (one, other) = rule.pair();
            assert!(
                pairs.insert((one.clone(), other.clone())),
                "{one} and {other}"
            );
        }
        let mut ids = BTreeSet::new();
        for class in classes(CLASSES).unwrap() {
            assert!(
                !class.name.is_empty() && !class.name_ru.is_empty() && !class.name_uz.is_empty()
            );
            assert!(
                !class.atc.is_empty() || !class.members.is_empty(),
                "{}",
                class.id
            );
            assert!(ids.insert(class.id.clone()), "{}", class.id);
        }
    }

    #[test]
    fn a_row_that_cannot_be_read_is_named() {
        let header = RULE_COLUMNS.join("\t");
        let read = |row: &str| rules(&format!("{header}\n{row}"));
        let line = 2;
        assert!(read("warfarin\talcohol\tmajor\tbleeding\task_first\tit bleeds\tlabel").is_ok());
        assert_eq!(read("warfarin\talcohol"), Err(TableError::Values { line }));
        for (row, word) in [
            (
                "warfarin\talcohol\tsevere\tbleeding\task_first\t\t",
                UnknownWord("severity"),
            ),
            (
                "warfarin\tfood:stone\tmajor\tbleeding\task_first\t\t",
                UnknownWord("food"),
            ),
            (
                "alcohol\tpregnancy\tmajor\tbleeding\task_first\t\t",
                UnknownWord("medicine"),
            ),
        ] {
            assert_eq!(read(row), Err(TableError::Word { line, word }), "{row}");
        }
        assert_eq!(rules("first\tsecond"), Err(TableError::Columns));
    }
}
