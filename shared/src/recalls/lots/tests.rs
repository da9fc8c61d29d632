use proptest::prelude::*;

use super::*;

fn listed(text: &str) -> Vec<(String, Option<(i16, i8)>)> {
    match Lots::read(text) {
        Lots::Listed(lots) => lots
            .into_iter()
            .map(|lot| (lot.number, lot.expiry.map(|date| (date.year, date.month))))
            .collect(),
        other => panic!("{text}: {other:?}"),
    }
}

fn pairs(wanted: &[(&str, Option<(i16, i8)>)]) -> Vec<(String, Option<(i16, i8)>)> {
    let pair = |(lot, date): &(&str, _)| ((*lot).to_owned(), *date);
    wanted.iter().map(pair).collect()
}

/// The five texts of openFDA that lie beside the project.
#[test]
fn lots_of_real_recalls_are_read() {
    let prorx = "Lot, Best Use Date (BUD): Lot PRORX050925-1, BUD November 4, 2025; Lot ProRx051425-5, BUD November 10, \
        2025; Lot ProRx051425-6, BUD November 10, 2025";
    let november = Some((2025, 11));
    let wanted = [
        ("PRORX050925-1", november),
        ("ProRx051425-5", november),
        ("ProRx051425-6", november),
    ];
    assert_eq!(listed(prorx), pairs(&wanted));

    let lamisil = "Lot numbers and exp dates:  10108716  31-Mar-2013, \n10111510  30-Apr-2013, 10113801  31-May-2013";
    let wanted = [
        ("10108716", Some((2013, 3))),
        ("10111510", Some((2013, 4))),
        ("10113801", Some((2013, 5))),
    ];
    assert_eq!(listed(lamisil), pairs(&wanted));

    let trazodone = "Lot # EA00237A, Exp Date: 04/30/2027";
    assert_eq!(listed(trazodone), pairs(&[("EA00237A", Some((2027, 4)))]));
    let metformin = "Lot# M2024-001, Exp 12/2026";
    assert_eq!(listed(metformin), pairs(&[("M2024-001", Some((2026, 12)))]));
    assert_eq!(Lots::read("All lots within expiry."), Lots::All);
}

/// Texts about lots as makers wrote them, out of the archive of the US authority's recalls (public domain): what they name,
/// and whether all that they say is in our words.
const REAL: &str = include_str!("real.tsv");

#[test]
fn texts_of_the_archive_name_every_lot_and_clear_others_only_where_all_was_read() {
    for row in REAL.lines().skip(1) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [lots, wanted, text] = fields[..] else {
            panic!("{row}");
        };
        let read = Lots::read(text);
        for lot in lots.split_whitespace() {
            let lot = lot.parse().unwrap();
            assert_eq!(
                read.concern(Some(&lot)),
                Some(LotMatch::Listed),
                "{text}: {read:?}"
            );
        }
        let another = read.concern(Some(&"ZZ99999".parse().unwrap()));
        let is_whole = another.is_none();
        assert_eq!(is_whole, wanted == "whole", "{text}: {read:?}");
        if is_whole {
            assert_eq!(
                read.named().len(),
                lots.split_whitespace().count(),
                "{text}"
            );
        }
    }
}

#[test]
fn tables_codes_and_amounts_are_told_from_lots() {
    let text = "a) 100 count bottles: Lots A1001, A1002 exp. 05/27; b) NDC 68462-162-05, UPC 787647101887: Lot: B77-9 \
        Exp: Jun 2028";
    let Lots::Unread(lots) = Lots::read(text) else {
        panic!("the letters of the enumeration are no words of ours");
    };
    let numbers: Vec<&str> = lots.iter().map(|lot| lot.number.as_str()).collect();
    assert_eq!(numbers, ["A1001", "A1002", "B77-9"]);

    let text = "Lots A1001, A1002 exp. 05/27; NDC 68462-162-05, UPC 787647101887: Lot: B77-9 Exp: Jun 2028";
    let wanted = [
        ("A1001", Some((2027, 5))),
        ("A1002", Some((2027, 5))),
        ("B77-9", Some((2028, 6))),
    ];
    assert_eq!(listed(text), pairs(&wanted));
    // A list of ours, in the words of this country.
    assert_eq!(
        listed("серия 010325, срок".trim_end_matches(", срок")),
        pairs(&[("010325", None)])
    );
    assert_eq!(
        listed("LOT2025-A123"),
        pairs(&[("LOT2025-A123", None), ("2025-A123", None)])
    );
}

