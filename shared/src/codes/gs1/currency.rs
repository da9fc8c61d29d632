//! Currencies by ISO 4217: what a price on a pack (identifiers 391n and 393n) is in.

/// Numeric codes, three digits each: money that is paid with, funds, metals, and the codes for testing and for none.
const NUMERIC: &str = "\
008012032036044048050051052060064068072084090096104108116124132136144152156170174188191192203208214222230232238242262270\
292320324328332340344348352356360364368376388392398400404408410414417418422426430434446454458462480484496498504512516524\
532533548554558566578586590598600604608634643646654682690694702704706710728748752756760764776780784788800807818826834840\
858860882886901924925927928929930931932933934936938940941943944946947948949950951952953955956957958959960961962963964965\
967968969970971972973975976977978979980981984985986990994997999";

/// Whether three digits are a currency's.
pub(super) fn is_numeric(text: &str) -> bool {
    let mut codes = NUMERIC.as_bytes().chunks(3);
    codes.any(|code| code == text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_order_and_whole() {
        let codes: Vec<&[u8]> = NUMERIC.as_bytes().chunks(3).collect();
        assert!(codes.iter().all(|code| code.len() == 3));
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn currencies_are_known_and_others_are_not() {
        // Sum, rouble, dollar, euro, rupee, tenge.
        for known in ["860", "643", "840", "978", "356", "398"] {
            assert!(is_numeric(known), "{known}");
        }
        // The last stands in the list across two codes.
        assert!(NUMERIC.contains("080"));
        for unknown in ["000", "001", "123", "86", "8600", "", "080"] {
            assert!(!is_numeric(unknown), "{unknown}");
        }
    }
}
