//! One substance has many names: its international one, the American one, that of a salt, a brand.
//!
//! [`canonical`] takes an identifier to the one under which rules are kept. It is applied to both sides, to what
//! sources call a drug and to what the catalogue calls an ingredient, so that neither has to know the other's habits.

mod equivalents;
mod salts;

use crate::catalogue::IngredientId;

/// The identifier under which rules about this substance are kept: without its salt, by its international name.
///
/// What is not in our lists stays as it is. Two different substances never get one identifier: only names that are
/// listed are exchanged, and a salt is dropped only where something is left that is not a salt itself
/// (`potassium-chloride` stays, `losartan-potassium` becomes `losartan`).
pub fn canonical(id: &IngredientId) -> IngredientId {
    let known = equivalents::international(id.as_str()).unwrap_or(id.as_str());
    let base = salts::stripped(known);
    let settled = equivalents::international(&base).unwrap_or(&base);
    settled.parse().unwrap_or_else(|_| id.clone())
}

/// The identifier of a name in English or Latin letters; `None` when it holds no letter.
///
/// What stands in brackets or after a comma describes and does not name: `Epoetin alfa (rch)`, `amphotericin b,
/// liposomal`. Underscores are spaces.
pub fn identifier(name: &str) -> Option<IngredientId> {
    let plain = name.replace('_', " ");
    let plain = plain.split(['(', '[', ',']).next().unwrap_or_default();
    let whole = if plain.trim().is_empty() { name } else { plain };
    IngredientId::of(whole).map(|id| canonical(&id))
}

/// American, British and everyday names, each with the international one; both as identifiers.
#[cfg(feature = "recalls")]
pub(crate) fn equivalents() -> impl Iterator<Item = (&'static str, &'static str)> {
    equivalents::all()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(name: &str) -> String {
        identifier(name).unwrap().to_string()
    }

    #[test]
    fn salts_are_dropped() {
        for (name, wanted) in [
            ("Metformin hydrochloride", "metformin"),
            ("Diclofenac sodium", "diclofenac"),
            ("Losartan potassium", "losartan"),
            ("atorvastatin_calcium", "atorvastatin"),
            ("Amlodipine besylate", "amlodipine"),
            ("Azithromycin dihydrate", "azithromycin"),
            ("Clopidogrel hydrogen sulfate", "clopidogrel"),
            ("Candesartan cilexetil", "candesartan"),
        ] {
            assert_eq!(of(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_salt_that_acts_by_itself_stays() {
        for name in [
            "potassium-chloride",
            "sodium-bicarbonate",
            "magnesium-hydroxide",
            "calcium-carbonate",
            "ferrous-sulfate",
            "lithium-carbonate",
            "zinc-sulfate",
            "sodium-chloride",
        ] {
            let kept = of(name);
            assert!(
                [
                    "potassium",
                    "sodium-",
                    "magnesium",
                    "calcium",
                    "iron",
                    "lithium",
                    "zinc"
                ]
                .iter()
                .any(|metal| kept.starts_with(metal)),
                "{name} became {kept}"
            );
        }
        assert_eq!(of("Lithium carbonate"), "lithium");
        assert_eq!(of("Ferrous sulfate"), "iron");
        assert_eq!(of("sodium bicarbonate"), "sodium-bicarbonate");
    }

    #[test]
    fn american_british_and_international_names_meet() {
        for (one, other) in [
            ("paracetamol", "Acetaminophen"),
            ("salbutamol", "albuterol sulfate"),
            ("Adrenaline", "epinephrine hydrochloride"),
            ("aspirin", "Acetylsalicylic acid"),
            ("glibenclamide", "Glyburide"),
            ("ciclosporin", "Cyclosporine"),
            ("rifampin", "Rifampicin"),
            ("pethidine", "Meperidine"),
            ("furosemide", "frusemide"),
            ("valproate sodium", "Valproic acid"),
            ("amoxycillin trihydrate", "amoxicillin"),
            ("ACICLOVIR", "acyclovir"),
        ] {
            assert_eq!(of(one), of(other), "{one} and {other}");
        }
    }

    #[test]
    fn different_substances_stay_apart() {
        for (one, other) in [
            ("prednisone", "prednisolone"),
            ("hydroxyzine", "hydralazine"),
            ("quinine", "quinidine"),
            ("omeprazole", "esomeprazole"),
            ("vincristine", "vinblastine"),
            ("sodium chloride", "potassium chloride"),
            ("magnesium sulfate", "zinc sulfate"),
        ] {
            assert_ne!(of(one), of(other), "{one} and {other}");
        }
    }

    proptest! {
        #[test]
        fn settling_twice_changes_nothing(name in "[a-z]{3,9}( (sodium|potassium|acid|hydrochloride|sulfate|[a-z]{4,8})){0,2}") {
            let once = identifier(&name).unwrap();
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
