//! How large a pill is, by a card that lies beside it. The replaced service gave size a fifth of all weight and never measured any (3.2).

use nazar_tests::{Bundle, Person};
use serde_json::Value;

use super::pills::{NUROFEN_FORTE, check, picture};
use super::{send, uploaded};

const BY_CARD: &[(&str, &str)] = &[("reference", "card")];

async fn measured(person: &Person, name: &str) -> Value {
    let job = send(person, &picture(name), BY_CARD).await.json();
    let done = person.finished(job["id"].as_str().unwrap()).await.unwrap();
    assert_eq!(done["status"], "succeeded", "{done}");
    done["result"].clone()
}

fn warnings(result: &Value) -> usize {
    result["texts"]["warnings"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_pill_beside_a_card_is_measured_through_both_doors() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "measures").await.unwrap();
    let uploaded = uploaded(&person, &picture("beside-card"), BY_CARD).await;
    for result in [
        measured(&person, "beside-card").await,
        uploaded["result"].clone(),
    ] {
        let pill = &result["pills"][0];
        let size = pill["size_mm"].as_f64().unwrap();
        assert!((size - 10.5).abs() < 1.0, "{result}");
        assert_eq!(check(&result, "size")["passed"], true, "{result}");
        assert_eq!(result["outcome"], "pill_recognised", "{result}");
        assert_eq!(result["candidates"][0]["medication_id"], NUROFEN_FORTE);
        assert_eq!(warnings(&result), 0, "{result}");
    }
}

#[tokio::test]
async fn a_pill_of_another_size_is_not_recognised_by_its_imprint() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "larger").await.unwrap();
    let result = measured(&person, "too-large").await;

    assert_eq!(result["pills"][0]["imprint"], "NRF;4", "{result}");
    assert_eq!(result["outcome"], "several_fit", "{result}");
    assert_eq!(check(&result, "size")["passed"], false, "{result}");
    let differs = &result["candidates"][0]["differs"];
    assert!(
        differs.as_array().unwrap().contains(&"size".into()),
        "{result}"
    );
    assert_eq!(result["evidence"]["ask_pharmacist"], true, "{result}");
}

#[tokio::test]
async fn where_no_card_is_found_it_is_said_and_nothing_is_measured() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "cardless").await.unwrap();
    let result = measured(&person, "whole-imprint").await;

    assert!(result["pills"][0].get("size_mm").is_none(), "{result}");
    assert!(check(&result, "size").get("passed").is_none(), "{result}");
    assert_eq!(result["outcome"], "pill_recognised", "{result}");
    assert_eq!(warnings(&result), 1, "{result}");
}

#[tokio::test]
async fn pills_are_measured_by_nothing_else() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "by-shoe").await.unwrap();
    let refused = send(&person, &picture("beside-card"), &[("reference", "shoe")]).await;
    let problem = refused.expect_problem(422, "validation-failed");
    assert_eq!(problem["errors"][0]["pointer"], "/reference");
}
