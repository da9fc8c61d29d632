//! The catalogue as bytes.
//!
//! Rows hold numbers where many medicines say the same (maker, country, form, ingredient, ATC code), so that a hundred
//! thousand products decode in tens of milliseconds: most of that time would be making the same texts again.

mod rows;

use serde::{Deserialize, Serialize};

use self::rows::{IngredientRow, MedicineRow, Tables, TablesBuilder};
use super::Catalogue;
use super::index::NameIndex;
use crate::snapshots::{FrameError, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "catalogue";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 2;

#[derive(Serialize, Deserialize)]
struct Content {
    tables: Tables,
    ingredients: Vec<IngredientRow>,
    medicines: Vec<MedicineRow>,
    names: NameIndex,
}

/// The catalogue as a snapshot. The same catalogue gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no catalogue of ours holds.
pub fn encode(catalogue: &Catalogue) -> Result<Vec<u8>, FrameError> {
    let mut builder = TablesBuilder::new(catalogue);
    let medicines = catalogue
        .medicines()
        .iter()
        .map(|medicine| builder.row(medicine))
        .collect();
    let content = Content {
        ingredients: catalogue
            .ingredients()
            .iter()
            .map(IngredientRow::of)
            .collect(),
        medicines,
        names: catalogue.names.clone(),
        tables: builder.finish(),
    };
    let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<Catalogue, FrameError> {
    let content: Content =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    let ingredients = content
        .ingredients
        .into_iter()
        .map(IngredientRow::entry)
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| damaged(&"an ingredient"))?;
    let lookup = content
        .tables
        .lookup(&ingredients)
        .ok_or_else(|| damaged(&"a table"))?;
    let medicines = content
        .medicines
        .into_iter()
        .map(|row| row.entry(&lookup))
        .collect::<Option<Vec<_>>>()
        .ok_or_else(|| damaged(&"a medicine"))?;
    Catalogue::assembled(ingredients, medicines, content.names).map_err(|error| damaged(&error))
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}
