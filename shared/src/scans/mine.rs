//! Is it one of my medicines? An easier question than which of all medicines it is, and the one that most scans ask.

use super::contents::{Comparison, Contents};
use crate::catalogue::{Catalogue, Medicine, MedicineId, Resolution};
use crate::imprints::{ImprintTable, Matching, Pill, Seen};
use crate::store::medicine_list::Entry;
use crate::store::scans::{MineAnswer, MineRecord};

/// How likely, before anything is seen, a pill that a person scans is one that they take.
const EXPECTED: f32 = 0.5;
/// From this probability on it is one of them.
const SURE: f32 = 0.95;
/// Up to this probability it is none of them.
const EXCLUDED: f32 = 0.01;

/// A medicine on a person's list, as far as the catalogue knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Own {
    name: String,
    medicine: Option<MedicineId>,
    contents: Contents,
}

/// A row of the table that may be a medicine of the list.
#[derive(Debug, Clone, Copy)]
struct Row {
    /// Its place in the table.
    place: usize,
    /// The medicine's place in the list.
    index: usize,
    /// Whether it is that medicine, or may be another amount of it.
    is_it: bool,
}

/// The medicines that a person takes today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnList {
    medicines: Vec<Own>,
}

impl OwnList {
    /// From the entries of a list that are taken now.
    pub fn new(entries: &[Entry], catalogue: &Catalogue) -> Self {
        let unknown = || Contents::of_substances(Vec::new());
        let medicines = entries.iter().map(|entry| {
            let text = entry
                .medication
                .medicine
                .as_deref()
                .unwrap_or(&entry.medication.name);
            let (medicine, contents) = match catalogue.resolve(text) {
                Resolution::Medicine(id) => {
                    let known = catalogue.medicine(&id);
                    let contents = known.map_or_else(unknown, Contents::of_medicine);
                    (Some(id), contents)
                }
                Resolution::Ingredient(id) => (None, Contents::of_substances(vec![id])),
                Resolution::Several(_) | Resolution::Unknown => (None, unknown()),
            };
            Own {
                name: entry.medication.name.clone(),
                medicine,
                contents,
            }
        });
        Self {
            medicines: medicines.collect(),
        }
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.medicines.len()
    }

    /// Whether nothing is taken.
    pub fn is_empty(&self) -> bool {
        self.medicines.is_empty()
    }

    /// Whether a medicine of the catalogue is on it.
    pub(super) fn has(&self, medicine: &Medicine) -> bool {
        let contents = Contents::of_medicine(medicine);
        self.best(Some(&medicine.id), &contents) == Some(Comparison::Same)
    }

    /// How a row of the table compares with the medicine of the list that is most like it; `None` where nothing known of the two speaks
    /// for it.
    pub(super) fn of_row(&self, pill: &Pill) -> Option<Comparison> {
        self.best(pill.medicine.as_ref(), &Contents::of_row(pill))
    }

    fn best(&self, medicine: Option<&MedicineId>, contents: &Contents) -> Option<Comparison> {
        let compared = self.medicines.iter();
        let compared = compared.map(|own| own.compare(medicine, contents));
        compared
            .filter(|found| matches!(found, Comparison::Same | Comparison::SameSubstances))
            .min_by_key(|found| *found != Comparison::Same)
    }

    /// The rows of the table that may be medicines of the list.
    fn rows(&self, table: &ImprintTable) -> Vec<Row> {
        let mut rows = Vec::new();
        for (index, own) in self.medicines.iter().enumerate() {
            let Some(first) = own.contents.ingredients().first() else {
                continue;
            };
            rows.extend(table.with_ingredient(first).filter_map(|(place, pill)| {
                let is_it = match own.compare(pill.medicine.as_ref(), &Contents::of_row(pill)) {
                    Comparison::Same => true,
                    Comparison::SameSubstances => false,
                    Comparison::Other | Comparison::Unknown => return None,
                };
                Some(Row {
                    place,
                    index,
                    is_it,
                })
            }));
        }
        rows
    }

