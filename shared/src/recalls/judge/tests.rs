use jiff::SignedDuration;

use super::*;
use crate::catalogue::{
    Catalogue, Form, Ingredient, Medicine, Names, Pack, Prescription, Source as Origin,
};
use crate::recalls::testing::recall;
use crate::recalls::{Lots, MatchedBy, RecallStatus, Trouble};

fn medicine(id: &str, ingredients: &[&str], maker: &str) -> Medicine {
    Medicine {
        id: id.parse().unwrap(),
        name: id.to_owned(),
        name_cyrillic: None,
        brand: id.to_owned(),
        ingredients: ingredients.iter().map(|id| id.parse().unwrap()).collect(),
        is_whole: true,
        atc: None,
        form: Form::Tablet,
        form_text: "tablet".into(),
        strengths: Vec::new(),
        pack: Pack::default(),
        maker: maker.into(),
        country: "".into(),
        prescription: Prescription::Unknown,
        pregnancy: None,
        gtins: Vec::new(),
        registration: None,
        source: Origin::StateRegister,
    }
}

fn catalogue(mut medicines: Vec<Medicine>) -> Catalogue {
    medicines[0].gtins = vec!["2999000000074".parse().unwrap()];
    let names = ["metformin", "glibenclamide"];
    let ingredients = names.map(|name| Ingredient {
        id: name.parse().unwrap(),
        names: Names {
            en: name.to_owned(),
            ..Names::default()
        },
        synonyms: Vec::new(),
        atc: Vec::new(),
    });
    Catalogue::new(ingredients.into(), medicines).unwrap()
}

fn now() -> Timestamp {
    "2026-02-01T00:00:00Z".parse().unwrap()
}

fn state(source: RecallSource, trouble: Option<Trouble>) -> SourceState {
    SourceState {
        source,
        trouble,
        last_worked: Some(now() - SignedDuration::from_hours(1)),
        last_tried: None,
        last_failure: None,
        recalls: 1,
    }
}

fn evidence(candidates: Vec<Recall>) -> Evidence {
    let needed = vec![RecallSource::Openfda, RecallSource::Local];
    Evidence {
        candidates,
        sources: needed.iter().map(|source| state(*source, None)).collect(),
        needed,
        imported: None,
        now: now(),
    }
}

fn ask(question: &Question, evidence: Evidence) -> RecallAnswer {
    let catalogue = catalogue(vec![
        medicine("metformin-teva", &["metformin"], "Teva"),
        medicine("both-teva", &["metformin", "glibenclamide"], "Teva"),
        medicine("metformin-other", &["metformin"], "Merck"),
        medicine("unknown-inside", &[], "Teva"),
    ]);
    judge(&Subject::of(&catalogue, question), question, evidence)
}

fn about(id: &str) -> Question {
    Question {
        medicine: id.parse().ok(),
        ..Question::default()
    }
}

fn with_lot(lot: &str) -> Question {
    Question {
        lot: lot.parse().ok(),
        ..about("metformin-teva")
    }
}

#[test]
fn clear_needs_every_source_that_is_needed() {
    assert_eq!(
        ask(&about("metformin-teva"), evidence(Vec::new())).verdict,
        Verdict::Clear
    );

    // Defect 8.1.2 of the service that this one replaces: an outage of any source read "safe, take it".
    for trouble in [
        Trouble::NeverWorked,
        Trouble::TooOld,
        Trouble::Unreadable,
        Trouble::DemonstrationOnly,
    ] {
        for failed in 0..2 {
            let mut evidence = evidence(Vec::new());
            evidence.sources[failed].trouble = Some(trouble);
            let source = evidence.sources[failed].clone();
            let answer = ask(&about("metformin-teva"), evidence);
            assert_eq!(answer.verdict, Verdict::CouldNotCheck);
            let gap = Gap::Source {
                source: source.source,
                trouble,
                last_worked: source.last_worked,
            };
            assert_eq!(answer.gaps, [gap]);
        }
    }
}

#[test]
fn a_recall_that_was_found_is_told_though_a_source_is_away() {
    let mut evidence = evidence(vec![recall("A")]);
    evidence.sources[0].trouble = Some(Trouble::NeverWorked);
    let answer = ask(&about("metformin-teva"), evidence);
    assert_eq!((answer.verdict, answer.gaps.len()), (Verdict::Recalled, 1));
}

#[test]
fn what_is_not_known_is_never_clear() {
    let answer = ask(&about("nothing-like-it"), evidence(Vec::new()));
    assert_eq!(
        (answer.verdict, answer.gaps),
        (Verdict::CouldNotCheck, vec![Gap::UnknownProduct])
    );
    let answer = ask(&about("unknown-inside"), evidence(Vec::new()));
    assert_eq!(answer.gaps, [Gap::IngredientsUnknown]);
    let by_number = Question {
        gtin: "4600051000057".parse().ok(),
        ..Question::default()
    };
    assert_eq!(
        ask(&by_number, evidence(Vec::new())).verdict,
        Verdict::CouldNotCheck
    );
}

