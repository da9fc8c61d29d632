//! Names of DrugBank's open vocabulary for substances that the register alone has, spelled its own way.
//!
//! The register writes `colchicin`, and no terminology has colchicine. Who asks for colchicine, and every list of
//! interactions, would miss it: so a drug's common name is a further name of the one substance that it can only be another
//! spelling of. Synonyms are left alone: some of them stand with the wrong drug.

use crate::substances::Substances;
use crate::table::{Table, TableError};

/// Gives substances the common names that are other spellings of theirs. Rows that cannot be read are reported where the
/// vocabulary is read for the lists of interactions.
///
/// # Errors
/// [`TableError`] when it is another file.
pub(crate) fn spellings(bytes: &[u8], substances: &mut Substances) -> Result<(), TableError> {
    for row in Table::open(bytes)?.rows(["Common name"])?.flatten() {
        substances.spell(row.get(0));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::Names;

    use super::*;

    #[test]
    fn a_common_name_is_a_further_name_of_the_substance_that_it_spells() {
        let mut substances = Substances::default();
        for name in ["colchicin", "furazidin"] {
            let names = Names {
                en: name.to_owned(),
                ..Names::default()
            };
            substances.add(&names, &[]).unwrap();
        }
        let file =
            "DrugBank ID,Common name,Synonyms\n1,Colchicine,Colchicin\n2,Furazolidone,furazidin\n";
        spellings(file.as_bytes(), &mut substances).unwrap();
        let ingredients = substances.into_ingredients();
        assert_eq!(ingredients[0].synonyms, ["Colchicine"]);
        // A synonym of another drug is no spelling.
        assert_eq!(ingredients[1].synonyms, [] as [String; 0]);
    }
}