#[test]
fn what_cannot_be_read_makes_every_lot_doubtful() {
    for text in [
        "Lots A100 through A120",
        "Lots A100 - A120",
        "see attached list",
        "Lot 12/26",
        "Lot numbers ending in 5",
        "Lot: 5 6 A100",
        "exp 20271231 A100",
    ] {
        let lots = Lots::read(text);
        assert!(matches!(lots, Lots::Unread(_)), "{text}: {lots:?}");
        assert_eq!(
            lots.concern(Some(&"Z9".parse().unwrap())),
            Some(LotMatch::LotsUnread)
        );
    }
    assert_eq!(Lots::read(" ;\n"), Lots::NotNamed);
    assert_eq!(Lots::read("N/A").concern(None), Some(LotMatch::LotsUnread));
}

#[test]
fn a_pack_is_cleared_by_its_lot_alone_and_only_where_all_were_read() {
    let lots = Lots::read("Lot A0123, B1");
    let concern = |lot: &str| lots.concern(Some(&lot.parse().unwrap()));
    assert_eq!(concern("a-0123"), Some(LotMatch::Listed));
    assert_eq!(concern("AO123"), Some(LotMatch::Alike));
    assert_eq!(concern("A0124"), None);
    assert_eq!(lots.concern(None), Some(LotMatch::LotNotAsked));
    let any = "A1".parse().unwrap();
    assert_eq!(Lots::All.concern(Some(&any)), Some(LotMatch::AllLots));
    assert_eq!(
        Lots::NotNamed.concern(Some(&any)),
        Some(LotMatch::LotsNotNamed)
    );
}

/// Numbers as makers print them: letters and digits with at least one digit, no date and no code of another kind.
fn number() -> impl Strategy<Value = String> {
    "[A-Z]{1,3}[0-9]{3,7}[A-Z]?|[0-9]{6,8}|[A-Z]{2}[0-9]{2}-[0-9]{3}"
        .prop_filter("looks like a date", |text| {
            date::read(&token::tokens(text)).is_none()
        })
}

fn expiry() -> impl Strategy<Value = (String, (i16, i8))> {
    (2024_i16..2032, 1_i8..=12, 0_usize..5).prop_map(|(year, month, form)| {
        let name = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ][month as usize - 1];
        let text = match form {
            0 => format!("{month:02}/{year}"),
            1 => format!("{month}/28/{year}"),
            2 => format!("28-{name}-{year}"),
            3 => format!("{name} {year}"),
            _ => format!("{name} 28, {year}"),
        };
        (text, (year, month))
    })
}

proptest! {
    #[test]
    fn lists_of_lots_are_read_whole(
        rows in proptest::collection::vec((number(), expiry()), 1..8),
        label in "Lot|Lot #|Lots:|Lot No\\.|Batch|LOT NUMBER:",
        exp in "Exp\\.?|EXP:|Expires|Exp\\. Date:",
        between in ", |; |\n",
        repeat: bool,
    ) {
        let row = |(place, (lot, (date, _))): (usize, &(String, (String, _)))| {
            let label = if repeat || place == 0 { label.as_str() } else { "" };
            format!("{label} {lot} {exp} {date}")
        };
        let text = rows.iter().enumerate().map(row).collect::<Vec<_>>().join(&between);
        let wanted: Vec<_> = rows.iter().map(|(lot, (_, date))| (lot.clone(), Some(*date))).collect();
        prop_assert_eq!(listed(&text), wanted);
    }

    /// The promise: whatever stands around it, a lot is read, or the whole text counts as not read.
    #[test]
    fn no_lot_is_left_out_in_silence(
        lots in proptest::collection::vec(number(), 1..6),
        noise in proptest::collection::vec("[ -~]{0,24}", 7),
        label in "|Lot |lots: |exp |NDC |UPC: |all ",
    ) {
        let mut text = format!("{} {label}", noise[6]);
        for (lot, noise) in lots.iter().zip(&noise) {
            text = format!("{text} {lot} {noise}");
        }
        let read = Lots::read(&text);
        for lot in &lots {
            let lot = lot.parse().unwrap();
            let is_meant = read.concern(Some(&lot));
            prop_assert!(is_meant.is_some(), "{text:?}: {read:?}");
        }
    }

    #[test]
    fn any_text_is_read_without_fault(text in "\\PC{0,80}") {
        let _ = Lots::read(&text);
    }
}
