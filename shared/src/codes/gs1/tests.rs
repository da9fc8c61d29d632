//! Vectors of ours, and properties: what is written is read.

use jiff::civil::date;
use proptest::prelude::*;

use super::characters::{Alphabet, SET_82};
use super::rules::{Part, Rule};
use super::*;
use crate::catalogue::check_digit;

const ITEM: &str = "04780012345677";

fn pairs(text: &str) -> Vec<(String, String)> {
    let elements = parse(text).unwrap();
    let pair = |element: Element<'_>| (element.ai().to_owned(), element.value().to_owned());
    elements.iter().map(pair).collect()
}

fn fault(text: &str) -> (String, Fault) {
    match parse(text) {
        Err(Gs1Error::Value { ai, fault }) => (ai.to_owned(), fault),
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn every_line_of_the_table_is_a_rule() {
    // 224 lines, of which some stand for a range: `3100-3105` for six, `91-99` for nine.
    assert_eq!(Rule::all().len(), 541);
    for rule in Rule::all() {
        assert_eq!(Rule::of(&rule.ai), Some(rule));
        assert_eq!(Rule::at_start_of(&format!("{}1234", rule.ai)), Some(rule));
        assert!(!rule.parts.is_empty(), "{}", rule.ai);
        let fixed = rule.parts.iter().all(|part| part.shortest == part.longest);
        assert!(!rule.is_predefined || fixed, "{}", rule.ai);
    }
}

#[test]
fn one_pack_in_all_its_forms_is_one_message() {
    let expected: Vec<(String, String)> = [
        ("01", ITEM),
        ("17", "271231"),
        ("10", "A1/b"),
        ("21", "S-7"),
    ]
    .map(|(ai, value)| (ai.to_owned(), value.to_owned()))
    .to_vec();
    for text in [
        format!("01{ITEM}1727123110A1/b\u{1d}21S-7"),
        format!("\u{1d}01{ITEM}\u{1d}17271231\u{1d}10A1/b\u{1d}21S-7\u{1d}"),
        format!("]d201{ITEM}1727123110A1/b\u{1d}21S-7"),
        format!("]C101{ITEM}1727123110A1/b\u{1d}21S-7"),
        format!("]Q301{ITEM}1727123110A1/b\u{1d}21S-7\r\n"),
        format!("(01){ITEM}(17)271231(10)A1/b(21)S-7"),
        format!("(01) {ITEM} (17)271231 (10)A1/b (21)S-7"),
    ] {
        let read: Vec<_> = pairs(&text)
            .into_iter()
            .map(|(ai, value)| (ai, value.trim().to_owned()))
            .collect();
        assert_eq!(read, expected, "{text:?}");
    }
    let mut link = pairs(&format!(
        "https://id.gs1.org/some/where/01/{ITEM}/10/A1%2Fb/21/S-7?17=271231&linkType=all#top"
    ));
    link.sort();
    let mut sorted = expected;
    sorted.sort();
    assert_eq!(link, sorted);
}

#[test]
fn values_that_break_their_rules_name_the_identifier_and_the_fault() {
    for (text, ai, wanted) in [
        ("0104780012345678", "01", Fault::CheckDigit),
        ("010478001234567", "01", Fault::TooShort),
        ("(01)047800123456770", "01", Fault::TooLong),
        ("(10)A1234567890123456789B", "10", Fault::TooLong),
        ("(10)A b", "10", Fault::Character),
        ("(10)\u{411}", "10", Fault::Character),
        ("(17)271301", "17", Fault::Date),
        ("(17)270230", "17", Fault::Date),
        ("(7003)2712312460", "7003", Fault::Time),
        ("(422)000", "422", Fault::Country),
        ("(8006)047800123456770302", "8006", Fault::Range),
        ("(7252)3", "7252", Fault::Range),
        ("(7250)19990229", "7250", Fault::Date),
        ("(4321)2", "4321", Fault::Range),
        ("(8013)1987654Ad4X4bL5ttr2310c2L", "8013", Fault::CheckDigit),
        ("(00)A47800123456789012", "00", Fault::Character),
        ("(7253)100%", "7253", Fault::Escape),
        ("(8011)01", "8011", Fault::Range),
        ("(3932)0011990", "3932", Fault::Range),
        ("(3911)8611", "3911", Fault::Range),
        ("(7041)BXX", "7041", Fault::Range),
        ("(8014)198765432132310c2K", "8014", Fault::CheckDigit),
    ] {
        assert_eq!(fault(text), (ai.to_owned(), wanted), "{text}");
    }
}

#[test]
fn the_worked_example_of_the_general_specifications_has_its_check_pair() {
    // Section 7.9.5: the model number 1987654Ad4X4bL5ttr2310c has the pair 2K.
    assert!(parse("(8013)1987654Ad4X4bL5ttr2310c2K").is_ok());
}

#[test]
fn what_is_no_message_is_refused_for_its_own_reason() {
    assert_eq!(parse(""), Err(Gs1Error::Empty));
    assert_eq!(parse("]d2\u{1d}"), Err(Gs1Error::Empty));
    assert_eq!(parse(&"1".repeat(MAX_LENGTH + 1)), Err(Gs1Error::TooLong));
    assert_eq!(parse("05123"), Err(Gs1Error::UnknownIdentifier { at: 0 }));
    assert_eq!(
        parse(&format!("01{ITEM}05")),
        Err(Gs1Error::UnknownIdentifier { at: 16 })
    );
    assert_eq!(
        parse("(10)A(10)B"),
        Err(Gs1Error::Contradiction { ai: "10" })
    );
    assert_eq!(parse("(10)A(10)A").unwrap().iter().count(), 1);
    for address in [
        "https://example.org",
        "http://example.org/a/b",
        "https://example.org/10/A1",
    ] {
        assert_eq!(parse(address), Err(Gs1Error::NoLink), "{address}");
    }
}

/// The dictionary's own examples of sequences that may and may not follow a key.
#[test]
fn a_link_keeps_the_order_of_its_qualifiers() {
    let address = |rest: &str| format!("https://example.org/01/{ITEM}{rest}");
    for rest in ["", "/22/2A/10/L/21/S", "/22/2A/21/S", "/10/L", "/235/X"] {
        assert!(parse(&address(rest)).is_ok(), "{rest}");
    }
    for rest in [
        "/21/S/22/2A",
        "/10/L/22/2A",
        "/22/2A/10/L/235/X",
        "/10/L/10/M",
        "/17/271231",
    ] {
        assert!(
            matches!(parse(&address(rest)), Err(Gs1Error::LinkOrder { .. })),
            "{rest}"
        );
    }
    // A serial number may not be asked for in the query, and other parameters are the resolver's.
    assert!(matches!(
        parse(&address("?21=S")),
        Err(Gs1Error::LinkOrder { ai: "21" })
    ));
    assert!(parse(&address("?lang=uz;17=271231&s")).is_ok());
    assert_eq!(fault(&address("/10/%2")).1, Fault::Escape);
}

#[test]
fn an_item_may_stand_in_a_link_without_its_zeros() {
    let elements = parse("https://example.org/01/4780012345677").unwrap();
    assert_eq!(elements.get("01"), Some(ITEM));
}

#[test]
fn identifiers_that_need_or_exclude_others_are_named() {
    let faults = |text: &str| parse(text).unwrap().pair_faults();
    assert_eq!(faults(&format!("(01){ITEM}(17)271231(10)A")), []);
    assert!(
        matches!(&faults("(17)271231")[..], [PairFault::Missing { ai, needs }]
        if ai == "17" && needs.contains(&"01".to_owned()))
    );
    let excluded = faults(&format!("(01){ITEM}(37)5"));
    assert!(excluded.contains(&PairFault::Excluded {
        ai: "01".to_owned(),
        with: "37".to_owned()
    }));
    // One of two weights is enough to contradict the other.
    assert!(!faults(&format!("(01){ITEM}(3100)000001(3101)000001")).is_empty());
    assert_eq!(faults(&format!("(01){ITEM}(3100)000001")), []);
}

#[test]
fn two_codes_of_a_pack_are_one_message_unless_they_disagree() {
    let first = parse(&format!("(01){ITEM}")).unwrap();
    let second = parse("(17)271231(10)A").unwrap();
    let joined = first.clone().joined(&second).unwrap();
    assert_eq!(joined.pair_faults(), []);
    assert_eq!(joined.expiry(date(2026, 1, 1)), Some(date(2027, 12, 31)));
    let other = parse("(01)04600051000057").unwrap();
    assert_eq!(
        first.joined(&other),
        Err(Gs1Error::Contradiction { ai: "01" })
    );
}

#[test]
fn brackets_within_a_value_are_not_taken_for_an_identifier() {
    assert_eq!(
        pairs("(10)A(x)(21)S"),
        [("10".into(), "A(x)".into()), ("21".into(), "S".into())]
    );
    assert_eq!(
        pairs(r"(10)A\(21)S"),
        [("10".to_owned(), "A(21)S".to_owned())]
    );
}

/// A value that keeps the rules of its identifier.
fn value_of(rule: &'static Rule) -> BoxedStrategy<String> {
    match rule.ai.as_str() {
        "01" | "02" => (1_u64..9_999_999_999_999)
            .prop_map(|without| format!("{without:013}{}", check_digit(without)))
            .boxed(),
        "17" => (0_u8..100, 1_u8..=12, 0_u8..=28)
            .prop_map(|(year, month, day)| format!("{year:02}{month:02}{day:02}"))
            .boxed(),
        _ => {
            let parts: Vec<_> = rule.parts.iter().map(part_of).collect();
            parts.prop_map(|parts| parts.concat()).boxed()
        }
    }
}

fn part_of(part: &'static Part) -> BoxedStrategy<String> {
    let letters: Vec<char> = match part.alphabet {
        Alphabet::Digits => ('0'..='9').collect(),
        _ => SET_82
            .chars()
            .filter(|letter| part.alphabet.has(*letter))
            .collect(),
    };
    let length = part.shortest..=part.longest;
    let letters = proptest::collection::vec(proptest::sample::select(letters), length);
    letters
        .prop_map(|letters| letters.into_iter().collect())
        .boxed()
}

/// A message of an item and some of what a pack says of it.
fn message() -> impl Strategy<Value = Vec<(String, String)>> {
    let others = [
        "17", "10", "21", "22", "240", "30", "710", "713", "3103", "400", "90", "91", "99",
    ];
    let others = proptest::sample::subsequence(others.to_vec(), 0..8).prop_shuffle();
    let all = others.prop_map(|mut ais| {
        ais.insert(0, "01");
        ais
    });
    all.prop_flat_map(|ais| {
        let values: Vec<_> = ais
            .into_iter()
            .map(|ai| value_of(Rule::of(ai).unwrap()).prop_map(move |value| (ai.to_owned(), value)))
            .collect();
        values
    })
}

fn elements(message: &[(String, String)]) -> Elements {
    let pairs = message
        .iter()
        .map(|(ai, value)| (ai.as_str(), value.as_str()));
    Elements::new(pairs).unwrap()
}

proptest! {
    #[test]
    fn what_is_written_is_read(message in message()) {
        let written = elements(&message);
        prop_assert_eq!(&parse(&written.to_element_string()).unwrap(), &written);
        prop_assert_eq!(&parse(&written.to_brackets()).unwrap(), &written);
    }

    #[test]
    fn a_link_says_the_same_in_another_order(message in message()) {
        let written = elements(&message);
        if let Some(link) = written.to_link("https://id.gs1.org/") {
            let read = parse(&link).unwrap();
            for element in written.iter() {
                prop_assert_eq!(read.get(element.ai()), Some(element.value()));
            }
            prop_assert_eq!(read.iter().count(), written.iter().count());
        }
    }

    #[test]
    fn no_text_makes_the_parser_fail_otherwise_than_by_an_error(text in ".{0,200}") {
        let _ = parse(&text);
        let _ = parse(&format!("({text}"));
        let _ = parse(&format!("https://example.org/{text}"));
    }

    #[test]
    fn nothing_that_looks_like_a_message_does_either(
        text in "[\u{1d}()/%?&=\\\\0-9A-Fa-f\u{2c5}\u{411}]{0,120}",
        head in proptest::sample::select(vec!["", "]d2", "]C1", "(01)", "01", "https://a/01/", "http://", "17", "8006"]),
    ) {
        let _ = parse(&format!("{head}{text}"));
    }

    #[test]
    fn a_digit_misread_in_an_item_is_noticed(message in message(), place in 0_usize..13, by in 1_u8..10) {
        let mut value = message[0].1.clone().into_bytes();
        value[place] = b'0' + (value[place] - b'0' + by) % 10;
        let text = format!("01{}", String::from_utf8(value).unwrap());
        let is_refused = matches!(parse(&text), Err(Gs1Error::Value { fault: Fault::CheckDigit, .. }));
        prop_assert!(is_refused);
    }
}
