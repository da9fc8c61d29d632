//! What somebody means by a name, a number or an identifier.

use super::fold::compact;
use super::index::{Entry, ingredient_names, medicine_names, said};
use super::{Catalogue, Dose, Gtin, Ingredient, IngredientId, Medicine, MedicineId, Strength};

/// What a text stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// One medicine.
    Medicine(MedicineId),
    /// Several medicines that differ in their ingredients, in the order of their identifiers: ask which.
    Several(Vec<MedicineId>),
    /// A substance: its name, or a trade name under which nothing but this substance is sold.
    Ingredient(IngredientId),
    /// Nothing in the catalogue. Never treat it as harmless: it was not looked at.
    Unknown,
}

/// Something that sounds like a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alike {
    /// A substance.
    Ingredient(IngredientId),
    /// A medicine.
    Medicine(MedicineId),
}

impl Catalogue {
    /// What `text` stands for: an identifier of a medicine or an ingredient, a GTIN, or a name in any script, with a
    /// strength behind it or without. Script, apostrophes and blanks play no part; a name that is spelled otherwise is
    /// unknown, because a guess here would check another medicine than the one that is taken: `Furazol` is
    /// fluconazole, `Furasol` furazidin. [`Catalogue::alike`] says what may have been meant.
    pub fn resolve(&self, text: &str) -> Resolution {
        let text = text.trim();
        if let Some(found) = self.by_identifier(text) {
            return found;
        }
        let found = self.by_name(text);
        if found != Resolution::Unknown {
            return found;
        }
        let name = without_strength(text);
        self.in_amount(self.by_name(name), &text[name.len()..])
    }

    /// What was found under a name that stands before this amount. A medicine that holds its one substance in other amounts is not
    /// meant: `Panadol 650 mg` is no Panadol of 500, and the substance is all that is known of it. Of several substances none can be
    /// told by an amount, and the medicine stands.
    fn in_amount(&self, found: Resolution, amount: &str) -> Resolution {
        let medicine = match &found {
            Resolution::Medicine(id) => self.medicine(id),
            _ => None,
        };
        let (Some(medicine), Ok(said)) = (medicine, amount.parse::<Strength>()) else {
            return found;
        };
        let is_other = |dose: &Dose| !dose.0.is_empty() && !dose.0.contains(&said);
        match medicine.ingredients.as_slice() {
            [only] if !medicine.strengths.is_empty() && medicine.strengths.iter().all(is_other) => {
                Resolution::Ingredient(only.clone())
            }
            _ => found,
        }
    }

    fn by_identifier(&self, text: &str) -> Option<Resolution> {
        if let Ok(gtin) = text.parse::<Gtin>() {
            let id = self.by_gtin(gtin).map(|medicine| medicine.id.clone());
            return Some(id.map_or(Resolution::Unknown, Resolution::Medicine));
        }
        if let Ok(id) = text.parse::<MedicineId>()
            && self.medicine(&id).is_some()
        {
            return Some(Resolution::Medicine(id));
        }
        let id = text.parse::<IngredientId>().ok()?;
        self.ingredient(&id)?;
        Some(Resolution::Ingredient(id))
    }

    fn by_name(&self, name: &str) -> Resolution {
        let wanted = compact(name);
        if wanted.is_empty() {
            return Resolution::Unknown;
        }
        self.judge(self.indexes.exact(&wanted), |name| compact(name) == wanted)
    }

    /// What somebody may have meant by a name that is unknown: whatever sounds like it, substances first, each once.
    /// To be asked about and never to be taken for the answer.
    pub fn alike(&self, name: &str) -> Vec<Alike> {
        let wanted = said(without_strength(name.trim()));
        if wanted.is_empty() {
            return Vec::new();
        }
        let sounds_so = |name: &str| said(name) == wanted;
        let mut alike: Vec<Alike> = self
            .indexes
            .sounding(&wanted)
            .filter_map(|entry| match entry {
                Entry::Ingredient(place) => {
                    let ingredient = self.ingredients.get(place)?;
                    let is_alike = ingredient_names(ingredient).any(sounds_so);
                    is_alike.then(|| Alike::Ingredient(ingredient.id.clone()))
                }
                Entry::Medicine(place) => {
                    let medicine = self.medicines.get(place)?;
                    let is_alike = medicine_names(medicine).any(sounds_so);
                    is_alike.then(|| Alike::Medicine(medicine.id.clone()))
                }
            })
            .collect();
        alike.sort();
        alike.dedup();
        alike
    }

    /// Decides between the entries that do have the name.
    fn judge(
        &self,
        entries: impl Iterator<Item = Entry>,
        is_meant: impl Fn(&str) -> bool,
    ) -> Resolution {
        let mut substances = Vec::new();
        let mut medicines: Vec<&Medicine> = Vec::new();
        for entry in entries {
            match entry {
                Entry::Ingredient(place) => {
                    let ingredient = self.ingredients.get(place);
                    let is_meant = |held: &&Ingredient| ingredient_names(held).any(&is_meant);
                    substances.extend(ingredient.filter(is_meant).map(|held| &held.id));
                }
                Entry::Medicine(place) => {
                    let medicine = self.medicines.get(place);
                    let is_meant = |held: &&Medicine| medicine_names(held).any(&is_meant);
                    medicines.extend(medicine.filter(is_meant));
                }
            }
        }
        match (substances.as_slice(), medicines.as_slice()) {
            ([], []) => Resolution::Unknown,
            ([substance], held) if held.iter().all(|medicine| is_only(medicine, substance)) => {
                Resolution::Ingredient((*substance).clone())
            }
            ([], [medicine]) => Resolution::Medicine(medicine.id.clone()),
            ([], [first, rest @ ..]) => match first.ingredients.as_slice() {
                [only] if rest.iter().all(|medicine| is_only(medicine, only)) => {
                    Resolution::Ingredient(only.clone())
                }
                _ => several(&medicines),
            },
            // Two substances of one name, and nothing that is sold under it.
            (_, []) => Resolution::Unknown,
            (_, _) => several(&medicines),
        }
    }
}

fn several(medicines: &[&Medicine]) -> Resolution {
    if let [medicine] = medicines {
        return Resolution::Medicine(medicine.id.clone());
    }
    Resolution::Several(
        medicines
            .iter()
            .map(|medicine| medicine.id.clone())
            .collect(),
    )
}

/// Whether nothing else acts in a medicine. One whose ingredients no source says does not count against it.
fn is_only(medicine: &Medicine, substance: &IngredientId) -> bool {
    medicine.ingredients.iter().all(|id| id == substance)
}

/// The name in front of the first word that begins with a digit: `Аспирин 500 мг` is asked for as `Аспирин`.
fn without_strength(text: &str) -> &str {
    let strength = text.char_indices().find(|(place, letter)| {
        *place > 0 && letter.is_ascii_digit() && text[..*place].ends_with(' ')
    });
    match strength {
        Some((place, _)) => text[..place].trim_end(),
        None => text,
    }
}
