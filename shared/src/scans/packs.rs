//! Which packs the codes of a scan are on.

use crate::codes::gs1::Elements;
use crate::store::scans::CodeRecord;

/// More packs of one picture are not looked at.
const MAX_PACKS: usize = 8;

/// The packs that codes were read from: a pack often bears two codes, a barcode with its number and a square one with all the
/// rest, and they are one pack as long as they do not contradict each other. Codes with a fault say nothing.
pub fn packs(codes: &[CodeRecord]) -> Vec<Elements> {
    let understood: Vec<Elements> = codes.iter().filter_map(elements).collect();
    let (named, nameless): (Vec<_>, Vec<_>) = understood
        .into_iter()
        .partition(|elements| elements.gtin().is_some());
    let mut packs: Vec<Elements> = Vec::new();
    for code in named {
        let joined = packs.iter_mut().find_map(|pack| {
            let both = (pack.gtin() == code.gtin()).then(|| pack.clone().joined(&code).ok())??;
            Some((pack, both))
        });
        match joined {
            Some((pack, both)) => *pack = both,
            None => packs.push(code),
        }
    }
    for code in nameless {
        // Beside several packs nobody knows whose code it is.
        match packs.as_slice() {
            [] => packs.push(code),
            [only] => match only.clone().joined(&code) {
                Ok(both) => packs = vec![both],
                Err(_) => packs.push(code),
            },
            _ => {}
        }
    }
    packs.truncate(MAX_PACKS);
    packs
}

fn elements(code: &CodeRecord) -> Option<Elements> {
    if code.fault.is_some() {
        return None;
    }
    let pairs = code.gs1.iter();
    Elements::new(pairs.map(|(ai, value)| (ai.as_str(), value.as_str()))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scans::read_code;

    const ITEM: &str = "04780012345677";

    fn read(texts: &[&str]) -> Vec<String> {
        let codes: Vec<CodeRecord> = texts
            .iter()
            .map(|text| read_code(text, None, None).record)
            .collect();
        packs(&codes).iter().map(Elements::to_brackets).collect()
    }

    #[test]
    fn two_codes_of_one_pack_are_one_pack() {
        let square = format!("(01){ITEM}(17)271231(10)A1(21)S1");
        let all = Elements::to_brackets(&packs(&[read_code(&square, None, None).record])[0]);
        for codes in [
            ["4780012345677", square.as_str()],
            [square.as_str(), "4780012345677"],
        ] {
            let found = read(&codes);
            assert_eq!(found.len(), 1, "{found:?}");
            assert_eq!(found[0].len(), all.len(), "{found:?}");
        }
        assert_eq!(
            read(&["4780012345677", "(17)271231(10)A1"]).len(),
            1,
            "the second code names no product"
        );
    }

    #[test]
    fn two_packs_of_one_item_are_two_packs() {
        let pack = |serial: &str| format!("(01){ITEM}(21){serial}");
        let found = read(&[&pack("S1"), &pack("S2"), "4780012345677"]);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(read(&["4780012345677", "4600051000057"]).len(), 2);
    }

    #[test]
    fn what_is_wrong_or_no_message_is_no_pack() {
        assert_eq!(read(&["4780012345678", "https://example.org/"]).len(), 0);
    }

    #[test]
    fn a_wall_of_codes_costs_no_more_than_a_few() {
        let texts: Vec<String> = (0..40)
            .map(|serial| format!("(01){ITEM}(21)S{serial}"))
            .collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(read(&texts).len(), MAX_PACKS);
    }
}
