//! US National Drug Codes, and the numbers under barcodes that they stand for.
//!
//! A code has ten digits in three groups, 4-4-2, 5-3-2 or 5-4-1 (21 CFR 207.33). The barcode of a US pack is the GTIN-12
//! of a 3, these ten digits and a check digit (GS1 US, Healthcare GTIN guideline), so a recall that names the one names
//! the other.

use crate::catalogue::{Gtin, check_digit};

/// Digits of the shortest number that is looked for in text: shorter ones are too many things.
const MIN_DIGITS: usize = 12;
/// Digits of the longest.
const MAX_DIGITS: usize = 14;

/// The GTIN of a package with this code; `None` for a code without its package group, or any other text.
pub fn gtin_of_ndc(code: &str) -> Option<Gtin> {
    let groups: Vec<&str> = code.trim().split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let is_whole = matches!(lengths.as_slice(), [4, 4, 2] | [5, 3, 2] | [5, 4, 1]);
    if !is_whole
        || !groups
            .iter()
            .all(|group| group.bytes().all(|byte| byte.is_ascii_digit()))
    {
        return None;
    }
    let ten: u64 = groups.concat().parse().ok()?;
    let without = 30_000_000_000 + ten;
    Gtin::from_number(without * 10 + u64::from(check_digit(without))).ok()
}

/// The numbers in a source's text: drug codes with hyphens, and behind the word UPC or GTIN trade item numbers with their
/// right check digit, in one piece or in the groups in which they are printed (`6 78112 66577 8`).
pub fn gtins_in(text: &str) -> Vec<Gtin> {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    let words = text
        .split(|letter| !is_part(letter))
        .filter(|word| !word.is_empty());
    let mut found = Vec::new();
    let mut is_labelled = false;
    // Digits of a number that is printed in groups.
    let mut groups = String::new();
    for word in words {
        let is_digits = word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_digits || word.len() >= MIN_DIGITS {
            groups.clear();
        }
        if is_digits && is_labelled {
            groups.push_str(word);
            let is_long = groups.len() >= MIN_DIGITS;
            let number: Option<Gtin> = groups.parse().ok().filter(|_| is_long);
            if number.is_some() || groups.len() > MAX_DIGITS {
                groups.clear();
            }
            found.extend(number);
            continue;
        }
        found.extend(gtin_of_ndc(word));
        is_labelled = match word.to_ascii_uppercase().as_str() {
            "UPC" | "UPCS" | "GTIN" | "GTINS" => true,
            "CODE" | "CODES" | "NO" | "NUMBER" | "AND" => is_labelled,
            _ => false,
        };
    }
    found.sort_unstable();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_drug_code_stands_for_its_barcode() {
        // The two numbers of one pack, as openFDA lists them side by side.
        let gtin: Gtin = "0368682065107".parse().unwrap();
        assert_eq!(gtin_of_ndc("68682-065-10"), Some(gtin));
        for code in [
            "68682-065",
            "68682065",
            "0368682-065-10",
            "",
            "A8682-065-10",
        ] {
            assert_eq!(gtin_of_ndc(code), None, "{code}");
        }
    }

    #[test]
    fn codes_are_found_in_a_description() {
        let text = "cream, 30 g (1 oz), NDC 0067-6382-30 & UPC code: 300676382302 (Novartis) Target NDC 1167-3401-04";
        let wanted: Vec<Gtin> = ["300676382302", "311673401042"]
            .iter()
            .filter_map(|number| number.parse().ok())
            .collect();
        let found = gtins_in(text);
        assert_eq!(found[0], wanted[0], "the code and the number are one pack");
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(gtins_in("UPC X004BB9Z8N, 1234567890123"), []);
        let printed: Gtin = "678112665778".parse().unwrap();
        assert_eq!(gtins_in("eye drops, UPC 6 78112 66577 8."), [printed]);
        assert_eq!(gtins_in("2 bottles, 6 78112 66577 8"), []);
    }

    proptest! {
        #[test]
        fn every_whole_code_has_a_barcode(labeler in "[0-9]{5}", product in "[0-9]{3}", package in "[0-9]{2}") {
            let gtin = gtin_of_ndc(&format!("{labeler}-{product}-{package}")).unwrap();
            let twelve = &gtin.to_string()[2..];
            prop_assert_eq!(&twelve[..11], format!("3{labeler}{product}{package}"));
        }
    }
}
