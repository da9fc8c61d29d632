//! Classes of the French thesaurus, and what its rules mean by a class's name.

use std::collections::BTreeMap;

use nazar::catalogue::{IngredientId, fold::fold};
use nazar::interactions::{Class, ClassId, RuleSet, Subject};

use super::Drugs;
use crate::report::{Findings, Problem};
use crate::table::{Table, TableError};

/// Names by which the rules call a class that the list of members has under another one, both without `other` and
/// signs.
const ALSO: [(&str, &str); 12] = [
    (
        "acetyl cholinesterase inhibitors",
        "acetylcholinesterase inhibitors",
    ),
    (
        "alpha sympathomimetics oral and or nasal routes",
        "alpha sympathomimetics oral and or nasal",
    ),
    ("bradycaria inducing drugs", "bradycardia inducing drugs"),
    (
        "catechol o methyltransferase inhibitors comt",
        "inhibitors of catechol o methyltransferase comt",
    ),
    ("class ia antiarrhythmics", "class ia antiarrythmics"),
    ("enzymatic inducers", "enzyme inducers"),
    (
        "medications at he origin of orthostatic hypotension",
        "medications at the origin of orthostatic hypotension",
    ),
    (
        "medications that tend to induce torsades de pointes",
        "substances that tend to induce torsades de pointes",
    ),
    ("ombitasvir paritapvir", "ombitasvir paritapevir"),
    (
        "platinum based antineoplastic cancer drugs",
        "platinum based antineoplastic drugs",
    ),
    (
        "selective serotonin reuptake inhibitors ssr 1 s",
        "selective serotonin reuptake inhibitors ssris",
    ),
    (
        "strong inhibitors of cyp 3 a",
        "strong inhibitors of cyp 3 a 4",
    ),
];

/// A class that the rules name and the list of members does not have, from public knowledge.
const PARTIAL_AGONISTS: (&str, [&str; 3]) = (
    "partial agonist opioids",
    ["buprenorphine", "nalbuphine", "pentazocine"],
);

/// The id of a class by its name in the thesaurus.
pub(super) fn class_id(name: &str) -> Option<ClassId> {
    let plain = fold(name);
    let plain = plain.strip_prefix("other ").unwrap_or(&plain);
    let also = ALSO.iter().find(|(called, _)| *called == plain);
    let settled = also.map_or(plain, |(_, listed)| listed);
    format!("ansm-{}", settled.replace([' ', '.'], "-"))
        .parse()
        .ok()
}

/// The classes of the list.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(super) fn read(
    bytes: &[u8],
    drugs: &Drugs<'_>,
    findings: &mut Findings,
) -> Result<RuleSet, TableError> {
    let mut classes: BTreeMap<ClassId, Class> = BTreeMap::new();
    for row in Table::open(bytes)?.rows(["class", "drug"])? {
        findings.rows += 1;
        let row = match row {
            Ok(row) => row,
            Err((line, error)) => {
                findings.note(line, Problem::RowUnreadable, &error.to_string());
                continue;
            }
        };
        let member = drugs.subject(row.get(1), None);
        let (Some(id), Some(member)) = (class_id(row.get(0)), member) else {
            findings.note(row.line, Problem::RowUnreadable, row.get(1));
            continue;
        };
        let class = classes
            .entry(id.clone())
            .or_insert_with(|| empty(id, row.get(0)));
        add(class, member);
    }
    let (name, members) = PARTIAL_AGONISTS;
    if let Some(id) = class_id(name) {
        let mut class = empty(id.clone(), name);
        class.members = members
            .iter()
            .filter_map(|name| IngredientId::of(name))
            .collect();
        classes.insert(id, class);
    }
    Ok(RuleSet {
        classes: classes.into_values().collect(),
        ..RuleSet::default()
    })
}

fn empty(id: ClassId, name: &str) -> Class {
    Class {
        id,
        name: name.to_lowercase(),
        name_ru: String::new(),
        name_uz: String::new(),
        atc: Vec::new(),
        members: Vec::new(),
        except: Vec::new(),
        duplicate: None,
    }
}

/// A general word such as `CALCIUM` brings the codes of our class of it.
fn add(class: &mut Class, member: Subject) {
    match member {
        Subject::Ingredient(id) => class.members.push(id),
        Subject::Class(id) => {
            let all = super::classes().classes;
            let meant = all.into_iter().find(|known| known.id == id);
            if let Some(meant) = meant {
                class.atc.extend(meant.atc);
                class.members.extend(meant.members);
            }
        }
        _ => {}
    }
}
