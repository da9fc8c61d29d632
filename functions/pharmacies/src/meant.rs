//! Which medicine is meant.

use nazar::catalogue::{Catalogue, Medicine, Resolution};
use nazar::http::{FieldCode, Problem};

/// The one medicine of an identifier, a GTIN or a name. A pack is looked for, so a substance is no answer unless one
/// product alone has it.
///
/// # Errors
/// `validation-failed` at `pointer` when no medicine has the name, or several have.
pub(crate) fn meant<'a>(
    catalogue: &'a Catalogue,
    text: &str,
    pointer: &str,
) -> Result<&'a Medicine, Problem> {
    let medicine = match catalogue.resolve(text) {
        Resolution::Medicine(id) => catalogue.medicine(&id),
        Resolution::Ingredient(id) => {
            let mut holding = catalogue.holding(&id);
            holding.next().filter(|_| holding.next().is_none())
        }
        Resolution::Several(_) | Resolution::Unknown => None,
    };
    medicine.ok_or_else(|| Problem::field(pointer, FieldCode::NotOneOf))
}
