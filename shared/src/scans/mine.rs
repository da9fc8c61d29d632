//! Is it one of my medicines? An easier question than which of all medicines it is, and the one that most scans ask.

use crate::catalogue::{Catalogue, IngredientId, MedicineId, Resolution};
use crate::imprints::{ImprintTable, Matching, Seen};
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
    ingredients: Vec<IngredientId>,
}

/// The medicines that a person takes today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnList {
    medicines: Vec<Own>,
}

impl OwnList {
    /// From the entries of a list that are taken now.
    pub fn new(entries: &[Entry], catalogue: &Catalogue) -> Self {
        let medicines = entries.iter().map(|entry| {
            let text = entry
                .medication
                .medicine
                .as_deref()
                .unwrap_or(&entry.medication.name);
            let (medicine, ingredients) = match catalogue.resolve(text) {
                Resolution::Medicine(id) => {
                    let known = catalogue.medicine(&id);
                    let ingredients = known.map(|known| known.ingredients.clone());
                    (Some(id), ingredients.unwrap_or_default())
                }
                Resolution::Ingredient(id) => (None, vec![id]),
                Resolution::Several(_) | Resolution::Unknown => (None, Vec::new()),
            };
            Own {
                name: entry.medication.name.clone(),
                medicine,
                ingredients,
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

    /// Whether a medicine of the catalogue, or one with just these ingredients, is on it.
    pub(super) fn has(&self, medicine: Option<&MedicineId>, ingredients: &[IngredientId]) -> bool {
        self.medicines
            .iter()
            .any(|own| own.is(medicine, ingredients))
    }

    /// The rows of the table that are medicines of the list, each with the medicine's place in it.
    fn rows(&self, table: &ImprintTable) -> Vec<(usize, usize)> {
        let mut rows = Vec::new();
        for (index, own) in self.medicines.iter().enumerate() {
            let Some(first) = own.ingredients.first() else {
                continue;
            };
            let with = table.with_ingredient(first);
            let same = with.filter(|(_, pill)| own.is(pill.medicine.as_ref(), &pill.ingredients));
            rows.extend(same.map(|(place, _)| (place, index)));
        }
        rows
    }

    /// How a pill that was seen compares with the list.
    pub(super) fn compare(&self, seen: &Seen, table: &ImprintTable) -> MineRecord {
        let rows = self.rows(table);
        let not_compared = self.names(|index| !rows.iter().any(|(_, own)| *own == index));
        if rows.is_empty() {
            return MineRecord {
                answer: MineAnswer::NothingToCompare,
                fits: Vec::new(),
                not_compared,
            };
        }
        let others = table.pills().len().saturating_sub(rows.len()).max(1);
        let weight = EXPECTED / (1.0 - EXPECTED) * others as f32 / rows.len() as f32;
        let favoured: Vec<(usize, f32)> = rows.iter().map(|(place, _)| (*place, weight)).collect();
        let matching = table.matches(seen, &favoured);
        let answer = judge(seen, &matching, &rows);
        let of = |index: usize| -> f32 {
            let own = rows.iter().filter(|(_, own)| *own == index);
            own.map(|(place, _)| probability(&matching, *place)).sum()
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
    pub(super) fn of_pack(
        &self,
        medicine: Option<&MedicineId>,
        ingredients: &[IngredientId],
    ) -> MineRecord {
        let fits = self.names(|index| self.medicines[index].is(medicine, ingredients));
        let unknown = self.names(|index| self.medicines[index].ingredients.is_empty());
        let answer = match (fits.is_empty(), self.medicines.len() == unknown.len()) {
            (false, _) => MineAnswer::Yes,
            (true, true) => MineAnswer::NothingToCompare,
            (true, false) if unknown.is_empty() => MineAnswer::No,
            (true, false) => MineAnswer::Unclear,
        };
        MineRecord {
            answer,
            fits,
            not_compared: unknown,
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
    /// The same medicine, or one in which just the same acts.
    fn is(&self, medicine: Option<&MedicineId>, ingredients: &[IngredientId]) -> bool {
        if let (Some(own), Some(other)) = (&self.medicine, medicine) {
            return own == other;
        }
        !self.ingredients.is_empty()
            && self.ingredients.len() == ingredients.len()
            && self.ingredients.iter().all(|id| ingredients.contains(id))
    }
}

fn probability(matching: &Matching, place: usize) -> f32 {
    let found = matching.candidates.iter().find(|one| one.place == place);
    found.map_or(0.0, |one| one.probability)
}

fn judge(seen: &Seen, matching: &Matching, rows: &[(usize, usize)]) -> MineAnswer {
    let mine = |place: usize| rows.iter().any(|(row, _)| *row == place);
    let sum: f32 = rows
        .iter()
        .map(|(place, _)| probability(matching, *place))
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
