//! All pills that are known, as one snapshot.

use std::collections::HashMap;

use super::Pill;
use super::background::Background;
use super::face::Face;
use crate::catalogue::IngredientId;
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "imprints";

const LAYOUT: u16 = 1;

/// The table of imprints.
#[derive(Debug, Clone, Default)]
pub struct ImprintTable {
    pills: Vec<Pill>,
    pub(super) faces: Vec<Face>,
    pub(super) background: Background,
    by_ingredient: HashMap<IngredientId, Vec<usize>>,
}

impl ImprintTable {
    /// Puts a table together; rows that differ by their pack alone become one with several codes.
    pub fn new(rows: Vec<Pill>) -> Self {
        let mut pills: Vec<Pill> = Vec::with_capacity(rows.len());
        let mut places: HashMap<(String, Vec<String>), Vec<usize>> = HashMap::new();
        for row in rows {
            let known = places
                .entry((row.name.clone(), row.imprint.clone()))
                .or_default();
            let same = known
                .iter()
                .copied()
                .find(|place| pills[*place].is_same_as(&row));
            match same {
                Some(place) => pills[place].codes.extend(row.codes),
                None => {
                    known.push(pills.len());
                    pills.push(row);
                }
            }
        }
        for pill in &mut pills {
            pill.codes.sort();
            pill.codes.dedup();
        }
        let mut by_ingredient: HashMap<IngredientId, Vec<usize>> = HashMap::new();
        for (place, pill) in pills.iter().enumerate() {
            for ingredient in &pill.ingredients {
                by_ingredient
                    .entry(ingredient.clone())
                    .or_default()
                    .push(place);
            }
        }
        Self {
            faces: pills.iter().map(Face::new).collect(),
            background: Background::of(&pills),
            by_ingredient,
            pills,
        }
    }

    /// All pills; places in this list name them within one version of the table.
    pub fn pills(&self) -> &[Pill] {
        &self.pills
    }

    /// The pills in which an ingredient acts.
    pub fn with_ingredient(&self, id: &IngredientId) -> impl Iterator<Item = (usize, &Pill)> {
        let places = self
            .by_ingredient
            .get(id)
            .map(Vec::as_slice)
            .unwrap_or_default();
        places.iter().map(|place| (*place, &self.pills[*place]))
    }

    /// The table as a snapshot.
    ///
    /// # Errors
    /// [`FrameError::Damaged`] when a value cannot be written, which no table of ours holds.
    pub fn encode(&self) -> Result<Vec<u8>, FrameError> {
        let bytes = postcard::to_allocvec(&self.pills)
            .map_err(|error| FrameError::Damaged(error.to_string()))?;
        Ok(frame(KIND, LAYOUT, &bytes))
    }

    /// Reads a snapshot that [`ImprintTable::encode`] made.
    ///
    /// # Errors
    /// [`FrameError`] when it is something else.
    pub fn decode(bytes: &[u8]) -> Result<Self, FrameError> {
        let pills: Vec<Pill> = postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?)
            .map_err(|error| FrameError::Damaged(error.to_string()))?;
        Ok(Self::new(pills))
    }
}
