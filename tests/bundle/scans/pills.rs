//! Pills: what is recognised by its imprint, what is refused, and what contradicts. The pictures are drawn
//! (`models/samples/scans/draw.py`) and bear imprints of demonstration medicines.

use nazar_tests::{Answer, Bundle, Person, bundle};
use serde_json::{Value, json};

use super::{SCANS, scanned, send};

const NUROFEN_FORTE: &str = "demo-nurofen-forte-400-mg";
const AMLODIPIN: &str = "demo-amlodipin-5-mg-remedy";

/// One of the drawn pictures.
fn picture(name: &str) -> Vec<u8> {
    let folder = bundle::workspace().join("models/samples/scans");
    std::fs::read(folder.join(format!("{name}.jpg"))).unwrap()
}

/// A picture of a pill whose other side an earlier scan showed.
async fn turned_over(person: &Person, name: &str, first: &str) -> Answer {
    send(person, &picture(name), &[("other_side_of", first)]).await
}

fn check<'a>(result: &'a Value, name: &str) -> &'a Value {
    let checks = result["evidence"]["checks"].as_array().unwrap();
    let found = checks.iter().find(|check| check["check"] == name);
    found.unwrap_or_else(|| panic!("no check {name}: {result}"))
}

// 3.2 and 8.1, 8: the replaced service "could never recognise a pill", and its skipped checks counted as passed.
#[tokio::test]
async fn a_whole_imprint_is_recognised_whichever_way_up() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "whole").await.unwrap();
    for name in ["whole-imprint", "turned"] {
        let job = scanned(&person, &picture(name)).await;
        let result = &job["result"];

        assert_eq!(result["outcome"], "pill_recognised", "{name}: {job}");
        assert_eq!(result["status"], "recognised");
        assert_eq!(result["candidates"][0]["medication_id"], NUROFEN_FORTE);
        assert_eq!(result["evidence"]["level"], "high");
        assert_eq!(check(result, "imprint")["passed"], true);
        assert!(
            check(result, "size").get("passed").is_none(),
            "nothing told it"
        );
        assert_eq!(check(result, "person")["weight"], 0);
        assert_eq!(result["pills"][0]["shape"], "round");
        let link = result["link"].as_str().unwrap();
        let scan = person.client.get(link).await.unwrap().expect_status(200);
        assert_eq!(scan["follow_up"]["medicine"]["id"], NUROFEN_FORTE);
    }
}

#[tokio::test]
async fn my_own_list_is_asked_first() {
    let bundle = Bundle::shared();
    for (medicine, answer) in [("Nurofen Forte 400 mg", "yes"), ("warfarin", "no")] {
        let person = Person::new(&bundle, "own").await.unwrap();
        let listed = person
            .client
            .post("/api/v1/users/me/medications", &json!({"name": medicine}))
            .await
            .unwrap();
        listed.expect_status(201);
        let job = scanned(&person, &picture("whole-imprint")).await;
        assert_eq!(job["result"]["mine"]["answer"], answer, "{medicine}: {job}");
        assert_eq!(job["result"]["candidates"][0]["mine"], answer == "yes");
    }
}

#[tokio::test]
async fn one_side_leaves_several_and_the_other_side_settles_it() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "sides").await.unwrap();
    let first = scanned(&person, &picture("one-side")).await;
    let result = &first["result"];
    assert_eq!(result["outcome"], "several_fit", "{first}");
    assert_eq!(result["status"], "candidates");
    assert!(!result["texts"]["questions"].as_array().unwrap().is_empty());

    let id = first["id"].as_str().unwrap();
    let second = turned_over(&person, "other-side", id).await.json();
    let second = person
        .finished(second["id"].as_str().unwrap())
        .await
        .unwrap();
    let result = &second["result"];
    assert_eq!(result["other_side_of"], id);
    assert_eq!(result["outcome"], "pill_recognised", "{second}");
    assert_eq!(result["candidates"][0]["medication_id"], AMLODIPIN);
}

#[tokio::test]
async fn two_pills_with_different_sides_up_are_one_medicine() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "pair").await.unwrap();
    let job = scanned(&person, &picture("both-sides")).await;
    let result = &job["result"];

    assert_eq!(result["outcome"], "pill_recognised", "{job}");
    assert_eq!(result["candidates"][0]["medication_id"], AMLODIPIN);
}

#[tokio::test]
async fn only_a_scan_of_mine_can_be_the_other_side() {
    let bundle = Bundle::shared();
    let owner = Person::new(&bundle, "owns").await.unwrap();
    let thief = Person::new(&bundle, "takes").await.unwrap();
    let theirs = scanned(&owner, &picture("one-side")).await;
    for id in [
        theirs["id"].as_str().unwrap(),
        "01BX5ZZKBKACTAV9WEVGEMMVRZ",
        "first",
    ] {
        let refused = turned_over(&thief, "other-side", id).await;
        let problem = refused.expect_problem(422, "validation-failed");
        assert_eq!(problem["errors"][0]["pointer"], "/other_side_of");
    }
    let list = thief.client.get(SCANS).await.unwrap().expect_status(200);
    assert_eq!(list["items"], json!([]));
}

// 8.1, 8: "require confirmation": what the person says is kept, and said to contradict what was read.
#[tokio::test]
async fn a_word_that_what_was_read_contradicts_is_said_to() {
    let bundle = Bundle::shared();
    let person = Person::new(&bundle, "insists").await.unwrap();
    let job = scanned(&person, &picture("another-medicine")).await;
    let link = job["result"]["link"].as_str().unwrap();
    for (medicine, contradicted) in [
        (NUROFEN_FORTE, true),
        ("demo-warfarin-nycomed-2-5-mg", false),
    ] {
        let said = person
            .client
            .post(
                &format!("{link}/confirm"),
                &json!({"medication_id": medicine}),
            )
            .await
            .unwrap()
            .expect_status(200);
        assert_eq!(said["confirmation"]["contradicted"], contradicted, "{said}");
    }
}
