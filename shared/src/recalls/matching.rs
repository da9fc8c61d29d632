//! Whether a recall is about what was asked.

use super::{MatchedBy, Question, Recall, RecallSource, makers};
use crate::catalogue::{Catalogue, Gtin, IngredientId, Medicine, MedicineId};

/// What was asked about, looked up.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    /// The medicine, where the catalogue has it.
    pub(super) medicine: Option<&'a Medicine>,
    /// The number that was asked, or else all that the medicine has.
    pub(super) gtins: Vec<Gtin>,
}

impl<'a> Subject<'a> {
    pub(super) fn of(catalogue: &'a Catalogue, question: &Question) -> Self {
        let by_id = || catalogue.medicine(question.medicine.as_ref()?);
        let by_gtin = || catalogue.by_gtin(question.gtin?);
        // An identifier that the catalogue does not have is not made good by a number: they may be two products.
        let medicine = match question.medicine {
            Some(_) => by_id(),
            None => by_gtin(),
        };
        let own = || {
            medicine
                .map(|medicine| medicine.gtins.clone())
                .unwrap_or_default()
        };
        Self {
            medicine,
            gtins: question.gtin.map_or_else(own, |gtin| vec![gtin]),
        }
    }

    pub(super) fn id(&self) -> Option<&'a MedicineId> {
        self.medicine.map(|medicine| &medicine.id)
    }

    pub(super) fn ingredients(&self) -> &'a [IngredientId] {
        self.medicine.map_or(&[], |medicine| &medicine.ingredients)
    }

    /// By what the recall concerns it, the surest first; `None` when it does not.
    pub(super) fn matched(&self, recall: &Recall) -> Option<MatchedBy> {
        let is_invented = self.medicine.is_some_and(Medicine::is_demonstration);
        if recall.demonstration && !is_invented {
            return None;
        }
        if self.gtins.iter().any(|gtin| recall.gtins.contains(gtin)) {
            return Some(MatchedBy::Gtin);
        }
        let medicine = self.medicine?;
        if recall.medicines.contains(&medicine.id) {
            return Some(MatchedBy::Medicine);
        }
        // A list that names medicines of ours means these and no others.
        if !recall.medicines.is_empty() {
            return None;
        }
        let has = |id: &IngredientId| medicine.ingredients.contains(id);
        if recall.ingredients.is_empty() || !recall.ingredients.iter().all(has) {
            return None;
        }
        let is_whole = recall.ingredients.len() == medicine.ingredients.len();
        if recall.any_maker {
            return is_whole.then_some(MatchedBy::Ingredients);
        }
        let is_maker = recall
            .firms()
            .any(|firm| makers::is_same(&medicine.maker, firm));
        match (is_maker, is_whole) {
            (false, _) => None,
            (true, true) => Some(MatchedBy::IngredientsAndMaker),
            // In a description some of the substances may not have been recognised; the operator's list names all.
            (true, false) => {
                (recall.source != RecallSource::Local).then_some(MatchedBy::SomeIngredientsAndMaker)
            }
        }
    }
}