#[test]
fn recalls_are_matched_and_say_how() {
    let matched = |id: &str, recall: &Recall| {
        let answer = ask(&about(id), evidence(vec![recall.clone()]));
        answer.recalls.first().map(|found| found.matched_by)
    };
    let mut one = recall("A");
    assert_eq!(
        matched("metformin-teva", &one),
        Some(MatchedBy::IngredientsAndMaker)
    );
    assert_eq!(matched("metformin-other", &one), None);
    assert_eq!(
        matched("both-teva", &one),
        None,
        "the operator's list names all ingredients"
    );
    one.source = RecallSource::Openfda;
    assert_eq!(
        matched("both-teva", &one),
        Some(MatchedBy::SomeIngredientsAndMaker)
    );
    one.any_maker = true;
    assert_eq!(
        matched("metformin-other", &one),
        Some(MatchedBy::Ingredients)
    );
    one.medicines = vec!["metformin-other".parse().unwrap()];
    assert_eq!(matched("metformin-other", &one), Some(MatchedBy::Medicine));
    assert_eq!(matched("metformin-teva", &one), None);
    one.gtins = vec!["2999000000074".parse().unwrap()];
    assert_eq!(matched("metformin-teva", &one), Some(MatchedBy::Gtin));
    one.demonstration = true;
    assert_eq!(
        matched("metformin-teva", &one),
        None,
        "an invented recall is about no real medicine"
    );
}

#[test]
fn a_lot_clears_only_by_lists_that_were_read() {
    let mut one = recall("A");
    one.lots = Lots::read("Lot A100, A101");
    let answer = ask(&with_lot("a 100"), evidence(vec![one.clone()]));
    assert_eq!(answer.gravest().unwrap().lot, LotMatch::Listed);

    let answer = ask(&with_lot("A200"), evidence(vec![one.clone()]));
    assert_eq!(
        (answer.verdict, answer.other_lots.len()),
        (Verdict::Clear, 1)
    );

    one.lots = Lots::read("Lots A100 through A120");
    let answer = ask(&with_lot("A200"), evidence(vec![one]));
    assert_eq!(answer.gravest().unwrap().lot, LotMatch::LotsUnread);
}

#[test]
fn open_recalls_come_first_and_then_the_graver_class() {
    let with = |number: &str, class, status| Recall {
        class,
        status,
        ..recall(number)
    };
    let all = vec![
        with("closed", Some(RecallClass::One), RecallStatus::Completed),
        with("three", Some(RecallClass::Three), RecallStatus::Ongoing),
        with("none", None, RecallStatus::Pending),
        with("two", Some(RecallClass::Two), RecallStatus::Ongoing),
    ];
    let answer = ask(&about("metformin-teva"), evidence(all));
    let order: Vec<_> = answer
        .recalls
        .iter()
        .map(|found| found.recall.number.as_str())
        .collect();
    assert_eq!(order, ["none", "two", "three", "closed"]);
    let gravest = answer.gravest().unwrap();
    assert_eq!(
        (gravest.class, gravest.status),
        (None, RecallStatus::Pending)
    );
}

#[test]
fn an_old_closed_recall_counts_for_its_lots_alone() {
    let mut old = recall("A");
    old.status = RecallStatus::Terminated;
    old.date = Some(jiff::civil::date(2020, 1, 31));
    old.lots = Lots::read("Lot A100");
    let answer = ask(&about("metformin-teva"), evidence(vec![old.clone()]));
    assert_eq!(answer.verdict, Verdict::Clear);
    let answer = ask(&with_lot("A100"), evidence(vec![old.clone()]));
    assert_eq!(answer.verdict, Verdict::Recalled);
    old.status = RecallStatus::Ongoing;
    let answer = ask(&about("metformin-teva"), evidence(vec![old]));
    assert_eq!(answer.verdict, Verdict::Recalled);
}

#[test]
fn what_the_archive_says_gives_way_to_the_source_itself() {
    let of = |source, number: &str| Recall {
        source,
        event: Some("97808".to_owned()),
        lots: if source == RecallSource::FdaArchive {
            Lots::NotNamed
        } else {
            Lots::read("Lot A100")
        },
        ..recall(number)
    };
    let live = of(RecallSource::Openfda, "D-1");
    let archived = of(RecallSource::FdaArchive, "97808/1");
    let both = vec![archived.clone(), live.clone(), live];
    let answer = ask(&with_lot("B1"), evidence(both));
    assert_eq!(
        (answer.verdict, answer.other_lots.len()),
        (Verdict::Clear, 1)
    );
    let answer = ask(&with_lot("B1"), evidence(vec![archived]));
    assert_eq!(answer.gravest().unwrap().lot, LotMatch::LotsNotNamed);
}