    /// How a pill that was seen compares with the list.
    pub(super) fn compare(&self, seen: &Seen, table: &ImprintTable) -> MineRecord {
        let rows = self.rows(table);
        let not_compared = self.names(|index| !rows.iter().any(|row| row.index == index));
        if rows.is_empty() {
            return MineRecord {
                answer: MineAnswer::NothingToCompare,
                fits: Vec::new(),
                not_compared,
            };
        }
        let others = table.pills().len().saturating_sub(rows.len()).max(1);
        let weight = EXPECTED / (1.0 - EXPECTED) * others as f32 / rows.len() as f32;
        let favoured: Vec<(usize, f32)> = rows.iter().map(|row| (row.place, weight)).collect();
        let matching = table.matches(seen, &favoured);
        let answer = judge(seen, &matching, &rows);
        let of = |index: usize| -> f32 {
            let own = rows.iter().filter(|row| row.index == index);
            own.map(|row| probability(&matching, row.place)).sum()
        };
        let fits = match answer {
            MineAnswer::Yes => self.names(|index| of(index) >= 0.5),
            MineAnswer::Unclear => self.names(|index| of(index) >= 0.05),
            MineAnswer::No | MineAnswer::NothingToCompare => Vec::new(),
        };
        MineRecord {
            answer,
            fits,
            not_compared,
        }
    }

    /// How a pack, whose code names it, compares with the list.
    pub(super) fn of_pack(&self, pack: &Medicine) -> MineRecord {
        let contents = Contents::of_medicine(pack);
        let that_are = |wanted: Comparison| {
            self.names(|index| self.medicines[index].compare(Some(&pack.id), &contents) == wanted)
        };
        let not_compared = that_are(Comparison::Unknown);
        let same = that_are(Comparison::Same);
        let similar = that_are(Comparison::SameSubstances);
        let (answer, fits) = if !same.is_empty() {
            (MineAnswer::Yes, same)
        } else if not_compared.len() == self.medicines.len() {
            (MineAnswer::NothingToCompare, similar)
        } else if similar.is_empty() && not_compared.is_empty() {
            (MineAnswer::No, similar)
        } else {
            (MineAnswer::Unclear, similar)
        };
        MineRecord {
            answer,
            fits,
            not_compared,
        }
    }

    /// When nothing was seen that could be compared.
    pub(super) fn not_compared(&self) -> MineRecord {
        MineRecord {
            answer: MineAnswer::NothingToCompare,
            fits: Vec::new(),
            not_compared: self.names(|_| true),
        }
    }

    fn names(&self, which: impl Fn(usize) -> bool) -> Vec<String> {
        let all = self.medicines.iter().enumerate();
        all.filter(|(index, _)| which(*index))
            .map(|(_, own)| own.name.clone())
            .collect()
    }
}

impl Own {
    /// How it compares with a medicine of the catalogue, or with what holds this.
    fn compare(&self, medicine: Option<&MedicineId>, contents: &Contents) -> Comparison {
        match (&self.medicine, medicine) {
            (Some(own), Some(other)) if own == other => Comparison::Same,
            (Some(_), Some(_)) if !self.contents.ingredients().is_empty() => Comparison::Other,
            _ => self.contents.compare(contents),
        }
    }
}

fn probability(matching: &Matching, place: usize) -> f32 {
    let found = matching.candidates.iter().find(|one| one.place == place);
    found.map_or(0.0, |one| one.probability)
}

fn judge(seen: &Seen, matching: &Matching, rows: &[Row]) -> MineAnswer {
    let mine = |place: usize| rows.iter().any(|row| row.place == place && row.is_it);
    let sum: f32 = rows
        .iter()
        .map(|row| probability(matching, row.place))
        .sum();
    let best = matching.candidates.first();
    // Outline and colour alone neither prove nor exclude: half of all tablets are round and white.
    if !seen.has_imprint() {
        return MineAnswer::Unclear;
    }
    match best {
        Some(best) if sum >= SURE && mine(best.place) && best.fit.edits == 0 => MineAnswer::Yes,
        _ if sum <= EXCLUDED => MineAnswer::No,
        _ => MineAnswer::Unclear,
    }
}
