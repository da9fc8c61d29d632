//! US National Drug Codes, and the numbers under barcodes that they stand for.
//!
//! A code has ten digits in three groups, 4-4-2, 5-3-2 or 5-4-1 (21 CFR 207.33). The barcode of a US pack is the GTIN-12
//! of a 3, these ten digits and a check digit (GS1 US, Healthcare GTIN guideline), so a recall that names the one names
//! the other.

use crate::catalogue::{Gtin, check_digit};

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

/// The numbers in a source's text: drug codes with hyphens, and trade item numbers of 12 to 14 digits with their right
/// check digit behind the word UPC or GTIN.
pub fn gtins_in(text: &str) -> Vec<Gtin> {
    let mut found = Vec::new();
    let mut is_labelled = false;
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    for word in text.split(|letter| !is_part(letter)) {
        match word.to_ascii_uppercase().as_str() {
            "" => {}
            "UPC" | "GTIN" | "UPCS" => is_labelled = true,
            "CODE" | "NO" | "NUMBER" | "AND" => {}
            upper => {
                let item = || upper.parse::<Gtin>().ok().filter(|_| upper.len() >= 12);
                let number = gtin_of_ndc(upper).or_else(|| is_labelled.then(item)?);
                is_labelled &= number.is_some() || upper.bytes().all(|byte| byte.is_ascii_digit());
                found.extend(number);
            }
        }
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
