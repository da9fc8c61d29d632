//! What the figures are called, and what they are of nothing.

use jiff::civil::date;
use nazar::Zone;
use nazar::ids::RecordId;
use nazar::store::history::{DayTally, ModelStamp, Score, SimilarityRecord, Tally};
use serde_json::{Value, json};

use super::figures::Figures;
use super::range::Range;
use super::view::Statistics;

fn record(score: f32) -> SimilarityRecord {
    let id = RecordId::from(nazar::ids::JobId::generate());
    SimilarityRecord {
        id,
        target_class: 4,
        letter: "ङ".to_owned(),
        score: Score::nearest(score),
        distance: 0.2,
        threshold: 0.45,
        is_same_character: score >= 50.0,
        recognised: None,
        has_feedback: false,
        day: date(2026, 3, 1),
        model: ModelStamp {
            id: "encoder".to_owned(),
            sha256: String::new(),
        },
        created_at: id.created_at(),
    }
}

pub(super) fn tally(scores: &[f32]) -> Tally {
    let mut sum = Tally::default();
    for score in scores {
        sum.add(&Tally::of(&record(*score)));
    }
    sum
}

fn shown(days: &[DayTally], all_time: bool) -> Value {
    let range = Range {
        series: (date(2026, 3, 1), date(2026, 3, 3)),
        all_time,
    };
    let figures = Figures::new(days, None);
    let statistics = Statistics::new(&figures, range, None, &Zone::default(), &[]);
    serde_json::to_value(statistics).unwrap()
}

#[test]
fn the_figures_of_the_reference_have_its_names_and_meanings() {
    let day = DayTally {
        day: date(2026, 3, 2),
        class_id: 4,
        tally: tally(&[90.0, 89.9, 75.0, 74.9, 40.0]),
    };
    let body = shown(&[day], false);
    let expected = json!({
        "total_analyses": 5, "total_matches": 4, "total_mismatches": 1,
        "match_rate": 80.0, "average_score": 73.96, "best_score": 90.0,
        "characters_attempted": 1, "high_scores": 1, "good_scores": 2, "needs_practice": 2,
        "from": "2026-03-01", "to": "2026-03-03", "zone": "Asia/Kathmandu",
    });
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&body[name], value, "{name}");
    }
    assert_eq!(body["most_practiced_character"]["class_id"], 4);
    let counts: Vec<&Value> = body["days"]
        .as_array()
        .unwrap()
        .iter()
        .map(|day| &day["analyses"])
        .collect();
    assert_eq!(counts, [0, 5, 0]);
    assert_eq!(body["days"][0]["average_score"], Value::Null);
    assert_eq!(body["characters"][0]["best_score"], 90.0);
}

#[test]
fn of_nothing_there_are_counts_and_no_means() {
    let body = shown(&[], true);
    assert_eq!(body["total_analyses"], 0);
    for name in [
        "match_rate",
        "average_score",
        "best_score",
        "most_practiced_character",
    ] {
        assert_eq!(body[name], Value::Null, "{name}");
    }
    assert_eq!(body.get("from"), None);
    assert_eq!(body["days"].as_array().unwrap().len(), 3);
}
