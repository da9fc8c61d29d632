//! The list of invented recalls that a new bundle begins with. openFDA has never been read here.

use nazar_tests::{Bundle, Client};
use reqwest::Method;
use serde_json::{Value, json};

use super::{ask, check, gap};

/// Defect 8.1.2 of the service that this one replaces: a recall check failed open. With a source that never worked it read
/// "no danger, you may take it safely".
#[tokio::test]
async fn defect_2_without_a_fresh_answer_of_every_source_nothing_is_clear() {
    let bundle = Bundle::shared();
    let answer = check(&bundle, "demo-no-shpa-40-mg", None).await;
    assert_eq!(answer["verdict"], "could_not_check", "{answer}");
    assert_eq!(answer["recalls"], json!([]));
    let openfda = gap(&answer, "openfda");
    assert_eq!(openfda["trouble"], "never_worked");
    assert_eq!(openfda["last_worked"], Value::Null);
    assert!(openfda["text"].as_str().unwrap().contains("openFDA"));
    assert_eq!(gap(&answer, "local"), &Value::Null, "the list is new");
    let text = answer.to_string().to_lowercase();
    assert!(!text.contains(" safe"), "{text}");
}

/// Defect 8.1.3: every class was the first one. Defect 8.1.4: the tables of recalls were never read.
#[tokio::test]
async fn defects_3_and_4_recalls_of_each_class_are_told_with_their_own() {
    let bundle = Bundle::shared();
    for (id, class, status, lot_match) in [
        ("demo-amoxiclav-625-mg", json!("I"), "ongoing", "all_lots"),
        (
            "demo-metformin-500-mg-remedy",
            json!("II"),
            "ongoing",
            "lot_not_asked",
        ),
        (
            "demo-ambroxol-30-mg-nika",
            json!("III"),
            "completed",
            "lot_not_asked",
        ),
        (
            "demo-siprofloksatsin-eye-drops",
            Value::Null,
            "pending",
            "lots_unread",
        ),
        ("demo-corvalol", json!("III"), "ongoing", "lots_not_named"),
    ] {
        let answer = check(&bundle, id, None).await;
        // A recall is told though openFDA could not be asked, and what could not be checked is told beside it.
        assert_eq!(answer["verdict"], "recalled", "{answer}");
        assert_eq!(gap(&answer, "openfda")["trouble"], "never_worked");
        let recall = &answer["recalls"][0];
        assert_eq!(recall["class"], class, "{id}");
        assert_eq!(recall["status"], status, "{id}");
        assert_eq!(recall["open"], status != "completed", "{id}");
        assert_eq!(recall["lot_match"], lot_match, "{id}");
        assert_eq!(recall["demonstration"], true);
        let said = recall["words"]["danger"].as_str().unwrap();
        let named = class
            .as_str()
            .map_or("Nobody".to_owned(), |class| format!("Class {class}:"));
        assert!(said.starts_with(&named), "{said}");
    }
}

/// Defect 8.1.4: the lot was never looked at.
#[tokio::test]
async fn defect_4_the_lot_decides() {
    let bundle = Bundle::shared();
    let id = "demo-metformin-500-mg-remedy";
    for (lot, lot_match) in [("lot2026 a123", "listed"), ("L0T2026-A123", "alike")] {
        let answer = check(&bundle, id, Some(lot)).await;
        assert_eq!(answer["verdict"], "recalled", "{answer}");
        assert_eq!(answer["recalls"][0]["lot_match"], lot_match, "{lot}");
    }
    let other = check(&bundle, id, Some("B777")).await;
    assert_eq!(other["verdict"], "could_not_check", "{other}");
    assert_eq!(other["recalls"], json!([]));
    assert_eq!(other["other_lots"][0]["number"], "DEMO-UZ-2026-001");
    assert_eq!(other["other_lots"][0]["words"].get("what_to_do"), None);
    // Lots that could not be read are all recalled.
    let unread = check(&bundle, "demo-siprofloksatsin-eye-drops", Some("B777")).await;
    assert_eq!(unread["recalls"][0]["lot_match"], "lots_unread", "{unread}");
    // A closed recall of long ago counts for the lot that it names.
    let old = check(&bundle, "demo-enalapril-10-mg-nika", None).await;
    assert_eq!(old["verdict"], "could_not_check", "{old}");
    let old = check(&bundle, "demo-enalapril-10-mg-nika", Some("E1901")).await;
    assert_eq!(old["recalls"][0]["class"], "I", "{old}");
    assert_eq!(old["recalls"][0]["open"], false, "{old}");
}

#[tokio::test]
async fn every_way_of_matching_is_named() {
    let bundle = Bundle::shared();
    for (body, matched_by) in [
        (json!({"id": "demo-amoxiclav-625-mg"}), "medicine"),
        (json!({"gtin": "2999000009947", "lot": "S4471B"}), "gtin"),
        (json!({"id": "demo-diovan-80-mg"}), "ingredients_and_maker"),
        (json!({"id": "demo-corvalol"}), "ingredients"),
    ] {
        let answer = ask(&bundle, body.clone()).await.expect_status(200);
        assert_eq!(
            answer["recalls"][0]["matched_by"], matched_by,
            "{body}: {answer}"
        );
    }
}

#[tokio::test]
async fn the_words_are_the_readers() {
    let bundle = Bundle::shared();
    let client = Client::new(&bundle);
    for (language, begins) in [
        ("ru", "Есть отзыв"),
        ("uz", "Bu doriga tegishli"),
        ("uz-Cyrl", "Бу дорига тегишли"),
        ("ne", "There is a recall"),
    ] {
        let path = "/api/v1/medications/demo-amoxiclav-625-mg/recalls";
        let request = client
            .request(Method::GET, path)
            .header("accept-language", language);
        let answer = client.send(request).await.unwrap();
        assert_eq!(answer.header("cache-control"), "no-store");
        let answer = answer.expect_status(200);
        let summary = answer["summary"].as_str().unwrap();
        assert!(summary.starts_with(begins), "{language}: {summary}");
    }
}
