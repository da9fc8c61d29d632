//! What a list means by a drug's name.

use std::collections::{HashMap, HashSet};

use nazar::catalogue::{Atc, Catalogue, IngredientId, Resolution};
use nazar::interactions::names::{canonical, identifier};
use nazar::interactions::{Food, Subject};

use crate::report::{Findings, Problem};
use crate::table::{Table, TableError};

/// General words of the lists and our classes that they mean: a salt of the metal, any insulin.
const CLASSES: [(&str, &str); 8] = [
    ("aluminium", "aluminium-salts"),
    ("calcium", "calcium-salts"),
    ("insulin", "insulins"),
    ("iron", "iron-salts"),
    ("lithium", "lithium-salts"),
    ("magnesium", "magnesium-salts"),
    ("potassium-chloride", "potassium-supplements"),
    ("zinc", "zinc-salts"),
];

/// The catalogue's ingredients and DrugBank's synonyms.
#[derive(Debug)]
pub(crate) struct Drugs<'a> {
    catalogue: &'a Catalogue,
    /// Canonical identifiers of the catalogue's ingredients, with their codes.
    known: HashMap<IngredientId, Vec<Atc>>,
    /// From each synonym to the identifiers of all names of the same drug.
    synonyms: HashMap<IngredientId, usize>,
    groups: Vec<Vec<IngredientId>>,
    /// DrugBank's numbers, with the same groups.
    numbers: HashMap<String, usize>,
}

impl<'a> Drugs<'a> {
    /// The drugs of a catalogue.
    pub(crate) fn new(catalogue: &'a Catalogue) -> Self {
        let mut known: HashMap<IngredientId, Vec<Atc>> = HashMap::new();
        for ingredient in catalogue.ingredients() {
            let codes = known.entry(canonical(&ingredient.id)).or_default();
            codes.extend(&ingredient.atc);
        }
        Self {
            catalogue,
            known,
            synonyms: HashMap::new(),
            groups: Vec::new(),
            numbers: HashMap::new(),
        }
    }

    /// Takes in DrugBank's open vocabulary (CC0): synonyms, parted by ` | `.
    ///
    /// # Errors
    /// [`TableError`] when it is another file.
    pub(crate) fn read_vocabulary(
        &mut self,
        bytes: &[u8],
        findings: &mut Findings,
    ) -> Result<(), TableError> {
        for row in Table::open(bytes)?.rows(["DrugBank ID", "Common name", "Synonyms"])? {
            findings.rows += 1;
            let row = match row {
                Ok(row) => row,
                Err((line, error)) => {
                    findings.note(line, Problem::RowUnreadable, &error.to_string());
                    continue;
                }
            };
            let synonyms = row.get(2).split(" | ");
            let names: Vec<IngredientId> = std::iter::once(row.get(1))
                .chain(synonyms)
                .filter_map(identifier)
                .collect();
            let group = self.groups.len();
            self.numbers.insert(row.get(0).to_owned(), group);
            for name in &names {
                // Of two drugs with one name the first keeps it.
                self.synonyms.entry(name.clone()).or_insert(group);
            }
            self.groups.push(names);
        }
        Ok(())
    }

    /// What a name stands for; `number` is DrugBank's, where the list gives it.
    pub(crate) fn subject(&self, name: &str, number: Option<&str>) -> Option<Subject> {
        let id = identifier(name)?;
        if name.to_lowercase().contains("grapefruit") {
            return Some(Subject::Food(Food::Grapefruit));
        }
        if id.as_str() == "alcohol" {
            return Some(Subject::Alcohol);
        }
        let settled = self.settled(id, name, number);
        let class = CLASSES.iter().find(|(word, _)| *word == settled.as_str());
        if let Some((_, class)) = class {
            return class.parse().ok().map(Subject::Class);
        }
        Some(Subject::Ingredient(settled))
    }

    /// The catalogue's ingredient if any name of the drug is one of its, else the drug's international name.
    fn settled(&self, id: IngredientId, name: &str, number: Option<&str>) -> IngredientId {
        if self.known.contains_key(&id) {
            return id;
        }
        if let Resolution::Ingredient(found) = self.catalogue.resolve(&name.replace('_', " ")) {
            return canonical(&found);
        }
        let by_number = number.and_then(|number| self.numbers.get(number));
        let Some(group) = by_number.or_else(|| self.synonyms.get(&id)) else {
            return id;
        };
        let names = &self.groups[*group];
        let known = names.iter().find(|name| self.known.contains_key(*name));
        known.or(names.first()).cloned().unwrap_or(id)
    }

    /// Whether the catalogue has this ingredient.
    pub(crate) fn is_known(&self, id: &IngredientId) -> bool {
        self.known.contains_key(id)
    }

    /// The codes of an ingredient; none where the catalogue does not have it.
    pub(crate) fn codes(&self, id: &IngredientId) -> &[Atc] {
        self.known.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Counts how many ingredients of a set the catalogue has and how many it has not.
    pub(crate) fn count(&self, subjects: &HashSet<Subject>, findings: &mut Findings) {
        for subject in subjects {
            if let Subject::Ingredient(id) = subject {
                let known = self.is_known(id);
                findings.count_repair(if known {
                    "drugs of the catalogue"
                } else {
                    "drugs that the catalogue does not have"
                });
            }
        }
    }
}
