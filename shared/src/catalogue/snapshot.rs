//! The catalogue as bytes.
//!
//! Rows hold numbers where many medicines say the same (maker, country, form, ingredient, ATC code), and stay packed until
//! somebody asks for them ([`Records`]); everything that finds them is made at import. So a hundred thousand products are ready
//! in tens of milliseconds: most of that time would be making texts that nobody reads.

mod rows;

use serde::{Deserialize, Serialize};

use self::rows::{IngredientRow, Tables, TablesBuilder};
use super::Catalogue;
use super::index::{IndexBytes, Indexes};
use crate::snapshots::{FrameError, Packer, Records, Rows, frame, unframe};

/// The kind of snapshot that this is.
pub const KIND: &str = "catalogue";

/// Layout of the rows; a change of any of them is another layout.
const LAYOUT: u16 = 3;

#[derive(Serialize, Deserialize)]
struct Content<'a> {
    tables: Tables,
    #[serde(borrow)]
    ingredients: Rows<'a>,
    #[serde(borrow)]
    medicines: Rows<'a>,
    #[serde(borrow)]
    indexes: IndexBytes<&'a [u8]>,
}

/// The catalogue as a snapshot. The same catalogue gives the same bytes.
///
/// # Errors
/// [`FrameError::Damaged`] when a value cannot be written, which no catalogue of ours holds.
pub fn encode(catalogue: &Catalogue) -> Result<Vec<u8>, FrameError> {
    let (mut ingredients, mut medicines) = (Packer::default(), Packer::default());
    for ingredient in catalogue.ingredients() {
        ingredients.add(&IngredientRow::of(ingredient))?;
    }
    let mut builder = TablesBuilder::new(catalogue);
    for medicine in catalogue.medicines() {
        medicines.add(&builder.row(medicine))?;
    }
    let indexes = catalogue.indexes.to_bytes();
    let content = Content {
        tables: builder.finish(),
        ingredients: ingredients.rows(),
        medicines: medicines.rows(),
        indexes: indexes.each_ref().map(Vec::as_slice),
    };
    let bytes = postcard::to_allocvec(&content).map_err(|error| damaged(&error))?;
    Ok(frame(KIND, LAYOUT, &bytes))
}

/// Reads a snapshot that [`encode`] made.
///
/// # Errors
/// [`FrameError`] when it is something else or its parts do not fit together.
pub fn decode(bytes: &[u8]) -> Result<Catalogue, FrameError> {
    let content: Content<'_> =
        postcard::from_bytes(unframe(KIND, LAYOUT, bytes)?).map_err(|error| damaged(&error))?;
    let ingredients = Records::unpacked(&content.ingredients, ())?;
    let lookup = content
        .tables
        .lookup(&ingredients)
        .ok_or_else(|| damaged(&"a table"))?;
    let medicines = Records::unpacked(&content.medicines, lookup)?;
    Ok(Catalogue {
        indexes: Indexes::from_bytes(content.indexes, ingredients.len(), medicines.len())?,
        ingredients,
        medicines,
    })
}

fn damaged(error: &impl ToString) -> FrameError {
    FrameError::Damaged(error.to_string())
}
