//! Imported recalls as a snapshot: the operator's own list and the archive.

use std::collections::HashMap;

use super::{Recall, RecallSource};
use crate::catalogue::{Gtin, IngredientId, MedicineId};
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "recalls";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 1;

/// Recalls with the ways to find them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct RecallList {
    recalls: Vec<Recall>,
    by_ingredient: HashMap<IngredientId, Vec<u32>>,
    by_medicine: HashMap<MedicineId, Vec<u32>>,
    by_gtin: HashMap<Gtin, Vec<u32>>,
}

impl RecallList {
    /// Indexes recalls, by source and number.
    pub fn new(mut recalls: Vec<Recall>) -> Self {
        recalls.sort_by(|one, other| {
            let by_source = one.source.cmp(&other.source);
            by_source.then_with(|| one.number.cmp(&other.number))
        });
        let mut list = Self::default();
        for (place, recall) in (0_u32..).zip(&recalls) {
            for id in &recall.ingredients {
                list.by_ingredient
                    .entry(id.clone())
                    .or_default()
                    .push(place);
            }
            for id in &recall.medicines {
                list.by_medicine.entry(id.clone()).or_default().push(place);
            }
            for gtin in &recall.gtins {
                list.by_gtin.entry(*gtin).or_default().push(place);
            }
        }
        list.recalls = recalls;
        list
    }

    /// All recalls.
    pub fn recalls(&self) -> &[Recall] {
        &self.recalls
    }

    /// Recalls of a source.
    pub fn count(&self, source: RecallSource) -> u64 {
        let of_source = self.recalls.iter().filter(|recall| recall.source == source);
        of_source.count() as u64
    }

    /// Whether the operator's list has nothing but invented recalls.
    pub fn is_demonstration(&self) -> bool {
        let mut local = self
            .recalls
            .iter()
            .filter(|recall| recall.source == RecallSource::Local);
        let is_demonstration = local.clone().all(|recall| recall.demonstration);
        local.next().is_some() && is_demonstration
    }

    /// Recalls that name one of these, each once, in the list's order.
    pub(super) fn naming<'a>(
        &'a self,
        ingredients: &[IngredientId],
        medicine: Option<&MedicineId>,
        gtins: &[Gtin],
    ) -> impl Iterator<Item = &'a Recall> {
        let by_ingredient = ingredients
            .iter()
            .filter_map(|id| self.by_ingredient.get(id));
        let by_medicine = medicine.and_then(|id| self.by_medicine.get(id));
        let by_gtin = gtins.iter().filter_map(|gtin| self.by_gtin.get(gtin));
        let lists = by_ingredient.chain(by_medicine).chain(by_gtin);
        let mut places: Vec<u32> = lists.flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places
            .into_iter()
            .map(|place| &self.recalls[place as usize])
    }
}

/// A list as a snapshot. The same list gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no list of ours holds.
pub fn encode(list: &RecallList) -> Result<Vec<u8>, FrameError> {
    let bytes = postcard::to_allocvec(&list.recalls)
        .map_err(|error| FrameError::Damaged(error.to_string()))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else.
pub fn decode(bytes: &[u8]) -> Result<RecallList, FrameError> {
    let recalls = postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?)
        .map_err(|error| FrameError::Damaged(error.to_string()))?;
    Ok(RecallList::new(recalls))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recalls::testing::recall;

    #[test]
    fn a_list_comes_back_and_finds_each_recall_once() {
        let mut one = recall("B");
        one.gtins = vec!["2999000000074".parse().unwrap()];
        let list = RecallList::new(vec![one.clone(), recall("A")]);
        let read = decode(&encode(&list).unwrap()).unwrap();
        assert_eq!(read, list);
        assert_eq!(read.recalls()[1], one);

        let numbers = |gtins: &[Gtin]| -> Vec<String> {
            let found = read.naming(&one.ingredients, None, gtins);
            found.map(|recall| recall.number.clone()).collect()
        };
        assert_eq!(numbers(&[]), ["A", "B"]);
        assert_eq!(numbers(&one.gtins), ["A", "B"]);
        assert_eq!(read.naming(&[], None, &one.gtins).count(), 1);
        assert_eq!(read.count(RecallSource::Local), 2);
    }

    #[test]
    fn a_list_of_inventions_is_known_as_one() {
        let mut invented = recall("A");
        invented.demonstration = true;
        assert!(RecallList::new(vec![invented.clone()]).is_demonstration());
        assert!(!RecallList::new(vec![invented, recall("B")]).is_demonstration());
        assert!(!RecallList::default().is_demonstration());
    }
}
