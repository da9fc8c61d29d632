//! What is asked of recalls about the medicine of a scan.

use nazar::catalogue::{Catalogue, Medicine};
use nazar::codes::gs1::Elements;
use nazar::recalls::Question;
use nazar::scans::packs;
use nazar::store::scans::CodeRecord;

/// The medicine, with number and lot of its pack where one was read. Those of another pack in the picture would say that it is not this
/// lot; and of two packs of the medicine nobody knows which is meant.
pub(super) fn question(
    medicine: Option<&Medicine>,
    codes: &[CodeRecord],
    catalogue: &Catalogue,
) -> Question {
    let packs = packs(codes);
    let is_of_it = |pack: &&Elements| {
        let found = pack.gtin().and_then(|number| catalogue.by_gtin(number));
        found
            .zip(medicine)
            .is_some_and(|(found, medicine)| found.id == medicine.id)
    };
    let mut of_it = packs.iter().filter(is_of_it);
    let pack = of_it.next().filter(|_| of_it.next().is_none());
    Question {
        medicine: medicine.map(|medicine| medicine.id.clone()),
        gtin: pack.and_then(Elements::gtin),
        lot: pack
            .and_then(Elements::lot)
            .and_then(|lot| lot.parse().ok()),
    }
}

#[cfg(test)]
mod tests {
    use nazar::catalogue::{Form, Ingredient, Names, Pack, Prescription, Source};
    use nazar::scans::read_code;

    use super::*;

    const ONE: &str = "04780012345677";
    const OTHER: &str = "04780012345684";

    fn medicine(id: &str, gtin: &str) -> Medicine {
        Medicine {
            is_whole: true,
            id: id.parse().unwrap(),
            name: id.to_owned(),
            name_cyrillic: None,
            brand: id.to_owned(),
            ingredients: vec!["ibuprofen".parse().unwrap()],
            atc: None,
            form: Form::Tablet,
            form_text: "tablets".into(),
            strengths: Vec::new(),
            pack: Pack::default(),
            maker: "Maker".into(),
            country: "Uzbekistan".into(),
            prescription: Prescription::NotRequired,
            pregnancy: None,
            gtins: vec![gtin.parse().unwrap()],
            registration: None,
            source: Source::Demonstration,
        }
    }

    /// The number and the lot that are asked about a medicine whose pack is in a picture with these codes.
    fn asked(id: Option<&str>, codes: &[String]) -> (Option<String>, Option<String>) {
        let ingredient = Ingredient {
            id: "ibuprofen".parse().unwrap(),
            names: Names {
                en: "ibuprofen".to_owned(),
                ..Names::default()
            },
            synonyms: Vec::new(),
            atc: Vec::new(),
        };
        let medicines = vec![medicine("one", ONE), medicine("other", OTHER)];
        let catalogue = Catalogue::new(vec![ingredient], medicines).unwrap();
        let codes: Vec<CodeRecord> = codes
            .iter()
            .map(|code| read_code(code, None, None).record)
            .collect();
        let known = id.and_then(|id| catalogue.medicine(&id.parse().unwrap()));
        let question = question(known, &codes, &catalogue);
        (
            question.gtin.map(|gtin| gtin.to_string()),
            question.lot.map(|lot| lot.to_string()),
        )
    }

    fn code(gtin: &str, lot: &str) -> String {
        format!("(01){gtin}(10){lot}")
    }

    fn some(gtin: &str, lot: &str) -> (Option<String>, Option<String>) {
        (Some(gtin.to_owned()), Some(lot.to_owned()))
    }

    /// The defect: number and lot were the first that were read, of whatever pack, and a recalled lot was none.
    #[test]
    fn number_and_lot_are_those_of_the_medicines_own_pack() {
        let codes = [code(OTHER, "B2"), code(ONE, "A1")];
        assert_eq!(asked(Some("one"), &codes), some(ONE, "A1"));
        assert_eq!(asked(Some("other"), &codes), some(OTHER, "B2"));
        assert_eq!(asked(Some("one"), &codes[..1]), (None, None));
        assert_eq!(
            asked(None, &codes),
            (None, None),
            "no medicine of the catalogue"
        );
    }

    #[test]
    fn of_two_packs_no_lot_is_taken_for_the_one_that_is_meant() {
        let codes = [code(ONE, "A1"), code(ONE, "A2")];
        assert_eq!(asked(Some("one"), &codes), (None, None));
        let same = [ONE.to_owned(), code(ONE, "A1")];
        assert_eq!(asked(Some("one"), &same), some(ONE, "A1"));
    }
}
